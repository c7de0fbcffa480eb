package io.tierwise.campaign.decision;

import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.audience.FeatureCondition;
import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.decision.ContactExplanation.Verdict;
import io.tierwise.campaign.decision.ContactExplanation.Worth;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.Offer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of each campaign why a user was or was not chosen; changes nothing. */
public final class ExplainContacts {
  private final Campaigns campaigns;
  private final FindMember findMember;
  private final Contacts contacts;
  private final RateOptions options;
  private final HoldoutAssignment nobody;
  private final Clock clock;

  /**
   * @param nobody users whom no campaign may contact
   */
  public ExplainContacts(
      Campaigns campaigns,
      FindMember findMember,
      Contacts contacts,
      RateOptions options,
      HoldoutAssignment nobody,
      Clock clock) {
    this.campaigns = campaigns;
    this.findMember = findMember;
    this.contacts = contacts;
    this.options = options;
    this.nobody = nobody;
    this.clock = clock;
  }

  /**
   * @param after id of the last campaign of the page before; null for the first page
   */
  public List<ContactExplanation> of(
      String userId, boolean identified, @Nullable String after, int limit) {
    Instant now = clock.instant();
    List<Campaign> page = campaigns.list(null, after, limit);
    Member member = findMember.of(userId, identified, page);
    Set<String> exhausted = contacts.exhaustedFor(member.userId(), page);
    return page.stream().map(campaign -> explained(campaign, member, exhausted, now)).toList();
  }

  private ContactExplanation explained(
      Campaign campaign, Member member, Set<String> exhausted, Instant now) {
    if (!campaign.isActive(now)) {
      return refused(
          campaign,
          Verdict.NOT_ACTIVE,
          "it is %s and runs from %s to %s"
              .formatted(
                  campaign.status().name().toLowerCase(Locale.ROOT),
                  campaign.plan().startsAt(),
                  campaign.plan().endsAt()));
    }
    List<Offer> reachable =
        campaign.plan().offers().stream()
            .filter(
                offer ->
                    offer.channel().reaches(member.identified(), member.unsubscribed())
                        && offer.hasCreativeFor(member.tier()))
            .toList();
    if (reachable.isEmpty()) {
      return refused(
          campaign,
          Verdict.NOT_REACHABLE,
          "none of its offers has both a channel that reaches the user and a creative for the tier"
              + (member.unsubscribed().isEmpty()
                  ? ""
                  : "; the user has unsubscribed from "
                      + String.join(", ", member.unsubscribed().stream().sorted().toList())));
    }
    if (nobody.holdsOut(member.userId())) {
      return refused(
          campaign, Verdict.HELD_OUT_OF_ALL, "the global holdout keeps all campaigns away");
    }
    List<String> outside = outside(campaign.plan().audience(), member);
    if (!outside.isEmpty()) {
      return new ContactExplanation(
          campaign.id(), campaign.plan().name(), Verdict.NOT_IN_AUDIENCE, outside, List.of());
    }
    if (exhausted.contains(campaign.id())) {
      return refused(
          campaign,
          Verdict.CONTACTED_ALREADY,
          "it has made the %d contacts that a user may get"
              .formatted(campaign.plan().contactsPerUser()));
    }
    if (campaign.holdout().holdsOut(member.userId())) {
      return refused(
          campaign, Verdict.HELD_OUT, "the user is in its control group, by hash, for good");
    }
    return weighed(campaign, member, options.of(member, List.of(campaign), reachable::contains));
  }

  private static ContactExplanation weighed(
      Campaign campaign, Member member, List<Option> weighed) {
    List<Worth> offers =
        weighed.stream()
            .map(
                option ->
                    new Worth(
                        option.offer().offerId(),
                        option.offer().channel().id(),
                        option.value(),
                        option.score()))
            .toList();
    Option best = weighed.getFirst();
    Verdict verdict = Verdict.ELIGIBLE;
    String reason =
        "the best offer is expected to earn %.4f, %.4f after shadow prices; the best of all campaigns is chosen";
    if (campaign.left().compareTo(best.offer().costPerContact()) < 0) {
      verdict = Verdict.BUDGET_EXHAUSTED;
      reason = "the budget is spent; the best offer would earn %.4f, %.4f after shadow prices";
    } else if (best.score() <= 0) {
      verdict = Verdict.NOT_WORTH_ITS_PRICE;
      reason =
          "the best offer is expected to earn %.4f, which shadow prices bring to %.4f: the money earns more"
              + " elsewhere";
    }
    return new ContactExplanation(
        campaign.id(),
        campaign.plan().name(),
        verdict,
        List.of(String.format(Locale.ROOT, reason, best.value(), best.score())),
        offers);
  }

  /** Everything that keeps the member out; empty for a member of the audience. */
  private static List<String> outside(Audience audience, Member member) {
    List<String> reasons = new ArrayList<>();
    if (!audience.tiers().isEmpty()
        && (member.tier() == null || !audience.tiers().contains(member.tier()))) {
      reasons.add("the tier is %s, not one of %s".formatted(said(member.tier()), audience.tiers()));
    }
    if (!audience.segments().isEmpty()
        && (member.segment() == null || !audience.segments().contains(member.segment()))) {
      reasons.add(
          "the segment is %s, not one of %s"
              .formatted(said(member.segment()), audience.segments()));
    }
    String consent = audience.requireConsent();
    if (consent != null && !member.consents().contains(consent)) {
      reasons.add("there is no consent to " + consent);
    }
    for (FeatureCondition condition : audience.conditions()) {
      String actual = member.feature(condition.feature());
      if (!condition.isMetBy(actual)) {
        reasons.add(
            "%s is %s, asked for is %s %s"
                .formatted(
                    condition.feature().name(),
                    said(actual),
                    condition.operator().name().toLowerCase(Locale.ROOT),
                    String.join(", ", condition.values())));
      }
    }
    return reasons;
  }

  private static String said(@Nullable String value) {
    return value == null ? "unknown" : "'" + value.replace("\n", ", ") + "'";
  }

  private static ContactExplanation refused(Campaign campaign, Verdict verdict, String reason) {
    return new ContactExplanation(
        campaign.id(), campaign.plan().name(), verdict, List.of(reason), List.of());
  }
}
