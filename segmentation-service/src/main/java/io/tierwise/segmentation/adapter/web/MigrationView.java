package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.run.CompareRuns;
import io.tierwise.segmentation.run.RunComparisons.Mover;
import io.tierwise.segmentation.run.SegmentationRun;
import io.tierwise.segmentation.tier.MigrationMatrix;
import io.tierwise.segmentation.tier.ValueTier;
import io.tierwise.starter.web.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who moves, from where to where.
 *
 * @param adjustedRandIndex agreement on those who have a tier in both, 1 for equal tierings
 */
record MigrationView(
    long customers,
    long moved,
    long promoted,
    long demoted,
    long entering,
    long leaving,
    Money revenueAtStake,
    Money revenueOfDemoted,
    double adjustedRandIndex,
    List<Cell> cells) {

  record Cell(@Nullable String from, @Nullable String to, long customers, Money revenue) {}

  static MigrationView of(MigrationMatrix matrix, String currency) {
    return new MigrationView(
        matrix.customers(),
        matrix.movers(),
        matrix.promoted(),
        matrix.demoted(),
        matrix.entering(),
        matrix.leaving(),
        Money.of(matrix.revenueAtStake(), currency),
        Money.of(matrix.revenueOfDemoted(), currency),
        matrix.adjustedRandIndex(),
        matrix.cells().stream()
            .map(
                cell ->
                    new Cell(
                        name(cell.from()),
                        name(cell.to()),
                        cell.customers(),
                        Money.of(cell.revenue(), currency)))
            .toList());
  }

  private static @Nullable String name(@Nullable ValueTier tier) {
    return tier == null ? null : tier.name();
  }

  /**
   * What publishing a run would do.
   *
   * @param against the run that is published now; null if none is
   * @param movers those with the most revenue
   */
  record Preview(
      UUID runId, @Nullable UUID against, MigrationView migration, List<MoverView> movers) {
    static Preview of(CompareRuns.Preview preview, String currency) {
      return new Preview(
          preview.run().id(),
          preview.published(),
          MigrationView.of(preview.migration(), currency),
          preview.movers().stream().map(mover -> MoverView.of(mover, currency)).toList());
    }
  }

  record MoverView(String userId, @Nullable String from, @Nullable String to, Money revenue) {
    static MoverView of(Mover mover, String currency) {
      return new MoverView(
          mover.userId(),
          name(mover.from()),
          name(mover.to()),
          Money.of(mover.revenue(), currency));
    }
  }

  record Comparison(Side from, Side to, MigrationView migration) {
    static Comparison of(CompareRuns.Comparison comparison, String currency) {
      return new Comparison(
          Side.of(comparison.from(), currency),
          Side.of(comparison.to(), currency),
          MigrationView.of(comparison.migration(), currency));
    }
  }

  /** One of two runs that are compared. */
  record Side(UUID id, RunView.Parameters parameters, RunView.@Nullable Result result) {
    static Side of(SegmentationRun run, String currency) {
      RunView view = RunView.of(run, currency);
      return new Side(view.id(), view.parameters(), view.result());
    }
  }
}
