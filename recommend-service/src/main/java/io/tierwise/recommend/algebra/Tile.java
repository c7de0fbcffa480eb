package io.tierwise.recommend.algebra;

/**
 * Square blocks of {@value #SIZE} rows, as arrays of rows: the inner loops read and write whole
 * rows with one index, which the compiler turns into fused vector instructions, and a block stays
 * in the second-level cache. No native library and no incubating module is needed.
 */
final class Tile {
  static final int SIZE = 256;

  static float[][] zero() {
    return new float[SIZE][SIZE];
  }

  static float[][] transposed(float[][] a) {
    float[][] t = zero();
    for (int i = 0; i < SIZE; i++) {
      float[] row = a[i];
      for (int j = 0; j < SIZE; j++) {
        t[j][i] = row[j];
      }
    }
    return t;
  }

  /** c += sign · a · b. */
  static void multiplyAdd(float[][] c, float[][] a, float[][] b, float sign) {
    for (int k = 0; k < SIZE; k += 4) {
      for (int i = 0; i < SIZE; i += 2) {
        twoRows(c[i], c[i + 1], a[i], a[i + 1], b[k], b[k + 1], b[k + 2], b[k + 3], k, sign);
      }
    }
  }

  /** Two rows of c by four of b: eight products for six reads. */
  private static void twoRows(
      float[] c0,
      float[] c1,
      float[] a0,
      float[] a1,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      int k,
      float sign) {
    float p0 = sign * a0[k];
    float p1 = sign * a0[k + 1];
    float p2 = sign * a0[k + 2];
    float p3 = sign * a0[k + 3];
    float q0 = sign * a1[k];
    float q1 = sign * a1[k + 1];
    float q2 = sign * a1[k + 2];
    float q3 = sign * a1[k + 3];
    for (int j = 0; j < SIZE; j++) {
      float x0 = b0[j];
      float x1 = b1[j];
      float x2 = b2[j];
      float x3 = b3[j];
      c0[j] = Math.fma(p3, x3, Math.fma(p2, x2, Math.fma(p1, x1, Math.fma(p0, x0, c0[j]))));
      c1[j] = Math.fma(q3, x3, Math.fma(q2, x2, Math.fma(q1, x1, Math.fma(q0, x0, c1[j]))));
    }
  }

  /** Replaces a symmetric positive definite block by its lower Cholesky factor. */
  static void factor(float[][] a) {
    for (int j = 0; j < SIZE; j++) {
      float[] rowJ = a[j];
      double diagonal = rowJ[j];
      for (int k = 0; k < j; k++) {
        diagonal -= (double) rowJ[k] * rowJ[k];
      }
      if (!(diagonal > 0)) {
        throw new ArithmeticException("the matrix is not positive definite");
      }
      float root = (float) Math.sqrt(diagonal);
      rowJ[j] = root;
      for (int i = j + 1; i < SIZE; i++) {
        a[i][j] = (float) ((a[i][j] - dot(a[i], rowJ, j)) / root);
      }
      java.util.Arrays.fill(rowJ, j + 1, SIZE, 0);
    }
  }

  /** The inverse of a lower triangular block. */
  static float[][] inverseOfLower(float[][] l) {
    float[][] inverse = zero();
    for (int i = 0; i < SIZE; i++) {
      float[] row = inverse[i];
      for (int k = 0; k < i; k++) {
        float factor = -l[i][k];
        float[] other = inverse[k];
        for (int j = 0; j <= k; j++) {
          row[j] = Math.fma(factor, other[j], row[j]);
        }
      }
      float scale = 1 / l[i][i];
      for (int j = 0; j < i; j++) {
        row[j] *= scale;
      }
      row[i] = scale;
    }
    return inverse;
  }

  private static double dot(float[] a, float[] b, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += (double) a[k] * b[k];
    }
    return sum;
  }

  private Tile() {}
}
