package io.tierwise.segmentation.propensity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is foretold of a customer. */
public enum Target {
  /** No order within the horizon, of somebody who has ordered before. */
  CHURN("will not order"),
  /** An order within the horizon, of anybody who has been seen before. */
  PURCHASE("will order");

  private final String meaning;

  Target(String meaning) {
    this.meaning = meaning;
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String meaning() {
    return meaning;
  }

  /** Whether it is foretold of a customer at all. */
  boolean concerns(ActivityHistory history, int cut) {
    return this == CHURN ? history.ordersBefore(cut) > 0 : history.activeBefore(cut);
  }

  /**
   * @param cut first day of the horizon
   * @return 1 if it happened
   */
  int label(ActivityHistory history, int cut, int horizonDays) {
    boolean ordered = history.ordersBefore(cut + horizonDays) > history.ordersBefore(cut);
    return ordered == (this == PURCHASE) ? 1 : 0;
  }

  public static Optional<Target> ofKey(String key) {
    return Arrays.stream(values()).filter(target -> target.key().equals(key)).findFirst();
  }

  public static List<String> keys() {
    return Arrays.stream(values()).map(Target::key).toList();
  }
}
