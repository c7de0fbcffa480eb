package io.tierwise.profile.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.analysis.Funnel.Counts;
import io.tierwise.profile.history.FoldEvents;
import io.tierwise.profile.tag.Tags;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The funnel in SQL against one that is counted event by event. */
@ProfileServiceTest
class FunnelPropertyIT {
  private static final List<String> STEPS =
      List.of("Product Viewed", "Product Added", "Checkout Started", "Order Completed");
  private static final List<String> CATEGORIES = List.of("Garden", "Kitchen");
  private static final List<String> CHANNELS = List.of("web", "mobile");
  private static final String TAG = "funnel-property";

  @Autowired private FoldEvents foldEvents;
  @Autowired private BehaviorAnalysis analysis;
  @Autowired private Visits visits;
  @Autowired private Tags tags;
  @Autowired private JdbcTemplate jdbc;

  private record Deed(
      String person, int step, Instant at, @Nullable String category, String channel) {}

  /** Few times, so that many are equal; visitors whose keys are merged in the end. */
  private List<Deed> history(long seed, Instant start) {
    Random random = new Random(seed);
    String prefix = "funnel-" + seed + "-";
    List<Deed> deeds = new ArrayList<>();
    List<byte[]> events = new ArrayList<>();
    for (int person = 0; person < 40; person++) {
      int count = random.nextInt(12);
      for (int i = 0; i < count; i++) {
        int step = random.nextInt(STEPS.size());
        Instant at = start.plus(random.nextInt(30) - 3, ChronoUnit.HOURS);
        String category = random.nextInt(4) == 0 ? null : CATEGORIES.get(random.nextInt(2));
        String channel = CHANNELS.get(random.nextInt(2));
        deeds.add(new Deed(prefix + person, step, at, category, channel));
        String id = person + "-" + i;
        Events event = step == 3 ? Events.ordered(id, id, "5") : Events.track(id, STEPS.get(step));
        if (category != null) {
          event.products(Events.product("p", category, "Acme", "5"));
        }
        boolean visitor = person % 2 == 0 && random.nextBoolean();
        event = visitor ? event.anonymous(prefix + "x" + person) : event.user(prefix + person);
        events.add(event.at(at).by(channel, "GB", null).json());
      }
      events.add(
          Events.identify("i" + person, prefix + person, prefix + "x" + person)
              .at(start.minusSeconds(1))
              .json());
    }
    Collections.shuffle(events, random);
    assertThat(foldEvents.fold(events).folded()).isEqualTo(events.size());
    return deeds;
  }

  @AfterEach
  void forgetRule() {
    tags.deleteRule(TAG);
  }

  /** By hand on the user or on the visitor whose key was merged, and by rule from two orders on. */
  private Set<String> tagged(long seed, List<Deed> deeds) {
    Random random = new Random(seed);
    Map<String, Integer> orders = new TreeMap<>();
    deeds.forEach(d -> orders.merge(d.person, d.step == 3 ? 1 : 0, Integer::sum));
    Set<String> tagged = new TreeSet<>();
    orders.forEach(
        (person, count) -> {
          if (count >= 2) {
            tagged.add(person);
          }
          if (random.nextInt(4) == 0) {
            tags.give(random.nextBoolean() ? person : visitor(person), TAG, "test", Instant.EPOCH);
            tagged.add(person);
          }
        });
    jdbc.update(
        "insert into tag_rule (tag, conditions, changed_at, changed_by)"
            + " values (?, '{\"minOrders\":2}', now(), 'test')",
        TAG);
    return tagged;
  }

  private static String visitor(String person) {
    int number = person.lastIndexOf('-') + 1;
    return "anon:" + person.substring(0, number) + "x" + person.substring(number);
  }

  private static Map<Instant, Counts> naive(
      List<Deed> deeds, Period period, @Nullable String category, @Nullable String channel) {
    Map<String, List<Deed>> byPerson = new TreeMap<>();
    deeds.stream()
        .filter(d -> !d.at.isBefore(period.from()) && d.at.isBefore(period.to()))
        .forEach(d -> byPerson.computeIfAbsent(d.person, p -> new ArrayList<>()).add(d));
    Map<Instant, Counts> counts = new TreeMap<>();
    for (List<Deed> own : byPerson.values()) {
      Predicate<Deed> entry =
          d ->
              (category == null || category.equals(d.category))
                  && (channel == null || channel.equals(d.channel));
      Predicate<Deed> later =
          d -> category == null || d.category == null || category.equals(d.category);
      List<Instant> reached = new ArrayList<>();
      for (int step = 0; step < STEPS.size(); step++) {
        int wanted = step;
        Instant after = step == 0 ? Instant.MIN : reached.getLast();
        Predicate<Deed> fits = step == 0 ? entry : later;
        var first =
            own.stream()
                .filter(d -> d.step == wanted && !d.at.isBefore(after) && fits.test(d))
                .map(Deed::at)
                .min(Instant::compareTo);
        if (first.isEmpty()) {
          break;
        }
        reached.add(first.get());
      }
      if (!reached.isEmpty()) {
        int depth = reached.size();
        counts.merge(
            reached.getFirst().truncatedTo(ChronoUnit.DAYS),
            new Counts(1, depth > 1 ? 1 : 0, depth > 2 ? 1 : 0, depth > 3 ? 1 : 0),
            Counts::plus);
      }
    }
    return counts;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void sqlFunnel_isThatOfANaiveCount(long seed) {
    Instant start = Instant.parse("2016-%02d-10T20:00:00Z".formatted(seed));
    Period period = new Period(start, start.plus(24, ChronoUnit.HOURS));
    List<Deed> deeds = history(seed, start);
    assertSame(deeds, period, null);
    Set<String> tagged = tagged(seed, deeds);
    List<Deed> theirs = deeds.stream().filter(d -> tagged.contains(d.person)).toList();
    assertThat(theirs).hasSizeBetween(1, deeds.size() - 1);
    assertSame(theirs, period, TAG);
    // The period holds no day from end to end; this one does.
    Period days = new Period(start.minus(5, ChronoUnit.HOURS), start.plus(29, ChronoUnit.HOURS));
    visits.summarise();
    visits.summarise();
    assertSame(deeds, days, null);
    assertSame(theirs, days, TAG);
    // One of its days is no longer as it was.
    Deed late =
        new Deed("funnel-" + seed + "-late", 0, start.plusSeconds(6 * 3600), "Garden", "mobile");
    Events event = Events.viewed("late").products(Events.product("p", "Garden", "Acme", "5"));
    foldEvents.fold(List.of(event.user(late.person).at(late.at).by("mobile", "GB", null).json()));
    List<Deed> more = new ArrayList<>(deeds);
    more.add(late);
    assertSame(more, days, null);
  }

  private void assertSame(List<Deed> deeds, Period period, @Nullable String tag) {
    Audience audience = new Audience(tag, false);
    for (String category : new String[] {null, "Garden"}) {
      for (String channel : new String[] {null, "mobile"}) {
        Map<Instant, Counts> counted = new TreeMap<>();
        analysis
            .funnel(new FunnelQuestion(period, category, null, channel, CalendarUnit.DAY, audience))
            .buckets()
            .forEach(bucket -> counted.put(bucket.start(), bucket.users()));
        assertThat(counted).isEqualTo(naive(deeds, period, category, channel)).isNotEmpty();
      }
    }
  }
}
