package io.tierwise.segmentation.forecast;

/** Continues a daily series. */
interface Forecaster {
  /** Days after which a week comes round. */
  int WEEK = 7;

  String name();

  /**
   * @param past one value a day, the oldest first, at least two weeks; not changed
   * @return one value for each of the days that follow, not necessarily above 0
   */
  double[] forecast(double[] past, int horizon);
}
