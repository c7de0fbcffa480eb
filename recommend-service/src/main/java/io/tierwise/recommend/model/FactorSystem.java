package io.tierwise.recommend.model;

import java.util.Arrays;

/**
 * The system of one row of a factorisation, (D + Σ c_j q_j q_j') p = Σ t_j q_j with a diagonal D,
 * solved on its smaller side: with R = C^½ Q D^-½, either I + R'R of as many rows as there are
 * factors, or I + RR' of as many as there are entries. Both have no eigenvalue below 1. Buffers are
 * reused; not thread-safe.
 *
 * <p>Cost for n entries and d factors: min(n, d)² · max(n, d) / 2 + min(n, d)³ / 6 multiplications.
 */
final class FactorSystem {
  private static final int LANES = 4;

  /** Gives the factors of an entry's row. */
  interface Rows {
    void read(int row, double[] to);
  }

  private final int dims;
  private final double[] scale;
  private final double[][] scaled;
  private final double[][] matrix;
  private final double[] right;
  private int[] rows = new int[64];
  private double[] roots = new double[64];
  private double[] aims = new double[64];
  private int size;

  FactorSystem(int dims) {
    this.dims = dims;
    this.scale = new double[dims];
    this.scaled = new double[Math.max(dims, LANES)][dims];
    this.matrix = new double[dims][dims];
    this.right = new double[dims];
  }

  /** Begins a row with D = diagonal + ridge, of positive elements. */
  void begin(double[] diagonal, double ridge) {
    size = 0;
    for (int k = 0; k < dims; k++) {
      scale[k] = 1 / Math.sqrt(diagonal[k] + ridge);
    }
  }

  /**
   * @param confidence c, positive
   * @param target t
   */
  void add(int row, double confidence, double target) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, size * 2);
      roots = Arrays.copyOf(roots, size * 2);
      aims = Arrays.copyOf(aims, size * 2);
    }
    rows[size] = row;
    roots[size] = Math.sqrt(confidence);
    aims[size] = target / roots[size];
    size++;
  }

  private boolean byEntries() {
    return size <= dims;
  }

  private int side() {
    return Math.min(size, dims);
  }

  /** Sets the system up; to be called once after the last entry. */
  void factor(Rows factors) {
    if (byEntries()) {
      for (int j = 0; j < size; j++) {
        scale(factors, j, scaled[j]);
      }
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          matrix[i][j] = dot(scaled[i], scaled[j], dims);
        }
        right[i] = aims[i];
      }
    } else {
      accumulate(factors);
    }
    for (int i = 0; i < side(); i++) {
      matrix[i][i] += 1;
    }
    decompose(side());
  }

  private void accumulate(Rows factors) {
    for (double[] row : matrix) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(right, 0);
    for (int first = 0; first < size; first += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        if (first + lane < size) {
          scale(factors, first + lane, scaled[lane]);
          double aim = aims[first + lane];
          for (int k = 0; k < dims; k++) {
            right[k] = Math.fma(aim, scaled[lane][k], right[k]);
          }
        } else {
          Arrays.fill(scaled[lane], 0);
        }
      }
      for (int i = 0; i < dims; i++) {
        addProducts(matrix[i], scaled[0], scaled[1], scaled[2], scaled[3], i);
      }
    }
  }

  /** A row of the lower half, four entries at once: vector instructions for the compiler. */
  private static void addProducts(
      double[] to, double[] r0, double[] r1, double[] r2, double[] r3, int row) {
    double a0 = r0[row];
    double a1 = r1[row];
    double a2 = r2[row];
    double a3 = r3[row];
    for (int j = 0; j <= row; j++) {
      double sum = Math.fma(a0, r0[j], to[j]);
      sum = Math.fma(a1, r1[j], sum);
      sum = Math.fma(a2, r2[j], sum);
      to[j] = Math.fma(a3, r3[j], sum);
    }
  }

  private void scale(Rows factors, int entry, double[] to) {
    factors.read(rows[entry], to);
    double root = roots[entry];
    for (int k = 0; k < dims; k++) {
      to[k] *= root * scale[k];
    }
  }

  /** The lower half becomes its Cholesky factor. */
  private void decompose(int n) {
    for (int i = 0; i < n; i++) {
      double[] row = matrix[i];
      for (int j = 0; j < i; j++) {
        double[] other = matrix[j];
        row[j] = (row[j] - dot(row, other, j)) / other[j];
      }
      row[i] = Math.sqrt(row[i] - dot(row, row, i));
    }
  }

  private void solve(double[] b, int n) {
    for (int i = 0; i < n; i++) {
      b[i] = (b[i] - dot(matrix[i], b, i)) / matrix[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double[] row = matrix[i];
      double value = b[i] / row[i];
      b[i] = value;
      for (int j = 0; j < i; j++) {
        b[j] = Math.fma(-value, row[j], b[j]);
      }
    }
  }

  /** Four sums side by side: one alone would wait for itself. */
  static double dot(double[] a, double[] b, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < length - 3; i += LANES) {
      s0 = Math.fma(a[i], b[i], s0);
      s1 = Math.fma(a[i + 1], b[i + 1], s1);
      s2 = Math.fma(a[i + 2], b[i + 2], s2);
      s3 = Math.fma(a[i + 3], b[i + 3], s3);
    }
    for (; i < length; i++) {
      s0 = Math.fma(a[i], b[i], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Writes p; the system has to be set up anew afterwards for another one. */
  void solution(double[] p) {
    solve(right, side());
    if (byEntries()) {
      Arrays.fill(p, 0, dims, 0);
      for (int j = 0; j < size; j++) {
        double weight = right[j];
        double[] row = scaled[j];
        for (int k = 0; k < dims; k++) {
          p[k] = Math.fma(weight, row[k], p[k]);
        }
      }
    } else {
      System.arraycopy(right, 0, p, 0, dims);
    }
    for (int k = 0; k < dims; k++) {
      p[k] *= scale[k];
    }
  }

  /**
   * What each entry adds to q'p: t_j q' (D + ...)⁻¹ q_j, exactly.
   *
   * @param q factors of an item; scaled in place
   * @param parts one for each entry
   */
  void contributions(Rows factors, double[] q, double[] parts) {
    for (int k = 0; k < dims; k++) {
      q[k] *= scale[k];
    }
    if (byEntries()) {
      for (int j = 0; j < size; j++) {
        parts[j] = dot(scaled[j], q, dims);
      }
      solve(parts, size);
    } else {
      solve(q, dims);
      double[] row = new double[dims];
      for (int j = 0; j < size; j++) {
        scale(factors, j, row);
        parts[j] = dot(row, q, dims);
      }
    }
    for (int j = 0; j < size; j++) {
      parts[j] *= aims[j];
    }
  }
}
