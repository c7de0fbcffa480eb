package io.tierwise.recommend.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricMatrixTest {
  /** Within one tile, exactly one, and several of which the last is not full. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 256, 600})
  void inverse_timesTheMatrix_isTheUnitMatrix(int n) {
    Random random = new Random(n);
    double[][] a = new double[n][n];
    SymmetricMatrix matrix = new SymmetricMatrix(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a[i][j] = (float) (i == j ? n : random.nextDouble() - 0.5);
        a[j][i] = a[i][j];
        matrix.add(i, j, (float) a[i][j]);
      }
    }
    matrix.invert();
    float[] row = new float[n];
    for (int i = 0; i < n; i += 13) {
      matrix.row(i, row);
      for (int j = 0; j < n; j++) {
        double product = 0;
        for (int k = 0; k < n; k++) {
          product += row[k] * a[k][j];
        }
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-4));
      }
    }
  }

  @Test
  void whatIsNotPositiveDefinite_isRefused() {
    SymmetricMatrix matrix = new SymmetricMatrix(2);
    matrix.add(0, 0, 1);
    matrix.add(1, 0, 2);
    matrix.add(1, 1, 1);
    assertThatThrownBy(matrix::invert)
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("positive definite");
  }
}
