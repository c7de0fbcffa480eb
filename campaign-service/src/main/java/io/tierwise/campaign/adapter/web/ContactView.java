package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.campaign.contact.Contact;
import io.tierwise.campaign.contact.ListedContact;
import io.tierwise.starter.web.Money;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A contact as it is answered. */
record ContactView(
    String contactId,
    String campaignId,
    @Schema(description = "Of the campaign, as it stood then; null for contacts of old")
        @Nullable Long campaignVersion,
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
  static ContactView of(ListedContact listed, Amounts amounts) {
    Contact contact = listed.contact();
    return new ContactView(
        contact.id(),
        contact.campaignId(),
        listed.campaignVersion(),
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
