package io.tierwise.campaign.allocation;

/** Solves a symmetric positive definite system, restricted to some of its rows and columns. */
final class Cholesky {
  private static final double RIDGE = 1e-10;

  /** x of A x = b for the chosen indices; a pivot that is not positive is lifted a little. */
  static double[] solve(double[][] matrix, double[] right, int[] chosen) {
    int n = chosen.length;
    double[][] l = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[chosen[i]][chosen[j]];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        double least = RIDGE * Math.abs(matrix[chosen[i]][chosen[i]]) + Double.MIN_NORMAL;
        l[i][j] = i == j ? Math.sqrt(Math.max(sum, least)) : sum / l[j][j];
      }
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = right[chosen[i]];
      for (int k = 0; k < i; k++) {
        sum -= l[i][k] * x[k];
      }
      x[i] = sum / l[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = x[i];
      for (int k = i + 1; k < n; k++) {
        sum -= l[k][i] * x[k];
      }
      x[i] = sum / l[i][i];
    }
    return x;
  }

  private Cholesky() {}
}
