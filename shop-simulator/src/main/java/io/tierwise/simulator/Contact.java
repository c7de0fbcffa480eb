package io.tierwise.simulator;

import java.util.List;
import java.util.Objects;

/**
 * A campaign's message to a customer, as the campaign tool decided it.
 *
 * @param channel email, onsite, push, sms or any other
 * @param creative name of what is shown
 * @param categories that the offer is about: departments, aisles or leaves
 * @param itemIds that the offer is about
 */
public record Contact(
    String contactId,
    String campaignId,
    String offerId,
    String customerId,
    String channel,
    String creative,
    List<String> categories,
    List<String> itemIds) {
  public Contact {
    Objects.requireNonNull(contactId, "contactId");
    Objects.requireNonNull(customerId, "customerId");
    Objects.requireNonNull(channel, "channel");
    categories = List.copyOf(categories);
    itemIds = List.copyOf(itemIds);
  }
}
