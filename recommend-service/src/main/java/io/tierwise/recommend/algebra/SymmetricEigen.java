package io.tierwise.recommend.algebra;

import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations, in double
 * precision: O(k³) a sweep, about ten sweeps. G. Golub, C. Van Loan: Matrix Computations (2013),
 * 8.5.
 *
 * @param values in no particular order
 * @param vectors row i is the eigenvector of value i, of length 1
 */
public record SymmetricEigen(double[] values, double[][] vectors) {
  private static final int MAX_SWEEPS = 60;
  private static final double DONE = 1e-24;

  /** Of A'A for a tall matrix A, given as rows; the same whatever the number of cores. */
  public static SymmetricEigen ofGram(float[][] rows, int columns) {
    return rows.length == 0 ? of(new double[columns][columns]) : of(Orthonormal.sums(rows, rows));
  }

  /**
   * @param a symmetric; changed to a diagonal matrix
   */
  public static SymmetricEigen of(double[][] a) {
    int k = a.length;
    double[][] vectors = new double[k][k];
    for (int i = 0; i < k; i++) {
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < MAX_SWEEPS && !isDiagonal(a); sweep++) {
      for (int p = 0; p < k; p++) {
        for (int q = p + 1; q < k; q++) {
          if (a[p][q] != 0) {
            rotate(a, vectors, p, q);
          }
        }
      }
    }
    double[] values = new double[k];
    for (int i = 0; i < k; i++) {
      values[i] = a[i][i];
    }
    return new SymmetricEigen(values, vectors);
  }

  private static boolean isDiagonal(double[][] a) {
    double off = 0;
    double all = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        all += a[i][j] * a[i][j];
        off += i == j ? 0 : a[i][j] * a[i][j];
      }
    }
    return off <= DONE * all;
  }

  /** The rotation of the rows and columns p and q that brings a[p][q] to 0. */
  private static void rotate(double[][] a, double[][] vectors, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double tangent =
        (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(Math.fma(theta, theta, 1)));
    double cosine = 1 / Math.sqrt(Math.fma(tangent, tangent, 1));
    double sine = tangent * cosine;
    turn(a[p], a[q], cosine, sine);
    for (double[] row : a) {
      double left = row[p];
      double right = row[q];
      row[p] = cosine * left - sine * right;
      row[q] = sine * left + cosine * right;
    }
    turn(vectors[p], vectors[q], cosine, sine);
  }

  private static void turn(double[] p, double[] q, double cosine, double sine) {
    for (int i = 0; i < p.length; i++) {
      double left = p[i];
      double right = q[i];
      p[i] = cosine * left - sine * right;
      q[i] = sine * left + cosine * right;
    }
  }

  /** To coordinates along the eigenvectors, in single precision. */
  public Rotation rotation() {
    int k = values.length;
    float[][] columns = new float[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        columns[j][i] = (float) vectors[i][j];
      }
    }
    return new Rotation(columns);
  }

  /** A change of coordinates. */
  public static final class Rotation {
    private final float[][] columns;

    private Rotation(float[][] columns) {
      this.columns = columns;
    }

    /** Replaces each row, on all cores. */
    public void apply(float[][] rows) {
      IntStream.range(0, rows.length).parallel().forEach(r -> rows[r] = of(rows[r]));
    }

    /** The coordinates of a row. */
    public float[] of(float[] row) {
      float[] turned = new float[row.length];
      int j = 0;
      for (; j < row.length - 3; j += 4) {
        Orthonormal.addRows(
            columns[j],
            columns[j + 1],
            columns[j + 2],
            columns[j + 3],
            row[j],
            row[j + 1],
            row[j + 2],
            row[j + 3],
            turned);
      }
      for (; j < row.length; j++) {
        Orthonormal.addRow(columns[j], row[j], turned);
      }
      return turned;
    }
  }
}
