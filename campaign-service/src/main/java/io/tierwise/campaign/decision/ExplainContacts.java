package io.tierwise.campaign.decision;

import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.FeatureCondition;
import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.decision.ContactExplanation.Verdict;
import io.tierwise.campaign.decision.ContactExplanation.Worth;
import io.tierwise.campaign.decision.Situation.Made;
import io.tierwise.campaign.decision.Situation.Spend;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.lifecycle.Offer;
import io.tierwise.campaign.pressure.ContactPolicies;
import io.tierwise.campaign.pressure.ContactPolicy;
import io.tierwise.campaign.pressure.ContactPressure;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of each campaign why a user was or was not chosen; changes nothing. */
public final class ExplainContacts {
  private final Campaigns campaigns;
  private final ContactPolicies policies;
  private final Situations situations;
  private final ContactPressure pressure;
  private final RateOptions options;
  private final Pace pace;
  private final HoldoutAssignment nobody;
  private final Clock clock;

  /**
   * @param nobody users whom no campaign may contact
   */
  public ExplainContacts(
      Campaigns campaigns,
      ContactPolicies policies,
      Situations situations,
      ContactPressure pressure,
      RateOptions options,
      Pace pace,
      HoldoutAssignment nobody,
      Clock clock) {
    this.campaigns = campaigns;
    this.policies = policies;
    this.situations = situations;
    this.pressure = pressure;
    this.options = options;
    this.pace = pace;
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
    Set<Feature> features =
        Stream.concat(
                Stream.of(ReadScene.TIMEZONE, ReadScene.COUNTRY),
                page.stream()
                    .flatMap(campaign -> campaign.plan().audience().conditions().stream())
                    .map(FeatureCondition::feature))
            .collect(Collectors.toSet());
    Situation situation =
        situations.of(
            userId,
            identified,
            Channel.ONSITE,
            page.stream().map(Campaign::id).toList(),
            features,
            now);
    Explaining explaining =
        new Explaining(policies.current().policy(), situation, now, new EnumMap<>(Channel.class));
    return page.stream().map(explaining::of).toList();
  }

  /** Why nothing may go over a channel now. */
  private record Block(Verdict verdict, String reason) {}

  private final class Explaining {
    private final ContactPolicy policy;
    private final Situation situation;
    private final Instant now;
    private final Map<Channel, Optional<Block>> blocks;

    Explaining(
        ContactPolicy policy,
        Situation situation,
        Instant now,
        Map<Channel, Optional<Block>> blocks) {
      this.policy = policy;
      this.situation = situation;
      this.now = now;
      this.blocks = blocks;
    }

    ContactExplanation of(Campaign campaign) {
      Member member = situation.member();
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
      List<String> outside = Outsiders.reasons(campaign.plan().audience(), member);
      if (!outside.isEmpty()) {
        return explained(campaign, Verdict.NOT_IN_AUDIENCE, outside, List.of());
      }
      Made made = situation.contacts().getOrDefault(campaign.id(), Made.NONE);
      if (made.contacts() >= campaign.plan().contactsPerUser()) {
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
      return unblocked(campaign, reachable.stream().filter(made::allows).toList());
    }

    private ContactExplanation unblocked(Campaign campaign, List<Offer> offers) {
      List<Block> blocked =
          offers.stream()
              .map(Offer::channel)
              .distinct()
              .flatMap(channel -> block(channel).stream())
              .toList();
      List<Offer> open = offers.stream().filter(o -> block(o.channel()).isEmpty()).toList();
      List<String> notes = new ArrayList<>(blocked.stream().map(Block::reason).toList());
      if (open.isEmpty()) {
        Verdict verdict =
            blocked.isEmpty() ? Verdict.CONTACTED_ALREADY : blocked.getFirst().verdict();
        return explained(campaign, verdict, notes, List.of());
      }
      Rated rated = options.of(situation.member(), List.of(campaign), Set.copyOf(open)::contains);
      return weighed(campaign, rated.options(), notes);
    }

    private Optional<Block> block(Channel channel) {
      return blocks.computeIfAbsent(channel, this::blockOf);
    }

    private Optional<Block> blockOf(Channel channel) {
      String user = situation.member().userId();
      for (ContactPressure.CapUse cap : pressure.caps(user, channel, now)) {
        if (cap.isReached()) {
          return Optional.of(
              new Block(
                  Verdict.CAPPED,
                  "the contact policy's cap %s is reached: %d of %d"
                      .formatted(cap.cap(), cap.used(), cap.limit())));
        }
      }
      Optional<Instant> quiet = Quiet.until(policy, situation.member(), channel, now);
      if (quiet.isPresent()) {
        return Optional.of(
            new Block(
                Verdict.QUIET_HOURS,
                "quiet hours of %s for the user until %s".formatted(channel.id(), quiet.get())));
      }
      Long capacity = policy.channel(channel).capacityPerDay();
      return capacity != null && pressure.madeToday(channel, now) >= capacity
          ? Optional.of(
              new Block(
                  Verdict.CHANNEL_FULL,
                  "%s has made its %d contacts of today".formatted(channel.id(), capacity)))
          : Optional.empty();
    }

    private ContactExplanation weighed(
        Campaign campaign, List<Option> weighed, List<String> notes) {
      Option best = weighed.getFirst();
      Spend spend = Objects.requireNonNull(situation.spends().get(campaign.id()));
      Pace.Allowed allowed = pace.allowed(campaign, spend, now, policy.timezone());
      double price = pace.price(campaign);
      double cost = best.offer().costPerContact().units();
      long micros = best.offer().costPerContact().micros();
      Verdict verdict = Verdict.ELIGIBLE;
      String reason =
          "the best offer is expected to earn %.4f, %.4f after shadow prices; of all campaigns the highest"
              + " priority is chosen, then the best";
      if (spend.budget() - spend.spent() < micros) {
        verdict = Verdict.BUDGET_EXHAUSTED;
        reason = "the budget is spent; the best offer would earn %.4f, %.4f after shadow prices";
      } else if (best.score() <= 0) {
        verdict = Verdict.NOT_WORTH_ITS_PRICE;
        reason =
            "the best offer is expected to earn %.4f, which shadow prices bring to %.4f: the money earns more"
                + " elsewhere";
      } else if (allowed.byNow() - spend.spentToday() < micros || best.score() <= price * cost) {
        verdict = Verdict.PACED;
        reason =
            "today's budget has to last the day; the best offer would earn %.4f, %.4f after shadow prices"
                + ", of which the pace now takes "
                + String.format(Locale.ROOT, "%.4f", price * cost);
      }
      List<String> reasons = new ArrayList<>();
      reasons.add(String.format(Locale.ROOT, reason, best.value(), best.score()));
      if (campaign.plan().priority() != 0) {
        reasons.add("its priority is " + campaign.plan().priority());
      }
      reasons.addAll(notes);
      return explained(campaign, verdict, reasons, weighed);
    }
  }

  private static ContactExplanation refused(Campaign campaign, Verdict verdict, String reason) {
    return explained(campaign, verdict, List.of(reason), List.of());
  }

  private static ContactExplanation explained(
      Campaign campaign, Verdict verdict, List<String> reasons, List<Option> weighed) {
    return new ContactExplanation(
        campaign.id(),
        campaign.plan().name(),
        verdict,
        reasons,
        weighed.stream()
            .map(
                option ->
                    new Worth(
                        option.offer().offerId(),
                        option.offer().channel().id(),
                        option.value(),
                        option.score()))
            .toList());
  }
}
