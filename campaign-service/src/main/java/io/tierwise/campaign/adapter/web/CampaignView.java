package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.FeatureCondition;
import io.tierwise.campaign.audience.Operator;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.CampaignPlan;
import io.tierwise.campaign.lifecycle.Offer;
import io.tierwise.campaign.lifecycle.Pacing;
import io.tierwise.starter.web.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A campaign as it is answered; what people may change has the shape of a request. */
record CampaignView(
    String id,
    String name,
    String goal,
    String status,
    @Schema(description = "NONE, SUBMITTED, APPROVED or REJECTED; an edit makes it NONE")
        String approval,
    @Schema(description = "Who changed the plan last") String editedBy,
    Instant startsAt,
    Instant endsAt,
    Money budget,
    Money spent,
    double margin,
    List<OfferView> offers,
    AudienceView audience,
    double holdoutShare,
    int contactsPerUser,
    int priority,
    PacingView pacing,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  record PacingView(boolean even, @Nullable Money dailyBudget) {
    static PacingView of(Pacing pacing, Amounts amounts) {
      return new PacingView(pacing.even(), amounts.orNull(pacing.dailyBudget()));
    }
  }

  record OfferView(
      String offerId,
      String name,
      List<String> itemIds,
      List<String> categories,
      @Nullable String value,
      String channel,
      String costPerContact,
      Map<String, Map<String, String>> creatives,
      @Nullable String variant) {
    static OfferView of(Offer offer) {
      var value = offer.value();
      return new OfferView(
          offer.offerId(),
          offer.name(),
          offer.itemIds(),
          offer.categories(),
          value == null ? null : Amounts.plain(value),
          offer.channel().id(),
          Amounts.plain(offer.costPerContact()),
          offer.creatives(),
          offer.variant());
    }
  }

  record AudienceView(
      List<String> tiers,
      List<String> segments,
      List<String> audiences,
      List<ConditionView> conditions,
      @Nullable String requireConsent) {
    static AudienceView of(Audience audience) {
      return new AudienceView(
          audience.tiers().stream().sorted().toList(),
          audience.segments().stream().sorted().toList(),
          audience.audiences().stream().sorted().toList(),
          audience.conditions().stream().map(ConditionView::of).toList(),
          audience.requireConsent());
    }
  }

  record ConditionView(String feature, String op, Object value) {
    static ConditionView of(FeatureCondition condition) {
      List<Object> values =
          condition.values().stream().map(text -> typed(condition, text)).toList();
      return new ConditionView(
          condition.feature().name(),
          condition.operator().name().toLowerCase(Locale.ROOT),
          condition.operator() == Operator.IN ? values : values.getFirst());
    }

    private static Object typed(FeatureCondition condition, String text) {
      if (condition.operator() == Operator.EXISTS
          || condition.feature().kind() == Feature.Kind.BOOLEAN) {
        return Boolean.valueOf(text);
      }
      return condition.feature().kind() == Feature.Kind.NUMBER ? new BigDecimal(text) : text;
    }
  }

  static CampaignView of(Campaign campaign, Amounts amounts) {
    CampaignPlan plan = campaign.plan();
    return new CampaignView(
        campaign.id(),
        plan.name(),
        plan.goal(),
        campaign.status().name(),
        campaign.approval().name(),
        campaign.editedBy(),
        plan.startsAt(),
        plan.endsAt(),
        amounts.of(plan.budget()),
        amounts.of(campaign.spent()),
        plan.margin(),
        plan.offers().stream().map(OfferView::of).toList(),
        AudienceView.of(plan.audience()),
        plan.holdoutShare(),
        plan.contactsPerUser(),
        plan.priority(),
        PacingView.of(plan.pacing(), amounts),
        campaign.version(),
        campaign.createdAt(),
        campaign.updatedAt());
  }
}
