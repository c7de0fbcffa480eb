package io.tierwise.segmentation.clv;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Minus the mean log-likelihood of mean order values, with derivatives, as a function of the
 * logarithms of (p, q, gamma).
 *
 * <p>ln L = ln G(px + q) - ln G(px) - ln G(q) + q ln gamma + (px - 1) ln m + px ln x - (px + q)
 * ln(gamma + xm) for x orders of mean value m.
 */
final class SpendLikelihood implements Objective {
  private static final int CHUNK = 8192;

  private final SpendTable table;
  private final double unit;
  private final int most;

  /**
   * @param unit of money in which gamma is expressed, so that all parameters are of like size
   */
  SpendLikelihood(SpendTable table, double unit) {
    this.table = table;
    this.unit = unit;
    this.most = Arrays.stream(table.orders()).max().orElse(0);
  }

  @Override
  public double at(double[] logs, double[] gradient) {
    double p = Math.exp(logs[0]);
    double q = Math.exp(logs[1]);
    double gamma = Math.exp(logs[2]);
    double[] value = new double[most + 1];
    double[] byP = new double[most + 1];
    double[] byQ = new double[most + 1];
    for (int x = 1; x <= most; x++) {
      double px = p * x;
      double both = Gammas.digamma(px + q);
      value[x] =
          Gammas.logGamma(px + q)
              - Gammas.logGamma(px)
              - Gammas.logGamma(q)
              + q * Math.log(gamma)
              + px * Math.log(x);
      byP[x] = x * (both - Gammas.digamma(px) + Math.log(x));
      byQ[x] = both - Gammas.digamma(q) + Math.log(gamma);
    }
    int chunks = (table.size() + CHUNK - 1) / CHUNK;
    List<double[]> parts =
        IntStream.range(0, chunks)
            .parallel()
            .mapToObj(c -> part(c, p, q, gamma, value, byP, byQ))
            .toList();
    double[] sum = new double[4];
    for (double[] part : parts) {
      for (int i = 0; i < 4; i++) {
        sum[i] += part[i];
      }
    }
    gradient[0] = -sum[0] * p / table.size();
    gradient[1] = -sum[1] * q / table.size();
    gradient[2] = -sum[2] * gamma / table.size();
    return -sum[3] / table.size();
  }

  private double[] part(
      int chunk, double p, double q, double gamma, double[] value, double[] byP, double[] byQ) {
    double[] sum = new double[4];
    int end = Math.min(table.size(), (chunk + 1) * CHUNK);
    for (int i = chunk * CHUNK; i < end; i++) {
      int x = table.orders()[i];
      double mean = table.means()[i] / unit;
      double wide = gamma + x * mean;
      double logMean = Math.log(mean);
      double logWide = Math.log(wide);
      sum[0] += byP[x] + x * (logMean - logWide);
      sum[1] += byQ[x] - logWide;
      sum[2] += q / gamma - (p * x + q) / wide;
      sum[3] += value[x] + (p * x - 1) * logMean - (p * x + q) * logWide;
    }
    return sum;
  }
}
