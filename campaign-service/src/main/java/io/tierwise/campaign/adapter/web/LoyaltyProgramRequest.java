package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of the loyalty program as people state them. */
@Schema(
    example =
        """
        {"active": true,
         "earning": {"pointsPerUnit": 1, "tierMultipliers": {"Diamond": 2, "Gold": 1.5},
           "categoryMultipliers": {"Shoes": 1.2}, "firstOrder": 100,
           "events": [{"event": "Product Reviewed", "points": 20, "once": "day"}],
           "campaigns": [{"campaignId": "2004c4c7-ca70-4b48-bcdf-036b382405ee", "points": 50}]},
         "usableAfterDays": 14, "expireAfterMonths": 12,
         "levels": {"by": "points", "list": [
           {"name": "Friend", "points": 200, "benefits": ["early access"]},
           {"name": "Best friend", "points": 1000, "benefits": ["early access", "free returns"]}]},
         "redemption": {"minimumPoints": 100, "rewards": [
           {"name": "5 off", "points": 500, "couponPool": "loyalty-5"}]}}
        """)
record LoyaltyProgramRequest(
    @Schema(description = "false: nothing new is earned; default true") @Nullable Boolean active,
    @Nullable EarningRequest earning,
    @Schema(description = "Return window of an order in days; default 14")
        @Nullable Integer usableAfterDays,
    @Schema(description = "Months after which usable points expire; null for never")
        @Nullable Integer expireAfterMonths,
    @Nullable LevelsRequest levels,
    @Nullable RedemptionRequest redemption) {

  record EarningRequest(
      @Nullable BigDecimal pointsPerUnit,
      @Nullable Map<String, @Nullable BigDecimal> tierMultipliers,
      @Nullable Map<String, @Nullable BigDecimal> categoryMultipliers,
      @Nullable Long firstOrder,
      @Nullable List<@Nullable EventRequest> events,
      @Nullable List<@Nullable CampaignBonusRequest> campaigns) {}

  record EventRequest(
      @Nullable String event,
      @Nullable Long points,
      @Schema(
              allowableValues = {"event", "day", "user"},
              defaultValue = "event")
          @Nullable String once) {}

  record CampaignBonusRequest(@Nullable String campaignId, @Nullable Long points) {}

  record LevelsRequest(
      @Schema(allowableValues = {"points", "tier"}) @Nullable String by,
      @Schema(description = "The lowest first") @Nullable List<@Nullable LevelRequest> list) {}

  record LevelRequest(
      @Nullable String name,
      @Schema(description = "Earned in 365 days, of a level by points") @Nullable Long points,
      @Schema(description = "Of a level by tier") @Nullable String tier,
      @Nullable List<@Nullable String> benefits) {}

  record RedemptionRequest(
      @Nullable Long minimumPoints, @Nullable List<@Nullable RewardRequest> rewards) {}

  record RewardRequest(@Nullable String name, @Nullable Long points, @Nullable String couponPool) {}
}
