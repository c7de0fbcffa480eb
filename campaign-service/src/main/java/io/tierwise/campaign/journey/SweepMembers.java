package io.tierwise.campaign.journey;

import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.journey.JourneyBook.Entry;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds whom time alone lets in: nothing happened for so long, or a birthday. Who was away before
 * the journey began is not let in, and a sweep that finds somebody again changes nothing.
 */
public final class SweepMembers {
  private static final Feature TIMEZONE = new Feature("timezone", "", Feature.Kind.TEXT);
  private static final Feature SEEN = new Feature("lastSeenAt", "", Feature.Kind.TEXT);
  private static final Feature ORDERED = new Feature("lastOrderAt", "", Feature.Kind.TEXT);
  private static final int CHUNK = 1_000;
  private final CurrentBook books;
  private final Members members;
  private final Enrolments enrolments;
  private final Clock clock;
  private final Duration latest;

  /**
   * @param latest how long after its time somebody is still let in
   */
  public SweepMembers(
      CurrentBook books, Members members, Enrolments enrolments, Clock clock, Duration latest) {
    this.books = books;
    this.members = members;
    this.enrolments = enrolments;
    this.clock = clock;
    this.latest = latest;
  }

  public void sweep() {
    List<Entry> journeys =
        books.get().active().filter(entry -> !asks(entry.plan().trigger()).isEmpty()).toList();
    if (journeys.isEmpty()) {
      return;
    }
    Set<Feature> features = new HashSet<>();
    journeys.forEach(journey -> features.addAll(asks(journey.plan().trigger())));
    Instant now = clock.instant();
    List<Candidate> found = new ArrayList<>();
    members.forEach(
        features,
        member ->
            journeys.forEach(
                journey -> {
                  Candidate candidate = candidate(journey, member, now);
                  if (candidate != null) {
                    found.add(candidate);
                  }
                }));
    for (int from = 0; from < found.size(); from += CHUNK) {
      enrolments.trigger(found.subList(from, Math.min(found.size(), from + CHUNK)), now);
    }
  }

  private static Set<Feature> asks(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Inactivity _ -> Set.of(SEEN);
      case Trigger.WinBack _ -> Set.of(ORDERED);
      case Trigger.Birthday birthday -> Set.of(trait(birthday), TIMEZONE);
      default -> Set.of();
    };
  }

  private static Feature trait(Trigger.Birthday birthday) {
    return new Feature("traits", birthday.trait(), Feature.Kind.ANY);
  }

  private @Nullable Candidate candidate(Entry journey, Member member, Instant now) {
    return switch (journey.plan().trigger()) {
      case Trigger.Inactivity(int days) -> away(journey, member, member.feature(SEEN), days, now);
      case Trigger.WinBack(int days) -> away(journey, member, member.feature(ORDERED), days, now);
      case Trigger.Birthday birthday ->
          birthday(journey, member, member.feature(trait(birthday)), now);
      default -> null;
    };
  }

  private @Nullable Candidate away(
      Entry journey, Member member, @Nullable String last, int days, Instant now) {
    if (last == null) {
      return null;
    }
    Instant at = Instant.parse(last).plus(Duration.ofDays(days));
    boolean isTime =
        !at.isAfter(now) && at.isAfter(now.minus(latest)) && !at.isBefore(journey.activeSince());
    return isTime ? candidate(journey, member, "away@" + last, at, now) : null;
  }

  private static @Nullable Candidate birthday(
      Entry journey, Member member, @Nullable String date, Instant now) {
    if (date == null) {
      return null;
    }
    LocalDate today = now.atZone(zone(member.feature(TIMEZONE))).toLocalDate();
    MonthDay day = Birthdays.day(date);
    return day != null && day.atYear(today.getYear()).equals(today)
        ? candidate(journey, member, "birthday " + today.getYear(), now, now)
        : null;
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  private static Candidate candidate(
      Entry journey, Member member, String key, Instant at, Instant now) {
    return new Candidate(
        journey.id(), journey.version(), member.userId(), "", key, at, now, false, Map.of());
  }
}
