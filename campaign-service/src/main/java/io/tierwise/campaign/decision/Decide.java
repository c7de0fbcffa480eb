package io.tierwise.campaign.decision;

import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.contact.Arm;
import io.tierwise.campaign.contact.Contact;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.contact.ExperimentUnit;
import io.tierwise.campaign.decision.Decision.Why;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Campaigns;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Picks the best offer for one user and channel now: highest v - lambda cost - mu among the offers
 * of active campaigns, by the prices of the last allocation. A contact on that channel that was
 * decided before, by an allocation or here, and not seen yet, comes first. A campaign that holds
 * the user out counts the user as a control and gives way to the next.
 */
public final class Decide {
  private final Campaigns campaigns;
  private final FindMember findMember;
  private final Contacts contacts;
  private final RateOptions options;
  private final HoldoutAssignment nobody;
  private final Clock clock;

  /**
   * @param nobody users whom no campaign may contact
   */
  public Decide(
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

  public Decision decide(DecisionRequest request) {
    Instant now = clock.instant();
    List<Campaign> active =
        campaigns.active(now).stream().filter(c -> c.offersOn(request.channel())).toList();
    if (active.isEmpty() || !request.channel().reaches(request.identified())) {
      return none(Why.NO_CAMPAIGN, "no active campaign reaches this user over this channel");
    }
    Member member = findMember.of(request.userId(), request.identified(), active);
    if (!request.channel().reaches(request.identified(), member.unsubscribed())) {
      return none(Why.UNSUBSCRIBED, "the user has unsubscribed from this channel");
    }
    if (nobody.holdsOut(member.userId())) {
      return none(Why.HELD_OUT, "held out from all campaigns");
    }
    List<Campaign> open =
        active.stream().filter(c -> c.plan().audience().includes(member)).toList();
    if (open.isEmpty()) {
      return none(Why.NOT_IN_AUDIENCE, "the user is in no active campaign's audience");
    }
    Optional<Contact> planned = contacts.planned(member.userId(), request.channel(), open);
    if (planned.isPresent()) {
      return again(planned.get(), open, member);
    }
    Set<String> exhausted = contacts.exhaustedFor(member.userId(), open);
    List<Campaign> left = open.stream().filter(c -> !exhausted.contains(c.id())).toList();
    if (left.isEmpty()) {
      return none(Why.CONTACTED_ALREADY, "every campaign has contacted the user often enough");
    }
    List<Option> weighed =
        options.of(
            member,
            left,
            offer -> offer.channel() == request.channel() && offer.hasCreativeFor(member.tier()));
    return best(weighed, member, now);
  }

  /** A contact that was decided and charged before, but not seen yet; in today's tier's words. */
  private static Decision again(Contact contact, List<Campaign> open, Member member) {
    Contact shown =
        open.stream()
            .filter(c -> c.id().equals(contact.campaignId()))
            .flatMap(c -> c.offer(contact.offerId()).stream())
            .findFirst()
            .map(offer -> contact.showing(offer.creativeFor(member.tier())))
            .orElse(contact);
    return new Decision.Planned(
        shown,
        contact.allocationId() == null
            ? "decided before and not seen yet"
            : "planned by allocation " + contact.allocationId());
  }

  private Decision best(List<Option> weighed, Member member, Instant now) {
    Decision refusal =
        none(Why.NOT_WORTH_ITS_PRICE, "no offer is worth more than its cost and shadow price");
    Set<String> settled = new HashSet<>();
    for (Option option : weighed) {
      Campaign campaign = option.campaign();
      if (option.score() <= 0 || !settled.add(campaign.id())) {
        continue;
      }
      if (campaign.left().compareTo(option.offer().costPerContact()) < 0) {
        refusal = none(Why.BUDGET_EXHAUSTED, "the budget does not allow a further contact");
        continue;
      }
      if (campaign.holdout().holdsOut(member.userId())) {
        contacts.keepUnit(unit(option, member, Arm.CONTROL, now));
        refusal = none(Why.HELD_OUT, "held out");
        continue;
      }
      Contact contact = contact(option, member, now);
      ExperimentUnit unit = unit(option, member, Arm.TREATED, now);
      switch (contacts.charge(contact, campaign.plan().contactsPerUser(), unit)) {
        case CHARGED -> {
          return new Decision.Offered(contact, reason(option));
        }
        case BUDGET_EXHAUSTED ->
            refusal = none(Why.BUDGET_EXHAUSTED, "the budget does not allow a further contact");
        case USER_EXHAUSTED ->
            refusal = none(Why.CONTACTED_ALREADY, "the campaign has contacted the user meanwhile");
      }
    }
    return refusal;
  }

  private static Contact contact(Option option, Member member, Instant now) {
    return Contact.of(
        UUID.randomUUID().toString(),
        option.campaign(),
        option.offer(),
        null,
        member.userId(),
        member.tier(),
        option.value(),
        now);
  }

  private static ExperimentUnit unit(Option option, Member member, Arm arm, Instant now) {
    return new ExperimentUnit(option.campaign().id(), member.userId(), arm, now);
  }

  private static String reason(Option option) {
    return String.format(
        Locale.ROOT,
        "best of the eligible offers: expected value %.4f, %.4f after shadow prices",
        option.value(),
        option.score());
  }

  private static Decision none(Why why, String reason) {
    return new Decision.None(why, reason);
  }
}
