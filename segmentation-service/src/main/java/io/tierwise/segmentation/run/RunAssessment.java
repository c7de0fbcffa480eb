package io.tierwise.segmentation.run;

import io.tierwise.segmentation.tier.MigrationMatrix;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run would have changed when it finished, and whether it published itself; kept with the
 * run.
 *
 * @param against the run that was published then; null for none
 * @param decision null where the run was not to publish itself, or nobody has decided yet
 */
public record RunAssessment(
    @Nullable UUID against, Moves moves, MigrationMatrix migration, @Nullable Decision decision) {

  /** Before anybody has decided. */
  public static RunAssessment of(@Nullable UUID against, MigrationMatrix migration) {
    return new RunAssessment(against, Moves.of(migration), migration, null);
  }

  /**
   * @param moved customers who had a tier and would get another or none
   * @param movedShare of those who had a tier; 0 where nobody had one
   */
  public record Moves(
      long moved, double movedShare, long promoted, long demoted, BigDecimal revenueAtStake) {
    public static Moves of(MigrationMatrix matrix) {
      long had =
          matrix.cells().stream()
              .filter(cell -> cell.from() != null)
              .mapToLong(MigrationMatrix.Cell::customers)
              .sum();
      long moved = matrix.movers() - matrix.entering();
      return new Moves(
          moved,
          had == 0 ? 0 : moved / (double) had,
          matrix.promoted(),
          matrix.demoted(),
          matrix.revenueAtStake());
    }
  }

  /**
   * @param objections why it was not published; empty if it was
   */
  public record Decision(boolean published, List<String> objections) {
    public Decision {
      objections = List.copyOf(objections);
    }
  }
}
