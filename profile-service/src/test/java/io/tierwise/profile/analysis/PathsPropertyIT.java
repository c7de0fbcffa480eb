package io.tierwise.profile.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.analysis.Paths.Path;
import io.tierwise.profile.analysis.Paths.Transition;
import io.tierwise.profile.history.FoldEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Paths in SQL, over facts, visits and both, against sessions that are put together one by one. */
@ProfileServiceTest
class PathsPropertyIT {
  private static final List<String> EVENTS =
      List.of("Product Viewed", "Product Added", "Page", "Search");
  private static final Duration GAP = Duration.ofMinutes(30);

  @Autowired private FoldEvents foldEvents;
  @Autowired private BehaviorAnalysis analysis;
  @Autowired private Visits visits;

  private record Deed(String person, @Nullable String session, Instant at, String event) {}

  /** Two days around midnight; each person in one or two browsers, whose keys are merged. */
  private List<Deed> history(long seed, Instant start) {
    Random random = new Random(seed);
    List<Deed> deeds = new ArrayList<>();
    for (int person = 0; person < 30; person++) {
      int count = random.nextInt(25);
      for (int i = 0; i < count; i++) {
        // In bursts, so that pauses are about as often shorter as longer than the gap.
        long second = random.nextInt(12) * 14_000L + random.nextInt(5_000) * 2;
        String session = random.nextInt(3) == 0 ? "s" + random.nextInt(2) : null;
        String event = EVENTS.get(random.nextInt(EVENTS.size()));
        Deed deed =
            new Deed("paths-" + seed + "-" + person, session, start.plusSeconds(second), event);
        if (deeds.stream().noneMatch(d -> d.person.equals(deed.person) && d.at.equals(deed.at))) {
          deeds.add(deed);
        }
      }
    }
    return deeds;
  }

  private void fold(long seed, List<Deed> deeds, String prefix) {
    Random random = new Random(seed);
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < deeds.size(); i++) {
      Deed deed = deeds.get(i);
      Events event = Events.track(prefix + i, deed.event).at(deed.at).by("web", "GB", null);
      if (deed.session != null) {
        event.session(deed.session);
      }
      event =
          random.nextInt(3) == 0
              ? event.anonymous(deed.person + "-x" + random.nextInt(2))
              : event.user(deed.person);
      events.add(event.json());
    }
    Collections.shuffle(events, random);
    assertThat(foldEvents.fold(events).folded()).isEqualTo(events.size());
  }

  private void merge(List<Deed> deeds, Instant before) {
    List<byte[]> events = new ArrayList<>();
    deeds.stream()
        .map(Deed::person)
        .distinct()
        .forEach(
            person -> {
              for (String browser : List.of("-x0", "-x1")) {
                events.add(
                    Events.identify("merge" + browser, person, person + browser).at(before).json());
              }
            });
    foldEvents.fold(events);
  }

  private static List<List<String>> sessions(List<Deed> deeds, Period period) {
    Map<String, List<Deed>> lines = new TreeMap<>();
    deeds.stream()
        .filter(d -> !d.at.isBefore(period.from()) && d.at.isBefore(period.to()))
        .sorted(Comparator.comparing(Deed::at))
        .forEach(
            d -> lines.computeIfAbsent(d.person + "/" + d.session, k -> new ArrayList<>()).add(d));
    List<List<String>> sessions = new ArrayList<>();
    for (List<Deed> line : lines.values()) {
      Instant last = null;
      for (Deed deed : line) {
        boolean pause =
            last != null
                && deed.session == null
                && Duration.between(last, deed.at).compareTo(GAP) > 0;
        if (last == null || pause) {
          sessions.add(new ArrayList<>());
        }
        sessions.getLast().add(deed.event);
        last = deed.at;
      }
    }
    return sessions;
  }

  private void assertSame(List<Deed> deeds, Period period) {
    List<List<String>> sessions = sessions(deeds, period);
    for (String start : new String[] {null, "Page"}) {
      Map<List<String>, Long> expected = new TreeMap<>(Comparator.comparing(Object::toString));
      Map<String, Long> follow = new TreeMap<>();
      for (List<String> session : sessions) {
        for (int i = 0; i < session.size(); i++) {
          String next = i + 1 < session.size() ? session.get(i + 1) : null;
          follow.merge(session.get(i) + ">" + next, 1L, Long::sum);
          if (start == null ? i == 0 : session.get(i).equals(start)) {
            expected.merge(
                List.copyOf(session.subList(i, Math.min(i + 3, session.size()))), 1L, Long::sum);
          }
        }
      }
      Paths paths =
          analysis.paths(new PathQuestion(period, start, 3, 500, false, Audience.ALL_BUT_SUSPECTS));
      Map<List<String>, Long> found = new TreeMap<>(Comparator.comparing(Object::toString));
      paths.paths().forEach((Path path) -> found.put(path.events(), path.count()));
      assertThat(found).isEqualTo(expected).isNotEmpty();
      Map<String, Long> transitions = new TreeMap<>();
      for (Transition t : paths.transitions()) {
        transitions.put(t.event() + ">" + t.next(), t.count());
      }
      assertThat(transitions).isEqualTo(follow);
      assertThat(paths.sessions()).isEqualTo(sessions.size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void sqlPaths_areThoseOfSessionsPutTogetherOneByOne(long seed) {
    Instant start = Instant.parse("2022-%02d-10T00:00:00Z".formatted(seed));
    Period days = new Period(start, start.plus(2, ChronoUnit.DAYS));
    Period cut = new Period(start.plus(5, ChronoUnit.HOURS), start.plus(47, ChronoUnit.HOURS));
    List<Deed> deeds = history(seed, start);
    List<Deed> late = deeds.stream().filter(d -> d.at.getEpochSecond() % 7 == 0).toList();
    List<Deed> early = deeds.stream().filter(d -> !late.contains(d)).toList();
    fold(seed, early, "e");
    merge(deeds, start.minusSeconds(1));
    assertSame(early, days);
    visits.summarise();
    assertThat(visits.summarise()).isPositive();
    assertSame(early, days);
    assertSame(early, cut);
    // The first day is summarised, the second has changed since.
    List<Deed> ofSecondDay =
        late.stream().filter(d -> !d.at.isBefore(start.plus(1, ChronoUnit.DAYS))).toList();
    fold(seed + 100, ofSecondDay, "l");
    List<Deed> all = new ArrayList<>(early);
    all.addAll(ofSecondDay);
    assertSame(all, days);
    assertThat(visits.summarise()).isZero();
    assertThat(visits.summarise()).isPositive();
    assertSame(all, days);
  }
}
