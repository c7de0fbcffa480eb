package io.tierwise.benchmarks.profile;

/**
 * Ranks 0 to n-1 where rank k has a probability proportional to 1 / (k + 1)^s (Zipf, Human Behavior
 * and the Principle of Least Effort, 1949). Drawn by binary search in the cumulated probabilities:
 * O(n) memory, O(log n) a draw.
 */
final class Zipf {
  private final double[] cumulated;

  /**
   * @param n ranks, at least 1
   * @param exponent s, at least 0; 0 is the uniform distribution
   */
  Zipf(int n, double exponent) {
    if (n < 1 || !(exponent >= 0)) {
      throw new IllegalArgumentException("no Zipf distribution: n=%d, s=%s".formatted(n, exponent));
    }
    cumulated = new double[n];
    double sum = 0;
    for (int rank = 0; rank < n; rank++) {
      sum += Math.pow(rank + 1, -exponent);
      cumulated[rank] = sum;
    }
    for (int rank = 0; rank < n; rank++) {
      cumulated[rank] /= sum;
    }
    cumulated[n - 1] = 1;
  }

  double probability(int rank) {
    return rank == 0 ? cumulated[0] : cumulated[rank] - cumulated[rank - 1];
  }

  /**
   * @param uniform in [0, 1)
   * @return the first rank whose cumulated probability exceeds it
   */
  int rank(double uniform) {
    int low = 0;
    int high = cumulated.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulated[middle] > uniform) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
