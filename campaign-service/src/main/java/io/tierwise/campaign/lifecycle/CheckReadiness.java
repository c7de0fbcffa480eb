package io.tierwise.campaign.lifecycle;

import io.tierwise.campaign.audience.FeatureCondition;
import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.lifecycle.Readiness.Reach;
import io.tierwise.campaign.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds everything that keeps a plan from doing what it is for, with the members of now. */
public final class CheckReadiness {
  private static final double LARGE_HOLDOUT = 0.5;

  /** Below it an interval of the lift says next to nothing. */
  private static final int FEW_CONTROLS = 30;

  private final Members members;
  private final HoldoutAssignment nobody;

  /**
   * @param nobody users whom no campaign may contact
   */
  public CheckReadiness(Members members, HoldoutAssignment nobody) {
    this.members = members;
    this.nobody = nobody;
  }

  /**
   * @param id of the campaign, by which its holdout is drawn
   * @param spent of the budget so far
   */
  public Readiness check(String id, CampaignPlan plan, Money spent, Instant now) {
    AudienceCount count =
        new AudienceCount(plan, new HoldoutAssignment(id, plan.holdoutShare()), nobody);
    members.forEach(
        plan.audience().conditions().stream().map(FeatureCondition::feature).distinct().toList(),
        count::add);
    Money cheapest =
        plan.offers().stream()
            .map(Offer::costPerContact)
            .min(Comparator.naturalOrder())
            .orElse(Money.ZERO);
    List<Finding> problems = new ArrayList<>();
    window(plan, now, problems);
    budget(plan, spent, cheapest, problems);
    names(plan, count, problems);
    count.empty().ifPresent(problems::add);
    creatives(plan, count.byTier.keySet(), problems);
    variants(plan, problems);
    long treated = count.byTier.values().stream().mapToLong(Long::longValue).sum() - count.heldOut;
    long wanted = Math.max(0, treated) * plan.contactsPerUser();
    Money left = plan.budget().minus(spent);
    Reach reach =
        new Reach(
            left,
            cheapest.micros() == 0 ? Long.MAX_VALUE : left.micros() / cheapest.micros(),
            wanted);
    List<Finding> warnings = new ArrayList<>();
    holdout(plan, count, warnings);
    if (reach.share() < 1) {
      warnings.add(
          new Finding(
              "budget",
              "budget-short",
              "pays for %d of %d contacts that the audience allows"
                  .formatted(reach.contacts(), wanted)));
    }
    Money cost = new Money(Math.multiplyExact(cheapest.micros(), wanted));
    return new Readiness(problems, warnings, count.byTier, count.heldOut, reach, cost);
  }

  private static void window(CampaignPlan plan, Instant now, List<Finding> problems) {
    if (!plan.endsAt().isAfter(now)) {
      problems.add(new Finding("endsAt", "window-over", "the window ended at " + plan.endsAt()));
    }
  }

  private static void budget(
      CampaignPlan plan, Money spent, Money cheapest, List<Finding> problems) {
    if (cheapest.micros() == 0) {
      return;
    }
    Money left = plan.budget().minus(spent);
    if (plan.budget().micros() == 0) {
      problems.add(new Finding("budget", "budget-zero", "no contact can be paid for"));
    } else if (left.compareTo(cheapest) < 0) {
      problems.add(
          new Finding(
              "budget",
              Finding.BELOW_ONE_CONTACT,
              "%s is left, the cheapest contact costs %s".formatted(left, cheapest)));
    }
  }

  private static void names(CampaignPlan plan, AudienceCount count, List<Finding> problems) {
    for (String tier : new TreeSet<>(plan.audience().tiers())) {
      if (!count.tiers.contains(tier)) {
        problems.add(
            new Finding(
                "audience.tiers", Finding.UNKNOWN_TIER, "no member has the tier '" + tier + "'"));
      }
    }
    for (String segment : new TreeSet<>(plan.audience().segments())) {
      if (!count.segments.contains(segment)) {
        problems.add(
            new Finding(
                "audience.segments",
                Finding.UNKNOWN_SEGMENT,
                "no member is in the segment '" + segment + "'"));
      }
    }
  }

  /** Of every offer for every tier of the audience: those who are in it now, and those named. */
  private static void creatives(CampaignPlan plan, Set<String> present, List<Finding> problems) {
    Set<String> tiers = new TreeSet<>(present);
    tiers.addAll(plan.audience().tiers());
    for (int i = 0; i < plan.offers().size(); i++) {
      Offer offer = plan.offers().get(i);
      for (String tier : tiers) {
        if (!offer.hasCreativeFor(tier)) {
          problems.add(
              new Finding(
                  "offers[" + i + "].creatives",
                  Finding.CREATIVE_MISSING,
                  tier.equals(Readiness.NO_TIER)
                      ? "nothing to show to members without a tier: needs a 'default'"
                      : "nothing to show to the tier '" + tier + "', and no 'default'"));
        }
      }
    }
  }

  private static void variants(CampaignPlan plan, List<Finding> problems) {
    Map<String, String> offers = new HashMap<>();
    for (int i = 0; i < plan.offers().size(); i++) {
      Offer offer = plan.offers().get(i);
      String label = offer.variant() == null ? offer.offerId() : offer.variant();
      String other = offers.putIfAbsent(offer.channel() + " " + label, offer.offerId());
      if (other != null) {
        problems.add(
            new Finding(
                "offers[" + i + "].variant",
                Finding.VARIANT_OVERLAP,
                "'%s' is the variant of offer '%s' on %s too: the report cannot tell them apart"
                    .formatted(label, other, offer.channel().id())));
      }
    }
  }

  private static void holdout(CampaignPlan plan, AudienceCount count, List<Finding> warnings) {
    long audience = count.byTier.values().stream().mapToLong(Long::longValue).sum();
    if (audience > 0 && count.heldOut == audience) {
      warnings.add(
          new Finding("holdoutShare", "all-held-out", "nobody of the audience may be contacted"));
    } else if (plan.holdoutShare() == 0) {
      warnings.add(
          new Finding(
              "holdoutShare", "no-holdout", "without controls nothing can be shown to be caused"));
    } else if (plan.holdoutShare() > LARGE_HOLDOUT) {
      warnings.add(
          new Finding("holdoutShare", "large-holdout", "most of the audience is not contacted"));
    } else if (count.heldOut < FEW_CONTROLS) {
      warnings.add(
          new Finding(
              "holdoutShare",
              "few-controls",
              count.heldOut + " controls are too few to show what the campaign causes"));
    }
  }
}
