package io.tierwise.campaign.decision;

import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.contact.Candidate;
import io.tierwise.campaign.contact.Choice;
import io.tierwise.campaign.contact.Choice.Refusal;
import io.tierwise.campaign.contact.Contact;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.decision.Decision.Why;
import io.tierwise.campaign.decision.Situation.Made;
import io.tierwise.campaign.decision.Situation.Spend;
import io.tierwise.campaign.decision.Situation.Waiting;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.lifecycle.Campaign;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Picks the best offer for one user and channel now: the highest priority, then the highest v -
 * lambda cost - mu, among the offers of active campaigns, by the prices of the last allocation. A
 * contact on that channel that was decided before, by an allocation or here, and not seen yet,
 * comes first. A campaign that holds the user out counts the user as a control and gives way to the
 * next. One round trip reads, one makes the contact if there is one to make.
 */
public final class Decide {
  private static final int TRIES = 3;
  private final ReadScene scenes;
  private final Contacts contacts;
  private final RateOptions options;
  private final Pace pace;
  private final HoldoutAssignment nobody;
  private final Clock clock;

  /**
   * @param nobody users whom no campaign may contact
   */
  public Decide(
      ReadScene scenes,
      Contacts contacts,
      RateOptions options,
      Pace pace,
      HoldoutAssignment nobody,
      Clock clock) {
    this.scenes = scenes;
    this.contacts = contacts;
    this.options = options;
    this.pace = pace;
    this.nobody = nobody;
    this.clock = clock;
  }

  public Decision decide(DecisionRequest request) {
    pace.count();
    for (int i = 1; ; i++) {
      Optional<Decision> decision = attempt(request, i == TRIES);
      if (decision.isPresent()) {
        return decision.get();
      }
    }
  }

  /** Empty if somebody else has decided for the user in the meantime. */
  private Optional<Decision> attempt(DecisionRequest request, boolean last) {
    Instant now = clock.instant();
    Scene scene = scenes.of(request.userId(), request.identified(), request.channel(), now);
    Situation situation = scene.situation();
    Member member = situation.member();
    List<String> degraded = degraded(situation);
    List<Campaign> active =
        scene.campaigns().stream().filter(c -> c.offersOn(request.channel())).toList();
    if (active.isEmpty() || !request.channel().reaches(request.identified())) {
      return none(
          Why.NO_CAMPAIGN, "no active campaign reaches this user over this channel", List.of());
    }
    if (!request.channel().reaches(request.identified(), member.unsubscribed())) {
      return none(Why.UNSUBSCRIBED, "the user has unsubscribed from this channel", degraded);
    }
    if (nobody.holdsOut(member.userId())) {
      return none(Why.HELD_OUT, "held out from all campaigns", degraded);
    }
    List<Campaign> open =
        active.stream().filter(c -> c.plan().audience().includes(member)).toList();
    if (open.isEmpty()) {
      return none(Why.NOT_IN_AUDIENCE, "the user is in no active campaign's audience", degraded);
    }
    Optional<Instant> quiet = Quiet.until(scene.policy(), member, request.channel(), now);
    if (quiet.isPresent()) {
      return none(Why.QUIET_HOURS, "quiet hours of the user until " + quiet.get(), degraded);
    }
    Optional<Contact> waiting = waiting(situation, open);
    if (waiting.isPresent()) {
      return Optional.of(again(waiting.get(), open, member, degraded));
    }
    List<Campaign> left =
        open.stream()
            .filter(
                c ->
                    situation.contacts().getOrDefault(c.id(), Made.NONE).contacts()
                        < c.plan().contactsPerUser())
            .toList();
    if (left.isEmpty()) {
      return none(
          Why.CONTACTED_ALREADY, "every campaign has contacted the user often enough", degraded);
    }
    Rated rated =
        options.of(
            member,
            left,
            offer -> offer.channel() == request.channel() && offer.hasCreativeFor(member.tier()));
    degraded.addAll(rated.degraded());
    return best(rated.options(), scene, degraded, now, last);
  }

  private static List<String> degraded(Situation situation) {
    List<String> degraded = new ArrayList<>();
    if (!situation.known()) {
      degraded.add("profile");
    }
    if (situation.member().segment() == null) {
      degraded.add("tier");
    }
    return degraded;
  }

  private Optional<Contact> waiting(Situation situation, List<Campaign> open) {
    Set<String> ids = new HashSet<>();
    open.forEach(campaign -> ids.add(campaign.id()));
    return situation.waiting().stream()
        .filter(waiting -> ids.contains(waiting.campaignId()))
        .map(Waiting::contactId)
        .findFirst()
        .flatMap(contacts::find);
  }

  /** A contact that was decided and charged before, but not seen yet; in today's tier's words. */
  private static Decision again(
      Contact contact, List<Campaign> open, Member member, List<String> degraded) {
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
            : "planned by allocation " + contact.allocationId(),
        degraded);
  }

  private Optional<Decision> best(
      List<Option> weighed, Scene scene, List<String> degraded, Instant now, boolean last) {
    Member member = scene.situation().member();
    ZoneId zone = scene.policy().timezone();
    Map<Candidate, Option> candidates = new HashMap<>();
    List<Candidate> order = new ArrayList<>();
    Set<String> settled = new HashSet<>();
    Refused refused =
        new Refused(
            Why.NOT_WORTH_ITS_PRICE, "no offer is worth more than its cost and shadow price");
    for (Option option : weighed) {
      Campaign campaign = option.campaign();
      Made made = scene.situation().contacts().getOrDefault(campaign.id(), Made.NONE);
      if (option.score() <= 0 || !made.allows(option.offer()) || !settled.add(campaign.id())) {
        continue;
      }
      Spend spend = scene.situation().spends().getOrDefault(campaign.id(), new Spend(0, 0, 0));
      Pace.Allowed allowed = pace.allowed(campaign, spend, now, zone);
      long cost = option.offer().costPerContact().micros();
      if (spend.budget() - spend.spent() < cost) {
        refused = Refused.of(Choice.Limit.BUDGET, "budget");
      } else if (!pace.accepts(option, spend, allowed, now, zone)) {
        refused = new Refused(Why.PACED, "today's budget is kept for contacts that are worth more");
      } else if (allowed.byNow() - spend.spentToday() < cost) {
        refused = Refused.of(Choice.Limit.PACE, "pace");
      } else {
        Candidate candidate = candidate(option, member, allowed, now);
        candidates.put(candidate, option);
        order.add(candidate);
      }
    }
    if (order.isEmpty()) {
      return none(refused.why(), refused.reason(), degraded);
    }
    Choice choice = contacts.choose(order, !last);
    if (choice.made().isPresent()) {
      Candidate chosen = choice.made().get();
      Option option = Objects.requireNonNull(candidates.get(chosen));
      return Optional.of(new Decision.Offered(chosen.contact(), reason(option), degraded));
    }
    if (choice.refusals().stream().anyMatch(r -> r.limit() == Choice.Limit.WAITING)) {
      return Optional.empty();
    }
    Refusal nearest = choice.refusals().getLast();
    Refused why = Refused.of(nearest.limit(), nearest.name());
    return none(why.why(), why.reason(), degraded);
  }

  private static Candidate candidate(
      Option option, Member member, Pace.Allowed allowed, Instant now) {
    Campaign campaign = option.campaign();
    Contact contact =
        Contact.of(
            UUID.randomUUID().toString(),
            campaign,
            option.offer(),
            null,
            member.userId(),
            member.tier(),
            option.value(),
            now);
    return new Candidate(
        contact,
        campaign.plan().contactsPerUser(),
        allowed.byNow(),
        campaign.holdout().holdsOut(member.userId()));
  }

  /** A limit in words. */
  private record Refused(Why why, String reason) {
    static Refused of(Choice.Limit limit, String name) {
      return switch (limit) {
        case USER_CAP ->
            new Refused(Why.CAPPED, "the contact policy's cap " + name + " is reached");
        case CHANNEL_DAY ->
            new Refused(Why.CHANNEL_FULL, "the channel has made the contacts that it can today");
        case CAMPAIGN_CONTACTS, WAITING ->
            new Refused(Why.CONTACTED_ALREADY, "the campaign has contacted the user meanwhile");
        case HELD_OUT -> new Refused(Why.HELD_OUT, "held out");
        case BUDGET ->
            new Refused(Why.BUDGET_EXHAUSTED, "the budget does not allow a further contact");
        case PACE ->
            new Refused(Why.PACED, "today's budget does not allow a further contact by now");
      };
    }
  }

  private static String reason(Option option) {
    return String.format(
        Locale.ROOT,
        "best of the eligible offers: expected value %.4f, %.4f after shadow prices",
        option.value(),
        option.score());
  }

  private static Optional<Decision> none(Why why, String reason, List<String> degraded) {
    return Optional.of(new Decision.None(why, reason, List.copyOf(degraded)));
  }
}
