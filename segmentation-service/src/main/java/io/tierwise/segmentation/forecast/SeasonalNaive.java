package io.tierwise.segmentation.forecast;

/** Every day is as the same weekday of the last week was: what others have to beat. */
final class SeasonalNaive implements Forecaster {
  static final String NAME = "seasonal-naive";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double[] forecast(double[] past, int horizon) {
    double[] days = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      days[h] = past[past.length - WEEK + h % WEEK];
    }
    return days;
  }
}
