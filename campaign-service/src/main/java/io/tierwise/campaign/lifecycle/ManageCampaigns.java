package io.tierwise.campaign.lifecycle;

import io.tierwise.campaign.lifecycle.CampaignStatus.Transition;
import io.tierwise.campaign.lifecycle.Revision.Action;
import io.tierwise.campaign.money.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people do with campaigns. Refusals are values. */
public final class ManageCampaigns {
  private final Campaigns campaigns;
  private final CheckReadiness readiness;
  private final Approval.Rule rule;
  private final Clock clock;

  public ManageCampaigns(
      Campaigns campaigns, CheckReadiness readiness, Approval.Rule rule, Clock clock) {
    this.campaigns = campaigns;
    this.readiness = readiness;
    this.rule = rule;
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

    /** The campaign cannot start as it is. */
    record NotReady(List<Finding> problems) implements Change {}
  }

  /**
   * @param status DRAFT, SCHEDULED or RUNNING
   * @param waived codes of findings that are accepted
   */
  public Change create(CampaignPlan plan, CampaignStatus status, Actor actor, Set<String> waived) {
    if (rule == Approval.Rule.SECOND_PERSON && !actor.known()) {
      return unknownPerson();
    }
    if (rule == Approval.Rule.SECOND_PERSON && status != CampaignStatus.DRAFT) {
      return notApproved();
    }
    String id = UUID.randomUUID().toString();
    Instant now = clock.instant();
    if (status != CampaignStatus.DRAFT) {
      Optional<Change> refusal =
          refusal(id, plan, Money.ZERO, status == CampaignStatus.RUNNING, waived);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    return new Change.Changed(
        campaigns.create(
            id,
            new Revision(
                plan,
                status,
                Approval.NONE,
                actor.name(),
                Action.CREATED,
                actor.name(),
                now,
                null)));
  }

  public Change replace(String id, long version, CampaignPlan plan, Actor actor) {
    return with(id, version, campaign -> edited(campaign, plan, Action.EDITED, actor, null));
  }

  /** Makes the plan of an earlier version the plan again: an edit like any other. */
  public Change restore(String id, long version, CampaignVersion earlier, Actor actor) {
    return with(
        id,
        version,
        campaign ->
            edited(
                campaign,
                earlier.revision().plan(),
                Action.RESTORED,
                actor,
                "version " + earlier.number()));
  }

  private Change edited(
      Campaign campaign, CampaignPlan plan, Action action, Actor actor, @Nullable String comment) {
    if (campaign.status() == CampaignStatus.FINISHED) {
      return new Change.Refused("campaign-finished", "A finished campaign cannot be changed");
    }
    if (plan.budget().compareTo(campaign.spent()) < 0) {
      return new Change.Refused(
          "budget-below-spend", campaign.spent() + " is already spent; the budget cannot be less");
    }
    if (campaign.status().hasStarted() && plan.holdoutShare() != campaign.plan().holdoutShare()) {
      return new Change.Refused(
          "experiment-running", "The holdout share is fixed once the campaign has started");
    }
    if (rule == Approval.Rule.SECOND_PERSON) {
      if (!actor.known()) {
        return unknownPerson();
      }
      if (campaign.status() == CampaignStatus.RUNNING) {
        return new Change.Refused(
            "pause-first", "An edit withdraws the approval: pause the campaign before it");
      }
      if (campaign.status() == CampaignStatus.SCHEDULED) {
        return new Change.Refused(
            "unschedule-first",
            "An edit withdraws the approval: unschedule the campaign before it");
      }
    }
    return saved(
        campaign,
        new Revision(
            plan,
            campaign.status(),
            Approval.NONE,
            actor.name(),
            action,
            actor.name(),
            clock.instant(),
            comment));
  }

  /**
   * @param version that the caller has read; null: whichever stands
   * @param waived codes of findings that are accepted
   */
  public Change move(
      String id, @Nullable Long version, Transition transition, Actor actor, Set<String> waived) {
    return with(id, version, campaign -> moved(campaign, transition, actor, waived));
  }

  private Change moved(Campaign campaign, Transition transition, Actor actor, Set<String> waived) {
    Optional<CampaignStatus> next = campaign.status().after(transition);
    if (next.isEmpty()) {
      return new Change.Refused(
          campaign.status().refusal(transition),
          "A campaign that is " + campaign.status() + " cannot " + transition);
    }
    if (transition == Transition.START || transition == Transition.SCHEDULE) {
      if (rule == Approval.Rule.SECOND_PERSON && campaign.approval() != Approval.APPROVED) {
        return notApproved();
      }
      Optional<Change> refusal =
          refusal(
              campaign.id(),
              campaign.plan(),
              campaign.spent(),
              transition == Transition.START,
              waived);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    Action action =
        switch (transition) {
          case SCHEDULE -> Action.SCHEDULED;
          case UNSCHEDULE -> Action.UNSCHEDULED;
          case START -> Action.STARTED;
          case PAUSE -> Action.PAUSED;
          case END -> Action.FINISHED;
        };
    return saved(campaign, step(campaign, next.get(), campaign.approval(), action, actor, null));
  }

  private Optional<Change> refusal(
      String id, CampaignPlan plan, Money spent, boolean now, Set<String> waived) {
    Instant at = clock.instant();
    if (now && plan.startsAt().isAfter(at)) {
      return Optional.of(
          new Change.Refused(
              "before-window",
              "The window opens at " + plan.startsAt() + ": schedule the campaign instead"));
    }
    List<Finding> standing = readiness.check(id, plan, spent, at).standing(waived);
    return standing.isEmpty() ? Optional.empty() : Optional.of(new Change.NotReady(standing));
  }

  /** Asks a second person to look at the plan. */
  public Change submit(String id, @Nullable Long version, Actor actor) {
    return with(
        id,
        version,
        campaign -> {
          if (rule == Approval.Rule.NONE) {
            return new Change.Refused("approval-not-used", "No campaign needs an approval here");
          }
          if (!actor.known()) {
            return unknownPerson();
          }
          if (campaign.status() != CampaignStatus.DRAFT
              && campaign.status() != CampaignStatus.PAUSED) {
            return new Change.Refused(
                "not-editable", "A campaign that is " + campaign.status() + " is not submitted");
          }
          if (campaign.approval() == Approval.SUBMITTED
              || campaign.approval() == Approval.APPROVED) {
            return new Change.Refused(
                "already-submitted", "The plan is " + campaign.approval() + " as it stands");
          }
          return saved(
              campaign,
              step(campaign, campaign.status(), Approval.SUBMITTED, Action.SUBMITTED, actor, null));
        });
  }

  /**
   * What the second person says of the version that was read.
   *
   * @param waived codes of findings that are accepted
   */
  public Change answer(
      String id,
      long version,
      boolean approve,
      Actor actor,
      @Nullable String comment,
      Set<String> waived) {
    return with(
        id,
        version,
        campaign -> {
          if (!actor.known()) {
            return unknownPerson();
          }
          if (campaign.approval() != Approval.SUBMITTED) {
            return new Change.Refused(
                "not-submitted", "Nobody has asked for an approval of the plan as it stands");
          }
          if (!approve) {
            return saved(
                campaign,
                step(
                    campaign,
                    campaign.status(),
                    Approval.REJECTED,
                    Action.REJECTED,
                    actor,
                    comment));
          }
          if (actor.name().equals(campaign.editedBy())) {
            return new Change.Refused(
                "same-person", "'" + actor.name() + "' has edited the plan; another must approve");
          }
          Optional<Change> refusal =
              refusal(campaign.id(), campaign.plan(), campaign.spent(), false, waived);
          return refusal.orElseGet(
              () ->
                  saved(
                      campaign,
                      step(
                          campaign,
                          campaign.status(),
                          Approval.APPROVED,
                          Action.APPROVED,
                          actor,
                          comment)));
        });
  }

  /** Only drafts: contacts and spend of the others must stay explicable. */
  public Change delete(String id) {
    return with(
        id,
        null,
        campaign -> {
          if (campaign.status() != CampaignStatus.DRAFT) {
            return new Change.Refused(
                "not-a-draft",
                "Only a draft can be deleted; this campaign is " + campaign.status());
          }
          return campaigns.delete(id, campaign.version())
              ? new Change.Changed(campaign)
              : new Change.Stale();
        });
  }

  private Change with(String id, @Nullable Long version, Function<Campaign, Change> change) {
    Optional<Campaign> found = campaigns.find(id);
    if (found.isEmpty()) {
      return new Change.NotFound();
    }
    return version != null && found.get().version() != version
        ? new Change.Stale()
        : change.apply(found.get());
  }

  private Revision step(
      Campaign campaign,
      CampaignStatus status,
      Approval approval,
      Action action,
      Actor actor,
      @Nullable String comment) {
    return new Revision(
        campaign.plan(),
        status,
        approval,
        campaign.editedBy(),
        action,
        actor.name(),
        clock.instant(),
        comment);
  }

  private Change saved(Campaign campaign, Revision next) {
    return campaigns
        .save(campaign.id(), campaign.version(), next)
        .<Change>map(Change.Changed::new)
        .orElseGet(Change.Stale::new);
  }

  private static Change unknownPerson() {
    return new Change.Refused(
        "caller-unknown",
        "Campaigns need a second person's approval here: send a token that says who you are");
  }

  private static Change notApproved() {
    return new Change.Refused(
        "approval-missing", "A second person has to approve the plan as it stands");
  }
}
