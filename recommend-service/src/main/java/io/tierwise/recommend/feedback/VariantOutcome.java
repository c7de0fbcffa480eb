package io.tierwise.recommend.feedback;

import io.tierwise.statistics.Sample;

/**
 * What the users of one variant did after they were first shown a list, whatever it led to and
 * whichever list they saw later.
 *
 * @param clickers who clicked an item of a list of the placement
 * @param buyers who ordered anything within the window
 * @param revenue of each user within the window, in units of the base currency
 */
public record VariantOutcome(
    String variant, long users, long clickers, long buyers, Sample revenue) {
  /** Of nobody. */
  public static VariantOutcome none(String variant) {
    return new VariantOutcome(variant, 0, 0, 0, Sample.EMPTY);
  }
}
