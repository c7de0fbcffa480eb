package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.adapter.web.CampaignView.AudienceView;
import io.tierwise.campaign.adapter.web.CampaignView.OfferView;
import io.tierwise.campaign.adapter.web.CampaignView.PacingView;
import io.tierwise.campaign.lifecycle.CampaignPlan;
import io.tierwise.starter.web.Money;
import java.time.Instant;
import java.util.List;

/** What people may change of a campaign, in the shape of a request. */
record PlanView(
    String name,
    String goal,
    Instant startsAt,
    Instant endsAt,
    Money budget,
    double margin,
    List<OfferView> offers,
    AudienceView audience,
    double holdoutShare,
    int contactsPerUser,
    int priority,
    PacingView pacing) {
  static PlanView of(CampaignPlan plan, Amounts amounts) {
    return new PlanView(
        plan.name(),
        plan.goal(),
        plan.startsAt(),
        plan.endsAt(),
        amounts.of(plan.budget()),
        plan.margin(),
        plan.offers().stream().map(OfferView::of).toList(),
        AudienceView.of(plan.audience()),
        plan.holdoutShare(),
        plan.contactsPerUser(),
        plan.priority(),
        PacingView.of(plan.pacing(), amounts));
  }
}
