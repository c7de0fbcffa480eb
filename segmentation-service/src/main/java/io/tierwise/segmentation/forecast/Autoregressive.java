package io.tierwise.segmentation.forecast;

import java.util.Arrays;

/**
 * What is left of a series without its weekdays, as a weighted sum of the days before: AR(p) by the
 * equations of Yule (1927) and Walker (1931), solved as by N. Levinson (1947) and J. Durbin (1960),
 * p chosen by the criterion of H. Akaike (1974). Smile's solver needs a native LAPACK, which a bare
 * server does not have; this needs nothing.
 */
final class Autoregressive implements Forecaster {
  private static final int MOST_LAGS = 14;

  @Override
  public String name() {
    return "autoregressive";
  }

  @Override
  public double[] forecast(double[] past, int horizon) {
    double[] weekday = weekdays(past);
    double[] left = new double[past.length + horizon];
    for (int t = 0; t < past.length; t++) {
      left[t] = past[t] - weekday[t % WEEK];
    }
    double[] weights = weights(Arrays.copyOf(left, past.length));
    double[] days = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      int t = past.length + h;
      for (int lag = 0; lag < weights.length; lag++) {
        left[t] += weights[lag] * left[t - 1 - lag];
      }
      days[h] = left[t] + weekday[t % WEEK];
    }
    return days;
  }

  private static double[] weekdays(double[] past) {
    double[] mean = new double[WEEK];
    int[] count = new int[WEEK];
    for (int t = 0; t < past.length; t++) {
      mean[t % WEEK] += past[t];
      count[t % WEEK]++;
    }
    for (int day = 0; day < WEEK; day++) {
      mean[day] /= Math.max(1, count[day]);
    }
    return mean;
  }

  /**
   * @param series of mean 0
   * @return weight of the day before first; none for a series that says nothing
   */
  static double[] weights(double[] series) {
    int lags = Math.min(MOST_LAGS, series.length / 4);
    double[] covariance = new double[lags + 1];
    for (int lag = 0; lag <= lags; lag++) {
      for (int t = lag; t < series.length; t++) {
        covariance[lag] += series[t] * series[t - lag] / series.length;
      }
    }
    double[] best = {};
    if (!(covariance[0] > 0)) {
      return best;
    }
    double[] weights = {};
    double variance = covariance[0];
    double least = series.length * Math.log(variance);
    for (int p = 1; p <= lags && variance > 1e-12 * covariance[0]; p++) {
      double unexplained = covariance[p];
      for (int j = 0; j < p - 1; j++) {
        unexplained -= weights[j] * covariance[p - 1 - j];
      }
      double partial = unexplained / variance;
      double[] next = Arrays.copyOf(weights, p);
      next[p - 1] = partial;
      for (int j = 0; j < p - 1; j++) {
        next[j] = weights[j] - partial * weights[p - 2 - j];
      }
      weights = next;
      variance *= 1 - partial * partial;
      double criterion = series.length * Math.log(Math.max(variance, 1e-300)) + 2 * p;
      if (criterion < least) {
        least = criterion;
        best = weights;
      }
    }
    return best;
  }
}
