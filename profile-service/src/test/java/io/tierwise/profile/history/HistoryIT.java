package io.tierwise.profile.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.fold.RandomEvents;
import io.tierwise.profile.history.Transactions.ConcurrentChange;
import io.tierwise.profile.lookup.ReadProfiles;
import io.tierwise.profile.publication.ProfileFacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The fold over the real store: what is stored is a function of the set of events. */
@ProfileServiceTest
class HistoryIT {
  @Autowired private FoldEvents foldEvents;
  @Autowired private RecomputeProfile recompute;
  @Autowired private ReadProfiles profiles;
  @Autowired private JdbcTemplate jdbc;

  private FoldReport fold(Events... events) {
    List<byte[]> poll = new ArrayList<>();
    for (Events event : events) {
      poll.add(event.json());
    }
    return foldEvents.fold(poll);
  }

  private ProfileFacts profile(String key) {
    return profiles.find(key).orElseThrow();
  }

  private static List<byte[]> randomHistory(long seed, String prefix) {
    Random random = new Random(seed);
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      String user = prefix + "u" + random.nextInt(8);
      String visitor = prefix + "x" + random.nextInt(6);
      String id = "m" + i;
      Events event =
          switch (random.nextInt(90)) {
            case 0 -> Events.identify(id, user, visitor).minute(random.nextInt(3_000));
            case 1 ->
                Events.alias(id, prefix + "u" + random.nextInt(8), user)
                    .minute(random.nextInt(90_000));
            case 2 -> Events.alias(id, visitor, user).minute(random.nextInt(3_000));
            case 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 ->
                RandomEvents.next(random, user, id).user(null).anonymous(visitor);
            default -> RandomEvents.next(random, user, id);
          };
      events.add(event.json());
      if (random.nextInt(5) == 0) {
        events.add(event.receivedAt(Events.T0.plusSeconds(i)).json());
      }
    }
    return events;
  }

  private void foldInPolls(List<byte[]> events, Random random) {
    for (int from = 0; from < events.size(); ) {
      int to = Math.min(events.size(), from + 1 + random.nextInt(120));
      foldUntilTaken(events.subList(from, to));
      from = to;
    }
  }

  /** Delivers a poll again that gave way to others too often, as the broker would. */
  private void foldUntilTaken(List<byte[]> poll) {
    while (true) {
      try {
        foldEvents.fold(poll);
        return;
      } catch (ConcurrentChange e) {
        // Some poll got on whenever one gave way, so this ends.
      }
    }
  }

  private List<String> recomputeAll(String prefix) {
    List<String> roots =
        jdbc.queryForList(
            "select user_key from profile where user_key like ? and state is not null",
            String.class,
            "%" + prefix + "%");
    assertThat(roots).isNotEmpty();
    roots.forEach(root -> assertThat(recompute.recompute(root)).contains(root));
    return StoreSnapshot.of(jdbc, prefix);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 11, 12, 13, 14, 15, 16})
  void anyOrderAnyPollsAnyMerges_equalARecompute(long seed) {
    String inOrder = "in-order-" + seed + "-";
    String shuffled = "shuffled-" + seed + "-";
    foldInPolls(randomHistory(seed, inOrder), new Random(seed));
    List<byte[]> events = randomHistory(seed, shuffled);
    Collections.shuffle(events, new Random(seed + 1));
    foldInPolls(events, new Random(seed + 2));

    List<String> stored = StoreSnapshot.of(jdbc, shuffled);
    assertThat(stored).hasSizeGreaterThan(100);
    assertThat(stored).isEqualTo(StoreSnapshot.of(jdbc, inOrder));
    assertThat(recomputeAll(shuffled)).isEqualTo(stored);
  }

  @Test
  void concurrentPollsOfTheSameUsers_equalARecompute() throws Exception {
    String alone = "alone-";
    String crowded = "at-once-";
    foldInPolls(randomHistory(9, alone), new Random(1));
    List<byte[]> events = randomHistory(9, crowded);
    Collections.shuffle(events, new Random(2));
    List<Future<?>> parts = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(3)) {
      for (int part = 0; part < 3; part++) {
        // The parts overlap, as they do while partitions are handed over.
        int from = Math.max(0, part * events.size() / 3 - 50);
        int to = (part + 1) * events.size() / 3;
        long seed = part;
        parts.add(threads.submit(() -> foldInPolls(events.subList(from, to), new Random(seed))));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    }
    List<String> stored = StoreSnapshot.of(jdbc, crowded);
    assertThat(stored).isEqualTo(StoreSnapshot.of(jdbc, alone));
    assertThat(recomputeAll(crowded)).isEqualTo(stored);
  }

  @Test
  void retryWithAnotherReceiveTime_isCountedOnce() {
    // Without a client's timestamp the time of receipt is the time of the event.
    Events first = Events.ordered("retry", "o", "10").user("retry-u").at(Events.T0);
    Events second =
        Events.ordered("retry", "o", "10").user("retry-u").at(Events.T0.plusSeconds(86_400 * 40));
    assertThat(fold(first).folded()).isEqualTo(1);
    FoldReport again = fold(second);
    assertThat(again.folded()).isZero();
    assertThat(again.duplicates()).isEqualTo(1);
    assertThat(profile("retry-u").events()).isEqualTo(1);
    assertThat(profile("retry-u").activeDays()).isEqualTo(1);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from event_ledger where user_key = 'retry-u'", Long.class))
        .isEqualTo(1);
  }

  @Test
  void identify_mergesTheVisitorWithAllHistory() {
    fold(
        Events.viewed("v1").anonymous("merge-x").minute(0),
        Events.viewed("v2").anonymous("merge-x").minute(10),
        Events.ordered("o1", "o1", "5").anonymous("merge-x").minute(11));
    fold(Events.viewed("v3").user("merge-u").minute(20));
    fold(Events.identify("i1", "merge-u", "merge-x").minute(21));
    fold(Events.viewed("v4").anonymous("merge-x").minute(5));

    ProfileFacts user = profile("merge-u");
    assertThat(user.events()).isEqualTo(6);
    assertThat(user.mergedKeys()).containsExactly("anon:merge-x");
    assertThat(user.orders().gross()).isEqualByComparingTo("5");
    assertThat(user.sessions()).isEqualTo(1);
    assertThat(user.browseSeconds()).isEqualTo(21 * 60);
    assertThat(profile("anon:merge-x").userKey()).isEqualTo("merge-u");
    assertThat(
            jdbc.queryForList(
                "select distinct user_key from event_ledger where user_key like '%merge-_'",
                String.class))
        .containsExactlyInAnyOrder("anon:merge-x", "merge-u");
  }

  @Test
  void sharedDevice_belongsToWhoIdentifiedFirst_evenIfThatArrivesLate() {
    fold(
        Events.viewed("v1").anonymous("shared-x"),
        Events.identify("i2", "shared-b", "shared-x").minute(9));
    assertThat(profile("anon:shared-x").userKey()).isEqualTo("shared-b");
    fold(Events.identify("i1", "shared-a", "shared-x").minute(1));
    assertThat(profile("anon:shared-x").userKey()).isEqualTo("shared-a");
    assertThat(profile("shared-b").events()).isEqualTo(1);
    assertThat(profile("shared-b").mergedKeys()).isEmpty();
    assertThat(profile("shared-a").events()).isEqualTo(2);
  }

  @Test
  void chainByAlias_leadsToItsEnd() {
    fold(
        Events.identify("i", "chain-a", "chain-x").minute(1),
        Events.viewed("v").anonymous("chain-x"));
    fold(Events.alias("al", "chain-a", "chain-b").minute(2));
    ProfileFacts user = profile("anon:chain-x");
    assertThat(user.userKey()).isEqualTo("chain-b");
    assertThat(user.events()).isEqualTo(3);
    assertThat(user.mergedKeys()).containsExactly("anon:chain-x", "chain-a");
  }

  @Test
  void poison_isReported_andDoesNotStopTheOthers() {
    FoldReport report =
        foldEvents.fold(
            List.of(
                "{".getBytes(StandardCharsets.UTF_8),
                Events.viewed("m1").user("poison-u").json(),
                Events.ordered("m2", "o", "-1").user("poison-u").json(),
                Events.viewed("m3").user("poison-u").json()));
    assertThat(report.folded()).isEqualTo(2);
    assertThat(report.rejections())
        .extracting(FoldReport.Rejection::position)
        .containsExactly(0, 2);
    assertThat(profile("poison-u").events()).isEqualTo(2);
  }

  @Test
  void valueThatTheDatabaseRefuses_isFoundByHalving() {
    jdbc.execute(
        "alter table profile_order add constraint planted check (order_id <> 'forbidden')");
    try {
      List<byte[]> poll = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String order = i == 13 ? "forbidden" : "o" + i;
        poll.add(Events.ordered("m" + i, order, "1").user("halved-u" + i % 3).json());
      }
      FoldReport report = foldEvents.fold(poll);
      assertThat(report.folded()).isEqualTo(19);
      assertThat(report.rejections()).hasSize(1);
      assertThat(report.rejections().getFirst().position()).isEqualTo(13);
      assertThat(report.rejections().getFirst().message()).contains("planted");
    } finally {
      jdbc.execute("alter table profile_order drop constraint planted");
    }
  }

  @Test
  void monthsGetPartitions_andTimesFarOffTheDefaultOne() {
    fold(
        Events.viewed("old").user("month-u").at(Instant.parse("2010-12-01T08:26:00Z")),
        Events.viewed("older").user("month-u").at(Instant.parse("1975-06-01T00:00:00Z")));
    assertThat(
            jdbc.queryForList(
                "select tableoid::regclass::text from event_ledger where user_key = 'month-u'"
                    + " order by occurred_at",
                String.class))
        .containsExactly("event_ledger_default", "event_ledger_2010_12");
  }

  @Test
  void profileOfAnotherFormula_isComputedAnewBeforeItGoesOn() {
    fold(Events.viewed("m1").user("formula-u"), Events.viewed("m2").user("formula-u"));
    jdbc.update(
        "update profile set formula = 'old', sessions = 99, state = ? where user_key = 'formula-u'",
        "{\"events\":77}".getBytes(StandardCharsets.UTF_8));
    fold(Events.viewed("m3").user("formula-u"));
    assertThat(profile("formula-u").events()).isEqualTo(3);
    assertThat(profile("formula-u").sessions()).isEqualTo(1);
    assertThat(profile("formula-u").eventCounts()).isEqualTo(Map.of("Product Viewed", 3L));
  }
}
