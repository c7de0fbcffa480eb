package io.tierwise.segmentation.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.segmentation.tier.MigrationMatrix.Cell;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationMatrixTest {
  private static final ValueTier GOLD = new ValueTier("Gold", 1);
  private static final ValueTier BRONZE = new ValueTier("Bronze", 2);

  private static Cell cell(ValueTier from, ValueTier to, long customers, String revenue) {
    return new Cell(from, to, customers, new BigDecimal(revenue));
  }

  @Test
  void totals_tellUpFromDownAndInFromOut() {
    MigrationMatrix matrix =
        new MigrationMatrix(
            List.of(
                cell(GOLD, GOLD, 10, "1000"),
                cell(GOLD, BRONZE, 2, "150.50"),
                cell(BRONZE, GOLD, 3, "90"),
                cell(null, BRONZE, 4, "20"),
                cell(BRONZE, null, 1, "5"),
                cell(null, null, 7, "0")));

    assertThat(matrix.customers()).isEqualTo(27);
    assertThat(matrix.movers()).isEqualTo(10);
    assertThat(matrix.promoted()).isEqualTo(3);
    assertThat(matrix.demoted()).isEqualTo(2);
    assertThat(matrix.entering()).isEqualTo(4);
    assertThat(matrix.leaving()).isEqualTo(1);
    assertThat(matrix.revenueAtStake()).isEqualByComparingTo("265.50");
    assertThat(matrix.revenueOfDemoted()).isEqualByComparingTo("150.50");
  }

  @Test
  void sameNameAtAnotherRank_isNoMove() {
    ValueTier goldOfFewer = new ValueTier("Gold", 3);
    MigrationMatrix matrix = new MigrationMatrix(List.of(cell(GOLD, goldOfFewer, 5, "1")));

    assertThat(matrix.movers()).isZero();
    assertThat(matrix.demoted()).isZero();
  }

  @Test
  void adjustedRandIndex_leavesOutWhoHasATierOnlyOnce() {
    MigrationMatrix same =
        new MigrationMatrix(
            List.of(
                cell(GOLD, BRONZE, 5, "0"), cell(BRONZE, GOLD, 5, "0"), cell(null, GOLD, 9, "0")));

    assertThat(same.adjustedRandIndex()).isEqualTo(1);
    assertThat(new MigrationMatrix(List.of()).adjustedRandIndex()).isEqualTo(1);
  }
}
