package io.tierwise.recommend.algebra;

import java.util.stream.IntStream;

/**
 * Makes the columns of a tall matrix orthonormal by the Cholesky factor of its Gram matrix: one
 * pass to read, one to write. A column that the others span up to rounding becomes zero. Good to
 * single precision while the columns are not nearly parallel, as within a subspace iteration.
 */
final class Orthonormal {
  private static final double NOTHING = 1e-6;
  private static final int CHUNK = 512;

  /** Replaces the rows' columns in place. */
  static void columns(float[][] rows) {
    int k = rows[0].length;
    double[][] inverse = inverseOfFactor(sums(rows, rows));
    float[][] factor = new float[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = i; j < k; j++) {
        factor[i][j] = (float) inverse[j][i];
      }
    }
    IntStream.range(0, rows.length)
        .parallel()
        .forEach(
            r -> {
              float[] old = rows[r];
              float[] row = new float[k];
              for (int i = 0; i < k; i++) {
                float value = old[i];
                float[] to = factor[i];
                for (int j = 0; j < k; j++) {
                  row[j] = Math.fma(value, to[j], row[j]);
                }
              }
              rows[r] = row;
            });
  }

  /** A'B of two matrices with the same number of rows. */
  static double[][] sums(float[][] rows, float[][] others) {
    int k = rows[0].length;
    double[][] gram = new double[k][k];
    int chunks = (rows.length + CHUNK - 1) / CHUNK;
    // Sums of a chunk in single, of the chunks in double precision, always in the same order.
    int stride = Math.max(1, Runtime.getRuntime().availableProcessors());
    for (int first = 0; first < chunks; first += stride) {
      int from = first;
      float[][][] parts =
          IntStream.range(from, Math.min(chunks, from + stride))
              .parallel()
              .mapToObj(chunk -> sumsOf(rows, others, chunk, k))
              .toArray(float[][][]::new);
      for (float[][] part : parts) {
        for (int i = 0; i < k; i++) {
          for (int j = 0; j < k; j++) {
            gram[i][j] += part[i][j];
          }
        }
      }
    }
    return gram;
  }

  static float[][] products(float[][] rows, float[][] others) {
    double[][] sums = sums(rows, others);
    float[][] products = new float[sums.length][sums.length];
    for (int i = 0; i < sums.length; i++) {
      for (int j = 0; j < sums.length; j++) {
        products[i][j] = (float) sums[i][j];
      }
    }
    return products;
  }

  private static float[][] sumsOf(float[][] rows, float[][] others, int chunk, int k) {
    float[][] part = new float[k][k];
    int end = Math.min(rows.length, (chunk + 1) * CHUNK);
    int r = chunk * CHUNK;
    for (; r < end - 3; r += 4) {
      for (int i = 0; i < k; i++) {
        addRows(
            others[r],
            others[r + 1],
            others[r + 2],
            others[r + 3],
            rows[r][i],
            rows[r + 1][i],
            rows[r + 2][i],
            rows[r + 3][i],
            part[i]);
      }
    }
    for (; r < end; r++) {
      for (int i = 0; i < k; i++) {
        addRow(others[r], rows[r][i], part[i]);
      }
    }
    return part;
  }

  static void addRow(float[] row, float weight, float[] to) {
    for (int j = 0; j < to.length; j++) {
      to[j] = Math.fma(weight, row[j], to[j]);
    }
  }

  /** Four rows at once: a sum is read and written once for all of them. */
  static void addRows(
      float[] r0,
      float[] r1,
      float[] r2,
      float[] r3,
      float w0,
      float w1,
      float w2,
      float w3,
      float[] to) {
    for (int j = 0; j < to.length; j++) {
      float sum = Math.fma(w0, r0[j], to[j]);
      sum = Math.fma(w1, r1[j], sum);
      sum = Math.fma(w2, r2[j], sum);
      to[j] = Math.fma(w3, r3[j], sum);
    }
  }

  /** The inverse of L in A = L L'; a dependent column leaves a row and a column of zeros. */
  private static double[][] inverseOfFactor(double[][] a) {
    int k = a.length;
    double[][] l = new double[k][k];
    double[][] inverse = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < i; j++) {
        l[i][j] = l[j][j] == 0 ? 0 : (a[i][j] - dot(l[i], l[j], j)) / l[j][j];
      }
      double rest = a[i][i] - dot(l[i], l[i], i);
      l[i][i] = rest > NOTHING * a[i][i] && a[i][i] > 0 ? Math.sqrt(rest) : 0;
      if (l[i][i] == 0) {
        java.util.Arrays.fill(l[i], 0);
        continue;
      }
      for (int j = 0; j < i; j++) {
        double factor = -l[i][j];
        for (int c = 0; c <= j; c++) {
          inverse[i][c] += factor * inverse[j][c];
        }
      }
      for (int c = 0; c < i; c++) {
        inverse[i][c] /= l[i][i];
      }
      inverse[i][i] = 1 / l[i][i];
    }
    return inverse;
  }

  private static double dot(double[] a, double[] b, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private Orthonormal() {}
}
