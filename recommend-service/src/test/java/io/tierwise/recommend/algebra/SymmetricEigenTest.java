package io.tierwise.recommend.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
  @Test
  void theParts_giveTheMatrixBack_andTurnedRowsHaveADiagonalGram() {
    Random random = new Random(5);
    int k = 12;
    float[][] rows = new float[700][k];
    for (float[] row : rows) {
      for (int j = 0; j < k; j++) {
        row[j] = (float) random.nextGaussian() * (j + 1);
      }
    }
    double[][] gram = new double[k][k];
    for (float[] row : rows) {
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          gram[i][j] += (double) row[i] * row[j];
        }
      }
    }
    SymmetricEigen eigen = SymmetricEigen.ofGram(rows, k);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double rebuilt = 0;
        double product = 0;
        for (int e = 0; e < k; e++) {
          rebuilt += eigen.values()[e] * eigen.vectors()[e][i] * eigen.vectors()[e][j];
          product += eigen.vectors()[i][e] * eigen.vectors()[j][e];
        }
        assertThat(rebuilt).isCloseTo(gram[i][j], within(0.05));
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-10));
      }
    }
    eigen.rotation().apply(rows);
    double[][] turned = Orthonormal.sums(rows, rows);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        assertThat(turned[i][j]).isCloseTo(i == j ? eigen.values()[i] : 0, within(0.1));
      }
    }
  }

  @Test
  void nothing_hasNoLength() {
    SymmetricEigen eigen = SymmetricEigen.ofGram(new float[0][], 3);
    assertThat(eigen.values()).containsExactly(0, 0, 0);
  }
}
