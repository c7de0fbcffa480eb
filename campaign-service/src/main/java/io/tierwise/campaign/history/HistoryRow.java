package io.tierwise.campaign.history;

import io.tierwise.campaign.lifecycle.CampaignPlan;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that happened in another system. */
public sealed interface HistoryRow {
  String campaignId();

  /** What a response to a campaign's contact is. */
  enum Response {
    /** An order that is attributed to the contact. */
    ORDER,
    /** A coupon of the campaign that the user redeemed. */
    REDEMPTION
  }

  /** A campaign that is over. */
  record PastCampaign(String campaignId, CampaignPlan plan, Response response)
      implements HistoryRow {}

  /**
   * A user whom a campaign reached.
   *
   * @param contactId unique in the world
   * @param tier at that time; null for the one that the user has now
   */
  record PastContact(
      String contactId,
      String campaignId,
      String userId,
      String offerId,
      @Nullable String variant,
      Channel channel,
      @Nullable String tier,
      Money cost,
      Instant at)
      implements HistoryRow {}

  /**
   * A coupon of a campaign, which many may redeem.
   *
   * @param itemIds that it is for
   */
  record PastCoupon(String campaignId, String coupon, List<String> itemIds) implements HistoryRow {
    public PastCoupon {
      itemIds = List.copyOf(itemIds);
    }
  }

  /**
   * @param discount null where it is not known
   */
  record PastRedemption(
      String campaignId,
      String userId,
      String coupon,
      Instant at,
      @Nullable String orderId,
      @Nullable Money discount)
      implements HistoryRow {}

  /** As in the rows themselves. */
  default String type() {
    return switch (this) {
      case PastCampaign _ -> "campaign";
      case PastContact _ -> "contact";
      case PastCoupon _ -> "coupon";
      case PastRedemption _ -> "redemption";
    };
  }
}
