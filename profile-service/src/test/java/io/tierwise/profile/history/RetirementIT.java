package io.tierwise.profile.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.fold.RandomEvents;
import io.tierwise.profile.lookup.ReadProfiles;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Months go, and nothing that they brought is missed, whatever happens afterwards. */
@ProfileServiceTest
class RetirementIT {
  /** Random events lie within some months around this one; those from April on stay. */
  private static final YearMonth STAYS = YearMonth.of(2026, 4);

  @Autowired private FoldEvents foldEvents;
  @Autowired private RecomputeProfile recompute;
  @Autowired private DecideIdentity decide;
  @Autowired private RetireLedger retire;
  @Autowired private LedgerMonths months;
  @Autowired private ReadProfiles profiles;
  @Autowired private JdbcTemplate jdbc;

  private static List<byte[]> events(long seed, String prefix, int from, int to) {
    Random random = new Random(seed);
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < to; i++) {
      String user = prefix + "u" + random.nextInt(5);
      String visitor = prefix + "x" + random.nextInt(4);
      Events event =
          switch (random.nextInt(60)) {
            case 0 -> Events.identify("m" + i, user, visitor).minute(random.nextInt(80_000));
            case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 ->
                RandomEvents.next(random, user, "m" + i).user(null).anonymous(visitor);
            default -> RandomEvents.next(random, user, "m" + i);
          };
      if (i >= from) {
        events.add(event.json());
      }
    }
    return events;
  }

  private void retireAllOld() {
    for (LedgerMonth month : months.all()) {
      if (month.month().isBefore(STAYS)) {
        retire.retire(month.month());
      }
    }
  }

  private void recomputeAll(String prefix) {
    jdbc.queryForList(
            "select user_key from profile where user_key like ? and state is not null",
            String.class,
            "%" + prefix + "%")
        .forEach(root -> assertThat(recompute.recompute(root)).contains(root));
  }

  private long rows(String prefix) {
    Long rows =
        jdbc.queryForObject(
            "select count(*) from event_ledger where user_key like ? and occurred_at < ?::timestamptz",
            Long.class,
            "%" + prefix + "%",
            STAYS.atDay(1).toString());
    return rows == null ? 0 : rows;
  }

  private void splitAndMerge(String prefix) {
    for (int i = 0; i < 4; i++) {
      String visitor = "anon:" + prefix + "x" + i;
      decide.split(prefix + "u1", visitor, "test", "split");
      decide.split(prefix + "u2", visitor, "test", "split");
    }
    decide.merge(prefix + "u0", prefix + "u3", "test", "merge");
  }

  /** One history is retired again and again while it goes on, its twin never. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void profilesOfARetiredHistory_equalThoseOfAWholeOne(long seed) {
    String whole = "whole-" + seed + "-";
    String retired = "retired-" + seed + "-";

    foldEvents.fold(events(seed, retired, 0, 300));
    assertThat(rows(retired)).isPositive();
    retireAllOld();
    assertThat(rows(retired)).isZero();
    recomputeAll(retired);
    foldEvents.fold(events(seed, retired, 300, 450));
    retireAllOld();
    splitAndMerge(retired);
    foldEvents.fold(events(seed, retired, 450, 500));
    retireAllOld();
    recomputeAll(retired);
    List<String> afterwards = StoreSnapshot.of(jdbc, retired);

    foldEvents.fold(events(seed, whole, 0, 450));
    splitAndMerge(whole);
    foldEvents.fold(events(seed, whole, 450, 500));
    assertThat(afterwards).hasSizeGreaterThan(30).isEqualTo(StoreSnapshot.of(jdbc, whole));
  }

  @Test
  void retiredEventThatComesAgain_isStillKnown() {
    List<byte[]> events = events(9, "retired-again-", 0, 200);
    foldEvents.fold(events);
    retireAllOld();
    List<String> before = StoreSnapshot.of(jdbc, "retired-again-");

    FoldReport report = foldEvents.fold(events);

    assertThat(report.folded()).isZero();
    assertThat(StoreSnapshot.of(jdbc, "retired-again-")).isEqualTo(before);
  }

  @Test
  void monthsThatGoWhileEventsComeIn_loseNothing() throws Exception {
    List<byte[]> events = events(21, "while-retiring-", 0, 3_000);
    Collections.shuffle(events, new Random(21));
    try (var threads = Executors.newFixedThreadPool(3)) {
      List<Future<?>> work = new ArrayList<>();
      for (int half = 0; half < 2; half++) {
        List<byte[]> mine = events.subList(1_500 * half, 1_500 * (half + 1));
        work.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < mine.size(); i += 50) {
                    foldEvents.fold(mine.subList(i, i + 50));
                  }
                }));
      }
      Future<?> retiring =
          threads.submit(
              () -> {
                while (work.stream().anyMatch(task -> !task.isDone())) {
                  retireAllOld();
                }
              });
      for (Future<?> task : work) {
        task.get();
      }
      retiring.get();
    }
    recomputeAll("while-retiring-");
    foldEvents.fold(events(21, "not-retired-", 0, 3_000));

    assertThat(StoreSnapshot.of(jdbc, "while-retiring-"))
        .isEqualTo(StoreSnapshot.of(jdbc, "not-retired-"));
  }

  @Test
  void emptiedMonth_isGone_andComesBackWithALateEvent() {
    YearMonth month = YearMonth.of(2011, 5);
    Events late =
        Events.viewed("late-1")
            .user("retired-late")
            .at(java.time.Instant.parse("2011-05-07T00:00:00Z"));
    foldEvents.fold(List.of(late.json()));
    assertThat(months.all()).extracting(LedgerMonth::month).contains(month);

    assertThat(retire.retire(month)).isTrue();
    assertThat(months.all()).extracting(LedgerMonth::month).doesNotContain(month);

    foldEvents.fold(
        List.of(
            Events.viewed("late-2")
                .user("retired-late")
                .at(java.time.Instant.parse("2011-05-08T00:00:00Z"))
                .json()));
    assertThat(recompute.recompute("retired-late")).contains("retired-late");
    assertThat(profiles.find("retired-late").orElseThrow().events()).isEqualTo(2);
  }

  @Test
  void dueMonths_areThoseThatAreOverForLongEnough() {
    foldEvents.fold(List.of(Events.viewed("due-1").user("retired-due").json()));

    assertThat(retire.due(months.all(), Duration.ofDays(36_000))).isEmpty();
    assertThat(retire.due(months.all(), Duration.ofDays(30)))
        .extracting(LedgerMonth::month)
        .contains(YearMonth.of(2026, 3))
        .allMatch(month -> month.isBefore(YearMonth.now(java.time.ZoneOffset.UTC)));
  }
}
