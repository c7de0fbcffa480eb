package io.tierwise.recommend.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeadingSubspaceTest {
  private static final int N = 300;

  /** A diagonal matrix: its eigenvectors are the axes, the largest values come first. */
  private static float[][] times(float[][] block) {
    float[][] product = new float[N][];
    for (int i = 0; i < N; i++) {
      product[i] = block[i].clone();
      for (int j = 0; j < block[i].length; j++) {
        product[i][j] *= i < 3 ? 1 - 0.1f * i : 0.01f;
      }
    }
    return product;
  }

  @Test
  void theFunction_holdsOnTheLeadingSpaceAndNowhereElse() {
    LeadingSubspace space = LeadingSubspace.of(LeadingSubspaceTest::times, N, 3, 8, 1, t -> t);
    float[][] rows = space.rows(0);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < N; j++) {
        double expected = i == j && i < 3 ? 1 - 0.1 * i : 0;
        assertThat((double) rows[i][j]).isCloseTo(expected, within(1e-4));
      }
    }
  }

  @Test
  void moreDimensionsThanTheMatrixHas_doNoHarm() {
    LeadingSubspace space =
        LeadingSubspace.of(
            block -> {
              float[][] product = new float[N][block[0].length];
              product[0] = block[0].clone();
              return product;
            },
            N,
            5,
            4,
            1,
            t -> t);
    assertThat((double) space.rows(0)[0][0]).isCloseTo(1, within(1e-4));
    assertThat((double) space.rows(0)[1][1]).isCloseTo(0, within(1e-4));
  }
}
