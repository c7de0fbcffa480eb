package io.tierwise.segmentation.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is counted by day. */
public enum Measure {
  /** That were not cancelled. */
  ORDERS,
  /** What those orders were worth, before refunds. */
  REVENUE,
  /** Pieces in those orders, as far as they were told. */
  UNITS;

  /** Its name in requests and answers. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Measure> ofKey(String key) {
    return Arrays.stream(values()).filter(measure -> measure.key().equals(key)).findFirst();
  }

  public static List<String> keys() {
    return Arrays.stream(values()).map(Measure::key).toList();
  }
}
