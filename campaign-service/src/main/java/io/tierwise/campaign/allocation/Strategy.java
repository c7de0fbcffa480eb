package io.tierwise.campaign.allocation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A way to choose contacts. All keep the same limits. */
public enum Strategy {
  /** By shadow prices, with a certificate. */
  OPTIMAL,
  /** The contact with the highest value first. */
  GREEDY,
  /**
   * Users in random order draw offers with probability alpha_i r_ui / sum_j alpha_j r_uj, where
   * alpha is the weight of the campaign and r the user's affinity with the offer.
   */
  PROPORTIONAL,
  /** Users in random order draw any offer. */
  RANDOM,
  /** One user after the other gets the first offers that there are. */
  EVERYONE;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Strategy> of(String id) {
    return Stream.of(values()).filter(strategy -> strategy.id().equals(id)).findFirst();
  }
}
