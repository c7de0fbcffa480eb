package io.tierwise.campaign.journey;

import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.journey.EventHistory.Coverage;
import io.tierwise.campaign.journey.Rehearsal.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells who would have entered a journey in the past, from what is kept of it: the log of events,
 * the orders, the members as they are now. What needs more than that is not answered.
 */
public final class DryRun {
  private static final Feature FIRST_SEEN = new Feature("firstSeenAt", "", Feature.Kind.TEXT);
  private static final int CHUNK = 1_000;
  private static final int SAMPLE = 20;
  private final EventHistory history;
  private final Enrolments enrolments;
  private final Members members;

  public DryRun(EventHistory history, Enrolments enrolments, Members members) {
    this.history = history;
    this.enrolments = enrolments;
    this.members = members;
  }

  /** What came of it. */
  public sealed interface Result {
    /**
     * @param basis events, orders or members
     * @param historyFrom since when events are kept; null where none were asked for
     * @param triggered occasions that the re-entry rule allows
     * @param entered of them those of users who are in the audience now
     * @param users who entered
     * @param heldOut of them
     * @param byDay entries by day in UTC
     */
    record Answered(
        String basis,
        @Nullable Instant historyFrom,
        boolean complete,
        long triggered,
        long entered,
        long users,
        long heldOut,
        Map<LocalDate, Long> byDay,
        List<Sampled> sample)
        implements Result {}

    record NotInHistory(String reason) implements Result {}
  }

  public record Sampled(String userId, Instant at) {}

  private record Found(String basis, @Nullable Coverage coverage, List<Occasion> occasions) {}

  public Result run(String journeyId, JourneyPlan plan, Instant from, Instant to) {
    return switch (plan.trigger()) {
      case Trigger.SegmentEntry _, Trigger.SegmentExit _ ->
          new Result.NotInHistory("Only the last move of each user between segments is kept");
      case Trigger.TierChange _ ->
          new Result.NotInHistory("Only the last tier of each user is kept");
      case Trigger.PriceDrop _, Trigger.BackInStock _ ->
          new Result.NotInHistory("Only the last price and stock of each item are kept");
      case Trigger.Replenishment refill when refill.days() == null ->
          new Result.NotInHistory(
              "The usual time between purchases is learnt only while the journey is active;"
                  + " give days");
      case Trigger.WinBack(int days) ->
          answer(journeyId, plan, new Found("orders", null, away(plan, days, from, to)));
      case Trigger.Birthday birthday ->
          answer(journeyId, plan, new Found("members", null, birthdays(plan, birthday, from, to)));
      case Trigger.Welcome(boolean firstOrder) when !firstOrder ->
          answer(journeyId, plan, new Found("members", null, newcomers(plan, from, to)));
      default -> answer(journeyId, plan, fromEvents(plan, from, to));
    };
  }

  private List<Occasion> away(JourneyPlan plan, int days, Instant from, Instant to) {
    Rehearsal rehearsal = new Rehearsal(plan, from, to);
    Map<String, List<Occasion>> byUser = new TreeMap<>();
    enrolments
        .ordersWithoutNext(Duration.ofDays(days), from, to)
        .forEach(
            away ->
                byUser
                    .computeIfAbsent(away.userId(), _ -> new ArrayList<>())
                    .add(new Occasion(away.userId(), "", away.at())));
    return byUser.values().stream().flatMap(all -> rehearsal.allowed(all).stream()).toList();
  }

  private List<Occasion> birthdays(
      JourneyPlan plan, Trigger.Birthday birthday, Instant from, Instant to) {
    Feature trait = new Feature("traits", birthday.trait(), Feature.Kind.ANY);
    Rehearsal rehearsal = new Rehearsal(plan, from, to);
    List<Occasion> found = new ArrayList<>();
    int first = LocalDate.ofInstant(from, ZoneOffset.UTC).getYear();
    int last = LocalDate.ofInstant(to, ZoneOffset.UTC).getYear();
    members.forEach(
        Set.of(trait),
        member -> {
          List<Occasion> of = new ArrayList<>();
          for (int year = first; year <= last; year++) {
            Instant at = Birthdays.in(year, member.feature(trait));
            if (at != null) {
              of.add(new Occasion(member.userId(), "", at));
            }
          }
          found.addAll(rehearsal.allowed(of));
        });
    return found;
  }

  /** Who was first seen then; when a visitor became known is not kept. */
  private List<Occasion> newcomers(JourneyPlan plan, Instant from, Instant to) {
    Rehearsal rehearsal = new Rehearsal(plan, from, to);
    List<Occasion> found = new ArrayList<>();
    members.forEach(
        Set.of(FIRST_SEEN),
        member -> {
          String seen = member.feature(FIRST_SEEN);
          if (member.identified() && seen != null) {
            found.addAll(
                rehearsal.allowed(List.of(new Occasion(member.userId(), "", Instant.parse(seen)))));
          }
        });
    return found;
  }

  private Found fromEvents(JourneyPlan plan, Instant from, Instant to) {
    Trigger trigger = plan.trigger();
    Set<String> names = new HashSet<>(Triggered.events(trigger));
    if (trigger instanceof Trigger.AbandonedCart) {
      names.add(Triggered.ORDERED);
      plan.exits().forEach(exit -> names.add(exit.event()));
    }
    Set<String> properties = new HashSet<>(Set.of("productId"));
    if (trigger instanceof Trigger.OnEvent(EventRule rule)) {
      properties.addAll(rule.properties());
    }
    plan.exits().forEach(exit -> properties.addAll(exit.properties()));
    Map<String, Map<String, SeenEvent>> byUser = new HashMap<>();
    Coverage coverage =
        history.read(
            from.minus(lead(trigger)),
            names,
            event -> {
              if (event.occurredAt().isBefore(to)) {
                byUser
                    .computeIfAbsent(event.userId(), _ -> new HashMap<>())
                    .put(event.messageId(), event.only(properties));
              }
            });
    Rehearsal rehearsal = new Rehearsal(plan, from, to);
    List<Occasion> found = new ArrayList<>();
    List<String> users = byUser.keySet().stream().sorted().toList();
    Map<String, List<SeenEvent>> persons = new TreeMap<>();
    for (List<String> chunk : chunks(users)) {
      Map<String, String> canonical = enrolments.canonical(chunk);
      chunk.forEach(
          user ->
              persons
                  .computeIfAbsent(canonical.getOrDefault(user, user), _ -> new ArrayList<>())
                  .addAll(byUser.getOrDefault(user, Map.of()).values()));
    }
    for (List<String> chunk : chunks(List.copyOf(persons.keySet()))) {
      var orders = enrolments.orders(chunk);
      chunk.forEach(
          user ->
              found.addAll(
                  rehearsal.of(user, persons.getOrDefault(user, List.of()), orders.get(user))));
    }
    return new Found("events", coverage, found);
  }

  /** How much earlier than its effect a cause may be. */
  private static Duration lead(Trigger trigger) {
    return switch (trigger) {
      case Trigger.AbandonedCart(Duration after) -> after;
      case Trigger.Inactivity(int days) -> Duration.ofDays(days);
      case Trigger.Replenishment refill ->
          Duration.ofDays(refill.days() == null ? 0 : refill.days());
      default -> Duration.ZERO;
    };
  }

  private static List<List<String>> chunks(List<String> users) {
    List<List<String>> chunks = new ArrayList<>();
    for (int i = 0; i < users.size(); i += CHUNK) {
      chunks.add(users.subList(i, Math.min(users.size(), i + CHUNK)));
    }
    return chunks;
  }

  private Result answer(String journeyId, JourneyPlan plan, Found found) {
    Set<String> inside = inAudience(plan, found.occasions());
    List<Occasion> entries =
        found.occasions().stream()
            .filter(occasion -> inside.contains(occasion.userId()))
            .sorted(Comparator.comparing(Occasion::at).thenComparing(Occasion::userId))
            .toList();
    Map<LocalDate, Long> byDay = new TreeMap<>();
    Set<String> users = new HashSet<>();
    entries.forEach(
        entry -> {
          byDay.merge(LocalDate.ofInstant(entry.at(), ZoneOffset.UTC), 1L, Long::sum);
          users.add(entry.userId());
        });
    HoldoutAssignment holdout = Walk.holdout(journeyId, plan);
    Coverage coverage = found.coverage();
    return new Result.Answered(
        found.basis(),
        coverage == null ? null : coverage.oldest(),
        coverage == null || coverage.complete(),
        found.occasions().size(),
        entries.size(),
        users.size(),
        users.stream().filter(holdout::holdsOut).count(),
        byDay,
        entries.stream()
            .limit(SAMPLE)
            .map(entry -> new Sampled(entry.userId(), entry.at()))
            .toList());
  }

  private Set<String> inAudience(JourneyPlan plan, List<Occasion> occasions) {
    List<String> users = occasions.stream().map(Occasion::userId).distinct().sorted().toList();
    Set<String> inside = new HashSet<>();
    for (List<String> chunk : chunks(users)) {
      Map<String, Member> known = new HashMap<>();
      members.findAll(chunk, plan.features()).forEach(m -> known.put(m.userId(), m));
      chunk.stream()
          .filter(
              user ->
                  plan.audience().includes(known.getOrDefault(user, Member.unknown(user, false))))
          .forEach(inside::add);
    }
    return inside;
  }
}
