package io.tierwise.segmentation.forecast;

import org.jspecify.annotations.Nullable;

/**
 * How far forecasts were off.
 *
 * @param mase mean absolute error as a multiple of that of the seasonal naive forecast one week
 *     ahead on the days before (R. J. Hyndman, A. B. Koehler, Another look at measures of forecast
 *     accuracy, 2006); null where those days are all alike
 * @param wape sum of absolute errors as a share of the sum of the values; null where that is 0
 * @param mape mean of absolute errors as a share of each value; days of value 0 are left out, null
 *     where there are no others
 * @param days that were forecast
 */
public record Errors(
    @Nullable Double mase, @Nullable Double wape, @Nullable Double mape, int days) {

  /** Adds up errors of several forecasts. */
  static final class Sum {
    private double scaled;
    private boolean isScaled = true;
    private double absolute;
    private double total;
    private double relative;
    private int positive;
    private int days;

    /**
     * @param scale mean absolute error of the seasonal naive forecast before
     */
    void add(double actual, double forecast, double scale) {
      double error = Math.abs(actual - forecast);
      days++;
      absolute += error;
      total += Math.abs(actual);
      isScaled &= scale > 0;
      scaled += scale > 0 ? error / scale : 0;
      if (actual > 0) {
        positive++;
        relative += error / actual;
      }
    }

    Errors errors() {
      return new Errors(
          days > 0 && isScaled ? Double.valueOf(scaled / days) : null,
          total > 0 ? Double.valueOf(absolute / total) : null,
          positive > 0 ? Double.valueOf(relative / positive) : null,
          days);
    }

    double meanAbsolute() {
      return absolute / Math.max(1, days);
    }
  }
}
