package io.tierwise.campaign.report;

import java.time.Duration;

/**
 * Last touch: an order belongs to the last click of the user in the window before it, else to the
 * last impression, else to the last contact; to one touch of one campaign, or to none.
 *
 * @param window positive
 */
public record AttributionRule(Duration window) {
  public static final String LAST_TOUCH = "last-touch";

  public AttributionRule {
    if (!window.isPositive()) {
      throw new IllegalArgumentException("attribution window " + window);
    }
  }
}
