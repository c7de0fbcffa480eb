package io.tierwise.campaign.response;

import org.jspecify.annotations.Nullable;

/** How likely a contact brings an order, for users of one tier. */
public interface ResponseRates {
  /**
   * @param tier null for prospects
   * @return the best guess; an uplift may be negative
   */
  double mean(String campaignId, String offerId, String channel, @Nullable String tier);
}
