package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.contact.Contact;
import io.tierwise.starter.web.Money;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A contact as it is answered. */
record ContactView(
    String contactId,
    String campaignId,
    String offerId,
    @Nullable String variant,
    @Nullable String allocationId,
    String userId,
    @Nullable String tier,
    String channel,
    Map<String, String> creative,
    Money cost,
    double expectedValue,
    Instant decidedAt) {
  static ContactView of(Contact contact, Amounts amounts) {
    return new ContactView(
        contact.id(),
        contact.campaignId(),
        contact.offerId(),
        contact.variant(),
        contact.allocationId(),
        contact.userId(),
        contact.tier(),
        contact.channel().id(),
        contact.creative(),
        amounts.of(contact.cost()),
        contact.expectedValue(),
        contact.decidedAt());
  }
}
