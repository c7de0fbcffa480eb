package io.tierwise.campaign.lifecycle;

import io.tierwise.campaign.lifecycle.CampaignStatus.Transition;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** What people do with campaigns. Refusals are values. */
public final class ManageCampaigns {
  private final Campaigns campaigns;
  private final Clock clock;

  public ManageCampaigns(Campaigns campaigns, Clock clock) {
    this.campaigns = campaigns;
    this.clock = clock;
  }

  /** How a change ended. */
  public sealed interface Change {
    record Changed(Campaign campaign) implements Change {}

    record NotFound() implements Change {}

    /** Somebody else changed it first. */
    record Stale() implements Change {}

    /** The campaign's state does not allow it. */
    record Refused(String code, String reason) implements Change {}
  }

  /**
   * @param status DRAFT or RUNNING
   */
  public Campaign create(CampaignPlan plan, CampaignStatus status) {
    return campaigns.create(UUID.randomUUID().toString(), plan, status, clock.instant());
  }

  public Change replace(String id, long version, CampaignPlan plan) {
    Optional<Campaign> found = campaigns.find(id);
    if (found.isEmpty()) {
      return new Change.NotFound();
    }
    Campaign campaign = found.get();
    if (campaign.version() != version) {
      return new Change.Stale();
    }
    if (campaign.status() == CampaignStatus.ENDED) {
      return new Change.Refused("campaign-ended", "An ended campaign cannot be changed");
    }
    if (plan.budget().compareTo(campaign.spent()) < 0) {
      return new Change.Refused(
          "budget-below-spend", campaign.spent() + " is already spent; the budget cannot be less");
    }
    if (campaign.status() != CampaignStatus.DRAFT
        && plan.holdoutShare() != campaign.plan().holdoutShare()) {
      return new Change.Refused(
          "experiment-running", "The holdout share is fixed once the campaign has started");
    }
    return saved(campaign, plan, campaign.status());
  }

  public Change move(String id, Transition transition) {
    Optional<Campaign> found = campaigns.find(id);
    if (found.isEmpty()) {
      return new Change.NotFound();
    }
    Campaign campaign = found.get();
    Optional<CampaignStatus> next = campaign.status().after(transition);
    if (next.isEmpty()) {
      return new Change.Refused(
          "wrong-state", "A campaign that is " + campaign.status() + " cannot " + transition);
    }
    if (transition == Transition.START && !campaign.plan().endsAt().isAfter(clock.instant())) {
      return new Change.Refused(
          "window-over", "The campaign's window ended at " + campaign.plan().endsAt());
    }
    return saved(campaign, campaign.plan(), next.get());
  }

  /** Only drafts: contacts and spend of the others must stay explicable. */
  public Change delete(String id) {
    Optional<Campaign> found = campaigns.find(id);
    if (found.isEmpty()) {
      return new Change.NotFound();
    }
    Campaign campaign = found.get();
    if (campaign.status() != CampaignStatus.DRAFT) {
      return new Change.Refused(
          "wrong-state", "Only a draft can be deleted; this campaign is " + campaign.status());
    }
    return campaigns.delete(id, campaign.version())
        ? new Change.Changed(campaign)
        : new Change.Stale();
  }

  private Change saved(Campaign campaign, CampaignPlan plan, CampaignStatus status) {
    return campaigns
        .save(campaign.id(), campaign.version(), plan, status, clock.instant())
        .<Change>map(Change.Changed::new)
        .orElseGet(Change.Stale::new);
  }
}
