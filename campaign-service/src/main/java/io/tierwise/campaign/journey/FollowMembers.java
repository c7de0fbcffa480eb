package io.tierwise.campaign.journey;

import io.tierwise.campaign.journey.JourneyBook.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follows what profiles, tiers and rule segments tell of users. */
public final class FollowMembers {
  private final CurrentBook books;
  private final Enrolments enrolments;
  private final Clock clock;
  private final Duration settle;
  private final Duration latest;

  /**
   * @param settle until what else changed with it is known
   * @param latest how late news may come and still trigger something
   */
  public FollowMembers(
      CurrentBook books, Enrolments enrolments, Clock clock, Duration settle, Duration latest) {
    this.books = books;
    this.enrolments = enrolments;
    this.clock = clock;
    this.settle = settle;
    this.latest = latest;
  }

  /**
   * @param identified whether it is of a user, not of a visitor
   */
  public record Profile(String userId, boolean identified, Instant seenAt) {}

  public record Tier(String userId, @Nullable String before, @Nullable String after, Instant at) {}

  /**
   * @param key knows a change that comes again
   */
  public record Segment(String userId, String audience, boolean entered, Instant at, String key) {}

  /** Call it before the profiles are kept: who is new is asked of what is kept. */
  public void profiles(Collection<Profile> profiles) {
    List<Entry> journeys = waitingFor(Trigger.Welcome.class);
    Map<String, Instant> identified =
        profiles.stream()
            .filter(Profile::identified)
            .collect(Collectors.toMap(Profile::userId, Profile::seenAt, (_, b) -> b, TreeMap::new));
    if (journeys.isEmpty() || identified.isEmpty()) {
      return;
    }
    Set<String> fresh = enrolments.notYetIdentified(identified.keySet());
    identified.keySet().retainAll(fresh);
    trigger(
        journeys,
        List.copyOf(identified.entrySet()),
        Map.Entry::getValue,
        (journey, entry) ->
            journey.plan().trigger() instanceof Trigger.Welcome(boolean firstOrder) && !firstOrder
                ? candidate(journey, entry.getKey(), "identified", entry.getValue(), Map.of())
                : null);
  }

  public void tiers(Collection<Tier> tiers) {
    List<Entry> journeys = waitingFor(Trigger.TierChange.class);
    trigger(
        journeys,
        tiers,
        Tier::at,
        (journey, tier) ->
            journey.plan().trigger() instanceof Trigger.TierChange change
                    && !java.util.Objects.equals(tier.before(), tier.after())
                    && change.matches(tier.before(), tier.after())
                ? candidate(journey, tier.userId(), "tier@" + tier.at(), tier.at(), context(tier))
                : null);
  }

  private static Map<String, String> context(Tier tier) {
    Map<String, String> context = new TreeMap<>();
    if (tier.before() != null) {
      context.put("tierBefore", tier.before());
    }
    if (tier.after() != null) {
      context.put("tier", tier.after());
    }
    return context;
  }

  public void segments(Collection<Segment> changes) {
    List<Entry> journeys = new ArrayList<>(waitingFor(Trigger.SegmentEntry.class));
    journeys.addAll(waitingFor(Trigger.SegmentExit.class));
    trigger(
        journeys,
        changes,
        Segment::at,
        (journey, change) -> {
          boolean fires =
              switch (journey.plan().trigger()) {
                case Trigger.SegmentEntry(String audience) ->
                    change.entered() && audience.equals(change.audience());
                case Trigger.SegmentExit(String audience) ->
                    !change.entered() && audience.equals(change.audience());
                default -> false;
              };
          return fires
              ? candidate(
                  journey,
                  change.userId(),
                  change.key(),
                  change.at(),
                  Map.of("audience", change.audience()))
              : null;
        });
  }

  private List<Entry> waitingFor(Class<? extends Trigger> type) {
    return books.get().active().filter(entry -> type.isInstance(entry.plan().trigger())).toList();
  }

  /** What the news mean for a journey. */
  private interface Rule<T> {
    @Nullable Candidate of(Entry journey, T news);
  }

  private <T> void trigger(
      List<Entry> journeys, Collection<T> news, Function<T, Instant> at, Rule<T> rule) {
    Instant now = clock.instant();
    List<Candidate> candidates = new ArrayList<>();
    for (Entry journey : journeys) {
      for (T one : news) {
        Instant when = at.apply(one);
        if (!when.isBefore(journey.activeSince()) && !when.isBefore(now.minus(latest))) {
          Candidate candidate = rule.of(journey, one);
          if (candidate != null) {
            candidates.add(candidate);
          }
        }
      }
    }
    enrolments.trigger(candidates, now);
  }

  private Candidate candidate(
      Entry journey, String userId, String key, Instant at, Map<String, String> context) {
    return new Candidate(
        journey.id(),
        journey.version(),
        userId,
        "",
        key,
        at,
        clock.instant().plus(settle),
        false,
        context);
  }
}
