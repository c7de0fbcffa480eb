package io.tierwise.contracts.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A channel should show this offer to this user.
 *
 * @param contactId comes back as {@code decision_id} of impressions and clicks
 * @param allocationId of the allocation that chose it; null for a real-time decision
 * @param creative what to show, for the user's tier: title, body, image, link, ...
 * @param cost of the contact, in the base currency
 * @param expectedValue P(response) times margin less cost
 */
public record CampaignContact(
    String schema,
    String contactId,
    String campaignId,
    String offerId,
    @Nullable String variant,
    @Nullable String allocationId,
    String userId,
    @Nullable String tier,
    String channel,
    Map<String, String> creative,
    BigDecimal cost,
    double expectedValue,
    Instant decidedAt) {
  public static final String SCHEMA = "campaign-contact/1";

  public CampaignContact {
    Objects.requireNonNull(contactId, "contactId");
    Objects.requireNonNull(userId, "userId");
    creative = creative == null ? Map.of() : Map.copyOf(creative);
  }
}
