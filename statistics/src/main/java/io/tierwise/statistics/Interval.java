package io.tierwise.statistics;

/** A confidence interval. */
public record Interval(double low, double high) {
  /**
   * @param factor not negative
   */
  public Interval times(double factor) {
    return new Interval(factor * low, factor * high);
  }
}
