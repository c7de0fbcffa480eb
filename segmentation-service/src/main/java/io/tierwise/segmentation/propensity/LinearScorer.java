package io.tierwise.segmentation.propensity;

import java.util.List;

/**
 * A weighted sum of standardised features, in log-odds. The features of the average row are 0, so
 * that a feature's contribution is its weight times its distance from the average.
 *
 * @param scales one a feature
 * @param weights by output, one a feature and the intercept last
 */
public record LinearScorer(List<Scale> scales, List<List<Double>> weights) implements Scorer {
  private static final double FAR = 8;

  public LinearScorer {
    scales = List.copyOf(scales);
    weights = weights.stream().map(List::copyOf).toList();
    for (List<Double> output : weights) {
      if (output.size() != scales.size() + 1) {
        throw new IllegalArgumentException(
            output.size() + " weights for " + scales.size() + " features");
      }
    }
  }

  /**
   * How a feature is made comparable.
   *
   * @param logged whether the logarithm of 1 + x is taken first
   * @param deviation above 0
   */
  public record Scale(boolean logged, double mean, double deviation) {
    /** In standard deviations from the average; what is very far out is no further than that. */
    double z(double value) {
      double x = logged ? Math.log1p(Math.max(0, value)) : value;
      return Math.clamp((x - mean) / deviation, -FAR, FAR);
    }
  }

  double[] standardised(double[] row) {
    double[] z = new double[row.length];
    for (int j = 0; j < z.length; j++) {
      z[j] = scales.get(j).z(row[j]);
    }
    return z;
  }

  @Override
  public int outputs() {
    return weights.size();
  }

  @Override
  public double even() {
    return 0;
  }

  @Override
  public double score(double[] row, int output) {
    List<Double> w = weights.get(output);
    double sum = w.getLast();
    for (int j = 0; j < row.length; j++) {
      sum += w.get(j) * scales.get(j).z(row[j]);
    }
    return sum;
  }

  /** Of several outputs the logarithm of the probability. */
  @Override
  public double likelihood(double[] row, int output) {
    double sum = 0;
    for (int k = 0; k < outputs(); k++) {
      sum += Math.exp(score(row, k) - score(row, output));
    }
    return outputs() == 1 ? score(row, output) : -Math.log(sum);
  }

  @Override
  public double[] contributions(double[] row, int output) {
    double[] parts = standardised(row);
    for (int j = 0; j < parts.length; j++) {
      parts[j] *= weights.get(output).get(j);
    }
    return parts;
  }
}
