package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.starter.web.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A campaign as people send it; everything may be missing until {@link CampaignReader} checks. */
@Schema(
    example =
        """
        {"name": "Autumn shoes", "goal": "revenue", "status": "running",
         "startsAt": "2026-11-01T00:00:00Z", "endsAt": "2026-12-31T00:00:00Z",
         "budget": {"amount": "250.00", "currency": "GBP"}, "margin": 0.3,
         "offers": [{"offerId": "shoes-10", "name": "10 % off shoes", "categories": ["Shoes"],
           "channel": "email", "costPerContact": "0.05",
           "creatives": {"default": {"title": "Shoes, 10 % off"},
                         "Diamond": {"title": "For you first: shoes, 10 % off"}}}],
         "audience": {"tiers": ["Diamond", "Gold"], "segments": [],
           "conditions": [{"feature": "orders", "op": "gte", "value": 2}],
           "requireConsent": "email"},
         "holdoutShare": 0.1, "contactsPerUser": 1,
         "priority": 0, "pacing": {"even": true, "dailyBudget": {"amount": "10.00", "currency": "GBP"}}}
        """)
record CampaignRequest(
    @Nullable String name,
    @Nullable String goal,
    @Nullable String status,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable Money budget,
    @Nullable BigDecimal margin,
    @Nullable List<@Nullable OfferRequest> offers,
    @Nullable AudienceRequest audience,
    @Nullable BigDecimal holdoutShare,
    @Nullable Integer contactsPerUser,
    @Nullable Integer priority,
    @Nullable PacingRequest pacing) {

  /**
   * @param even spread each day's budget over the day's traffic
   * @param dailyBudget if missing and even: what is left over the days that are left
   */
  record PacingRequest(@Nullable Boolean even, @Nullable Money dailyBudget) {}

  record OfferRequest(
      @Nullable String offerId,
      @Nullable String name,
      @Nullable List<@Nullable String> itemIds,
      @Nullable List<@Nullable String> categories,
      @Nullable BigDecimal value,
      @Nullable String channel,
      @Nullable BigDecimal costPerContact,
      @Nullable Map<String, @Nullable Map<String, @Nullable String>> creatives,
      @Nullable String variant) {}

  record AudienceRequest(
      @Nullable List<@Nullable String> tiers,
      @Nullable List<@Nullable String> segments,
      @Nullable List<@Nullable String> audiences,
      @Nullable List<@Nullable ConditionRequest> conditions,
      @Nullable String requireConsent) {}

  /**
   * @param value a text, number or boolean; a list of them for {@code in}
   */
  record ConditionRequest(@Nullable String feature, @Nullable String op, @Nullable Object value) {}
}
