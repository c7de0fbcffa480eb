package io.tierwise.campaign.decision;

import io.tierwise.campaign.lifecycle.Channel;
import java.util.Map;

/**
 * What the last allocation taught about scarcity, for decisions between allocations.
 *
 * @param campaigns shadow price of each campaign's budget
 * @param channels shadow price of a contact of each channel
 * @param meanAffinities over the audience, by {@code campaign/offer}
 */
public record PriceBook(
    Map<String, Double> campaigns,
    Map<Channel, Double> channels,
    Map<String, Double> meanAffinities) {
  public static final PriceBook EMPTY = new PriceBook(Map.of(), Map.of(), Map.of());

  public double campaign(String id) {
    return campaigns.getOrDefault(id, 0.0);
  }

  public double channel(Channel channel) {
    return channels.getOrDefault(channel, 0.0);
  }

  public double meanAffinity(String offerKey) {
    return meanAffinities.getOrDefault(offerKey, Double.NaN);
  }
}
