package io.tierwise.statistics;

/**
 * What the units of an arm did, with what they did before it began, as sums: all that means,
 * variances and the covariance need.
 *
 * @param count of units
 * @param sum of the metric
 * @param squares sum of its squares
 * @param beforeSum of the same units' covariate before the experiment
 * @param beforeSquares sum of its squares
 * @param products sum of metric times covariate
 */
public record Sample(
    long count,
    double sum,
    double squares,
    double beforeSum,
    double beforeSquares,
    double products) {
  public static final Sample EMPTY = new Sample(0, 0, 0, 0, 0, 0);

  public Sample {
    if (count < 0) {
      throw new IllegalArgumentException("count " + count);
    }
  }

  /** Of a metric alone. */
  public static Sample of(long count, double sum, double squares) {
    return new Sample(count, sum, squares, 0, 0, 0);
  }

  /** Of units of which so many have what is looked for. */
  public static Sample ofShare(long count, long having) {
    return of(count, having, having);
  }

  public Sample plus(double metric, double before) {
    return new Sample(
        count + 1,
        sum + metric,
        squares + metric * metric,
        beforeSum + before,
        beforeSquares + before * before,
        products + metric * before);
  }

  public Sample plus(Sample other) {
    return new Sample(
        count + other.count,
        sum + other.sum,
        squares + other.squares,
        beforeSum + other.beforeSum,
        beforeSquares + other.beforeSquares,
        products + other.products);
  }

  /** NaN of nobody. */
  public double mean() {
    return sum / count;
  }

  /** Unbiased; NaN of fewer than two. */
  public double variance() {
    return Math.max(0, centred(squares, sum, sum)) / (count - 1);
  }

  double beforeMean() {
    return beforeSum / count;
  }

  /** Sums of squares and products about the mean. */
  double beforeCentred() {
    return Math.max(0, centred(beforeSquares, beforeSum, beforeSum));
  }

  double productsCentred() {
    return centred(products, sum, beforeSum);
  }

  private double centred(double total, double one, double other) {
    return total - one * other / count;
  }
}
