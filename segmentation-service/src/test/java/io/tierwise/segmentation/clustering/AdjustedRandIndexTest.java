package io.tierwise.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AdjustedRandIndexTest {
  @Test
  void of_equalGroupings_isOneUnderAnyNames() {
    assertThat(AdjustedRandIndex.of(new long[][] {{0, 5}, {3, 0}})).isEqualTo(1);
  }

  @Test
  void of_knownTables_isThePublishedValue() {
    // Documented examples of sklearn.metrics.adjusted_rand_score: [0,0,1,2] against [0,0,1,1],
    // and [0,0,0,0] against [0,1,2,3].
    assertThat(AdjustedRandIndex.of(new long[][] {{2, 0}, {0, 1}, {0, 1}}))
        .isCloseTo(0.5714285714, offset(1e-9));
    assertThat(AdjustedRandIndex.of(new long[][] {{1, 1, 1, 1}})).isEqualTo(0);
    // Hubert and Arabie's formula by hand: n = 6, sum of cells C(2,2)+C(2,2) = 2, rows 3+3,
    // columns 1+1+1 -> (2 - 6*3/15) / ((6+3)/2 - 6*3/15) = 0.8 / 3.3
    assertThat(AdjustedRandIndex.of(new long[][] {{2, 1, 0}, {0, 1, 2}}))
        .isCloseTo(0.8 / 3.3, offset(1e-12));
  }

  @Test
  void of_nothing_isOne() {
    assertThat(AdjustedRandIndex.of(new long[0][0])).isEqualTo(1);
    assertThat(AdjustedRandIndex.of(new long[][] {{1}})).isEqualTo(1);
  }

  @Property(tries = 100, seed = "20261123")
  void of_isSymmetricAndBlindToTheOrderOfGroups(@ForAll long seed) {
    Random random = new Random(seed);
    long[][] table = new long[3][4];
    long[][] transposed = new long[4][3];
    long[][] reversed = new long[3][4];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 4; c++) {
        table[r][c] = random.nextInt(20);
        transposed[c][r] = table[r][c];
        reversed[2 - r][3 - c] = table[r][c];
      }
    }
    double index = AdjustedRandIndex.of(table);
    assertThat(index).isLessThanOrEqualTo(1);
    assertThat(AdjustedRandIndex.of(transposed)).isCloseTo(index, offset(1e-12));
    assertThat(AdjustedRandIndex.of(reversed)).isCloseTo(index, offset(1e-12));
  }
}
