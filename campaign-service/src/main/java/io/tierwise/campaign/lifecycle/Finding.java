package io.tierwise.campaign.lifecycle;

import java.util.Set;

/**
 * Something about a plan that keeps it from starting, or that a person should know.
 *
 * @param field as in a request
 */
public record Finding(String field, String code, String message) {
  public static final String AUDIENCE_EMPTY = "audience-empty";
  public static final String UNKNOWN_TIER = "unknown-tier";
  public static final String UNKNOWN_SEGMENT = "unknown-segment";
  public static final String CREATIVE_MISSING = "creative-missing";
  public static final String VARIANT_OVERLAP = "variant-overlap";
  public static final String BELOW_ONE_CONTACT = "budget-below-contact";

  /** What may turn out right later, so that a person can start all the same. */
  private static final Set<String> WAIVABLE =
      Set.of(
          AUDIENCE_EMPTY,
          UNKNOWN_TIER,
          UNKNOWN_SEGMENT,
          CREATIVE_MISSING,
          VARIANT_OVERLAP,
          BELOW_ONE_CONTACT);

  public boolean isWaivable() {
    return WAIVABLE.contains(code);
  }

  public static boolean isWaivable(String code) {
    return WAIVABLE.contains(code);
  }

  public static Set<String> waivable() {
    return WAIVABLE;
  }
}
