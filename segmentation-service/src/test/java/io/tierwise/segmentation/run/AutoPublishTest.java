package io.tierwise.segmentation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.segmentation.clustering.Stability;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.run.RunAssessment.Moves;
import io.tierwise.segmentation.tier.MigrationMatrix;
import io.tierwise.segmentation.tier.MigrationMatrix.Cell;
import io.tierwise.segmentation.tier.ValueTier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutoPublishTest {
  private static final ValueTier GOLD = new ValueTier("Gold", 1);
  private static final ValueTier IRON = new ValueTier("Iron", 2);

  private static Cell cell(ValueTier from, ValueTier to, long customers) {
    return new Cell(from, to, customers, BigDecimal.valueOf(customers * 10));
  }

  private static Moves moves(Cell... cells) {
    return Moves.of(new MigrationMatrix(List.of(cells)));
  }

  private static RunResult result(Stability stability, double drift) {
    return new RunResult(
        Instant.EPOCH,
        Instant.EPOCH,
        "",
        0,
        RunResult.ValueBasis.NET_REVENUE,
        0,
        0,
        BigDecimal.ZERO,
        List.of(),
        List.of(),
        0,
        0,
        List.of(),
        null,
        Map.of(),
        stability,
        List.of(),
        List.of(new RunResult.Drift(TieringFeature.MONETARY, drift)));
  }

  @Test
  void share_isOfThoseWhoHadATier() {
    Moves moves =
        moves(
            cell(GOLD, GOLD, 80), cell(GOLD, IRON, 15), cell(IRON, null, 5), cell(null, IRON, 900));

    assertThat(moves.moved()).isEqualTo(20);
    assertThat(moves.movedShare()).isEqualTo(0.2);
    assertThat(moves(cell(null, GOLD, 7)).movedShare()).isZero();
  }

  @Test
  void objections_nameWhatIsOutsideOfTheRails() {
    Moves moves = moves(cell(GOLD, GOLD, 80), cell(GOLD, IRON, 20));
    RunResult result = result(new Stability(0.4, 0.1, 10), 0.3);

    assertThat(new AutoPublish(0.2, null, null).objections(result, moves)).isEmpty();
    assertThat(new AutoPublish(0.2, 0.4, 0.3).objections(result, moves)).isEmpty();
    assertThat(new AutoPublish(0.15, 0.6, 0.25).objections(result, moves))
        .containsExactly(
            "20.0 % of those with a tier would move, at most 15.0 % may",
            "the stability is 0.40, at least 0.60 is needed",
            "monetary has drifted by 0.300, at most 0.250 may be");
    assertThat(new AutoPublish(1, 0.6, null).objections(result(null, 0), moves))
        .singleElement()
        .asString()
        .contains("nothing is known of the stability");
  }

  @Test
  void rails_areChecked() {
    assertThatThrownBy(() -> new AutoPublish(1.1, null, null))
        .hasMessageStartingWith("publish.maxMovedShare: ");
    assertThatThrownBy(() -> new AutoPublish(0.1, -2.0, null))
        .hasMessageStartingWith("publish.minStability: ");
    assertThatThrownBy(() -> new AutoPublish(0.1, null, -1.0))
        .hasMessageStartingWith("publish.maxDrift: ");
  }
}
