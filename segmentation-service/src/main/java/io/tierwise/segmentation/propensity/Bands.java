package io.tierwise.segmentation.propensity;

import java.util.Arrays;

/**
 * From which probability on somebody is in a band.
 *
 * @param high above {@code medium} or equal to it, 0..1
 */
public record Bands(double medium, double high) {
  private static final double MEDIUM_FROM = 0.5;
  private static final double HIGH_FROM = 0.8;

  public Bands {
    if (!(medium >= 0 && medium <= high && high <= 1)) {
      throw new IllegalArgumentException(
          medium + ", " + high + " are not 0 <= medium <= high <= 1");
    }
  }

  public enum Band {
    HIGH,
    MEDIUM,
    LOW
  }

  public Band of(double probability) {
    return probability >= high ? Band.HIGH : probability >= medium ? Band.MEDIUM : Band.LOW;
  }

  /** The likeliest fifth is high, the less likely half is low. */
  static Bands usual(double[] probabilities) {
    double[] sorted = probabilities.clone();
    Arrays.sort(sorted);
    return new Bands(at(sorted, MEDIUM_FROM), at(sorted, HIGH_FROM));
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
  }
}
