package io.tierwise.campaign.contact;

import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.lifecycle.Offer;
import io.tierwise.campaign.money.Money;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A channel should show this offer to this user.
 *
 * @param id comes back with impressions and clicks
 * @param allocationId null for a real-time decision
 * @param tier of the user when it was decided
 * @param expectedValue expected margin less cost, in units of currency
 */
public record Contact(
    String id,
    String campaignId,
    String offerId,
    @Nullable String variant,
    @Nullable String allocationId,
    String userId,
    @Nullable String tier,
    Channel channel,
    Map<String, String> creative,
    Money cost,
    double expectedValue,
    Instant decidedAt) {
  public Contact {
    creative = Map.copyOf(creative);
  }

  public static Contact of(
      String id,
      Campaign campaign,
      Offer offer,
      @Nullable String allocationId,
      String userId,
      @Nullable String tier,
      double expectedValue,
      Instant decidedAt) {
    return new Contact(
        id,
        campaign.id(),
        offer.offerId(),
        offer.variant(),
        allocationId,
        userId,
        tier,
        offer.channel(),
        offer.creativeFor(tier),
        offer.costPerContact(),
        expectedValue,
        decidedAt);
  }

  /** The same contact with what to show to a user of that tier. */
  public Contact showing(Map<String, String> another) {
    return new Contact(
        id,
        campaignId,
        offerId,
        variant,
        allocationId,
        userId,
        tier,
        channel,
        another,
        cost,
        expectedValue,
        decidedAt);
  }
}
