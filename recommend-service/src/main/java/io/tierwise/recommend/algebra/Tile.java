package io.tierwise.recommend.algebra;

/**
 * Square blocks of {@value #SIZE} rows, row by row or packed as the {@link TileKernel} wants them;
 * a block stays in the second-level cache.
 */
final class Tile {
  static final int SIZE = 256;
  private static final TileKernel KERNEL = TileKernel.fastest();

  static float[] zero() {
    return new float[SIZE * SIZE];
  }

  static float[] packed(float[] rows) {
    return packed(rows, KERNEL.panel());
  }

  static float[] packed(float[] rows, int panel) {
    float[] packed = zero();
    for (int i = 0; i < SIZE; i++) {
      int to = i / panel * panel * SIZE + i % panel;
      for (int j = 0; j < SIZE; j++) {
        packed[to + j * panel] = rows[i * SIZE + j];
      }
    }
    return packed;
  }

  static float[] unpacked(float[] packed) {
    return unpacked(packed, KERNEL.panel());
  }

  static float[] unpacked(float[] packed, int panel) {
    float[] rows = zero();
    for (int i = 0; i < SIZE; i++) {
      int from = i / panel * panel * SIZE + i % panel;
      for (int j = 0; j < SIZE; j++) {
        rows[i * SIZE + j] = packed[from + j * panel];
      }
    }
    return rows;
  }

  /** Of a packed block, packed. */
  static float[] transposed(float[] packed) {
    int panel = KERNEL.panel();
    float[] transposed = zero();
    for (int i = 0; i < SIZE; i++) {
      int from = i / panel * panel * SIZE + i % panel;
      int to = i * panel;
      for (int first = 0; first < SIZE * SIZE; first += panel * SIZE) {
        for (int j = 0; j < panel; j++) {
          transposed[first + to + j] = packed[from + first / SIZE * panel + j * panel];
        }
      }
    }
    return transposed;
  }

  /** c += sign · a · b', all three packed. */
  static void multiplyAdd(float[] c, float[] a, float[] b, float sign) {
    KERNEL.multiplyAdd(c, a, b, sign);
  }

  /** Replaces a symmetric positive definite block, row by row, by its lower Cholesky factor. */
  static void factor(float[] a) {
    for (int j = 0; j < SIZE; j++) {
      int row = j * SIZE;
      double diagonal = a[row + j] - dot(a, row, row, j);
      if (!(diagonal > 0)) {
        throw new ArithmeticException("the matrix is not positive definite");
      }
      float root = (float) Math.sqrt(diagonal);
      a[row + j] = root;
      for (int i = j + 1; i < SIZE; i++) {
        a[i * SIZE + j] = (float) ((a[i * SIZE + j] - dot(a, i * SIZE, row, j)) / root);
      }
      java.util.Arrays.fill(a, row + j + 1, row + SIZE, 0);
    }
  }

  /** The inverse of a lower triangular block, both row by row. */
  static float[] inverseOfLower(float[] l) {
    float[] inverse = zero();
    float[] row = new float[SIZE];
    float[] other = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      java.util.Arrays.fill(row, 0);
      for (int k = 0; k < i; k++) {
        float factor = -l[i * SIZE + k];
        System.arraycopy(inverse, k * SIZE, other, 0, k + 1);
        for (int j = 0; j <= k; j++) {
          row[j] = Math.fma(factor, other[j], row[j]);
        }
      }
      float scale = 1 / l[i * SIZE + i];
      for (int j = 0; j < i; j++) {
        inverse[i * SIZE + j] = row[j] * scale;
      }
      inverse[i * SIZE + i] = scale;
    }
    return inverse;
  }

  private static double dot(float[] a, int row, int other, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += (double) a[row + k] * a[other + k];
    }
    return sum;
  }

  private Tile() {}
}
