package io.tierwise.campaign.affinity;

import java.util.List;

/**
 * What an offer is about.
 *
 * @param key {@code campaign/offer}
 */
public record OfferProducts(String key, List<String> itemIds, List<String> categories) {}
