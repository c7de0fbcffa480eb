package io.tierwise.segmentation.clv;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Expectations under a beta distribution as weighted sums: Gauss-Jacobi quadrature from the
 * eigenvalues of the three-term recurrence (G. Golub and J. Welsch, Calculation of Gauss Quadrature
 * Rules, 1969). Exact for polynomials up to degree 2n - 1.
 *
 * @param nodes in 0..1, ascending
 * @param weights sum to 1
 */
record BetaQuadrature(double[] nodes, double[] weights) {
  private static final int MAX_SWEEPS = 60;

  /**
   * @param n nodes
   */
  static BetaQuadrature of(double a, double b, int n) {
    // Jacobi polynomials on -1..1 with weight (1 - z)^(b - 1) (1 + z)^(a - 1).
    double alpha = b - 1;
    double beta = a - 1;
    double[] diagonal = new double[n];
    double[] off = new double[n];
    diagonal[0] = (beta - alpha) / (alpha + beta + 2);
    for (int k = 1; k < n; k++) {
      double m = 2 * k + alpha + beta;
      diagonal[k] = (beta * beta - alpha * alpha) / (m * (m + 2));
      double square =
          k == 1
              ? 4
                  * (1 + alpha)
                  * (1 + beta)
                  / ((2 + alpha + beta) * (2 + alpha + beta))
                  / (3 + alpha + beta)
              : 4.0
                  * k
                  * (k + alpha)
                  * (k + beta)
                  * (k + alpha + beta)
                  / (m * m * (m + 1) * (m - 1));
      off[k - 1] = Math.sqrt(square);
    }
    double[] first = new double[n];
    first[0] = 1;
    diagonalise(diagonal, off, first);
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((i, j) -> Double.compare(diagonal[i], diagonal[j]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new BetaQuadrature(
        Arrays.stream(order).mapToDouble(i -> (1 + diagonal[i]) / 2).toArray(),
        Arrays.stream(order).mapToDouble(i -> first[i] * first[i]).toArray());
  }

  /** The implicit QL algorithm on a symmetric tridiagonal matrix, keeping one row of vectors. */
  private static void diagonalise(double[] d, double[] e, double[] z) {
    int n = d.length;
    for (int l = 0; l < n; l++) {
      for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
        int m = l;
        while (m < n - 1 && Math.abs(e[m]) > 1e-16 * (Math.abs(d[m]) + Math.abs(d[m + 1]))) {
          m++;
        }
        if (m == l) {
          break;
        }
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        double r = Math.hypot(g, 1);
        g = d[m] - d[l] + e[l] / (g + Math.copySign(r, g));
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--) {
          double f = s * e[i];
          double b = c * e[i];
          r = Math.hypot(f, g);
          e[i + 1] = r;
          s = r == 0 ? 0 : f / r;
          c = r == 0 ? 1 : g / r;
          g = d[i + 1] - p;
          r = (d[i] - g) * s + 2 * c * b;
          p = s * r;
          d[i + 1] = g + p;
          g = c * r - b;
          double next = z[i + 1];
          z[i + 1] = s * z[i] + c * next;
          z[i] = c * z[i] - s * next;
        }
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
      }
    }
  }
}
