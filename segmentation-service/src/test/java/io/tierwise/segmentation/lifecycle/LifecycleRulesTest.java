package io.tierwise.segmentation.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.segmentation.lifecycle.LifecycleRules.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleRulesTest {
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final LifecycleRules RULES = new LifecycleRules(1.5, 3, 4, Duration.ofDays(40));

  private static List<Instant> days(String days) {
    return Arrays.stream(days.split(" "))
        .filter(day -> !day.isEmpty())
        .map(day -> START.plus(Duration.ofDays(Long.parseLong(day))))
        .toList();
  }

  private static Standing at(String orders, int day) {
    return RULES.standing(days(orders), START.plus(Duration.ofDays(day)));
  }

  @ParameterizedTest
  @CsvSource({
    // Orders on days; today; the stage, and the day on which it began.
    "'', 10, PROSPECT, ",
    "20, 10, PROSPECT, ",
    "20, 20, NEW, 20",
    "20, 79, NEW, 20",
    "20, 80, AT_RISK, 80",
    "20, 140, LAPSED, 140",
    "20 50, 60, ACTIVE, 50",
    // Its own rhythm of ten days, from two intervals on.
    "0 10 20, 34, ACTIVE, 20",
    "0 10 20, 35, AT_RISK, 35",
    "0 10 20, 50, LAPSED, 50",
    "0 10 20 30, 31, LOYAL, 30",
    // A year away is no part of the rhythm, and wins back.
    "0 10 20 385, 390, WON_BACK, 385",
    "0 10 20 385, 400, AT_RISK, 400",
    "0 10 20 385 395, 396, LOYAL, 395",
    // Many orders in an hour make no rhythm of an hour.
    "0 0 0 0, 6, LOYAL, 0",
    "0 0 0 0, 11, AT_RISK, ",
  })
  void stage_followsTheRhythm(String orders, int today, Stage stage, Integer since) {
    Standing standing = at(orders, today);

    assertThat(standing.stage()).isEqualTo(stage);
    if (since != null) {
      assertThat(standing.since()).isEqualTo(START.plus(Duration.ofDays(since)));
    }
  }

  @Property(tries = 300, seed = "20261123")
  void standing_staysUntilItsNextStage_whichThenComes(@ForAll long seed) {
    Random random = new Random(seed);
    List<Instant> orders = new ArrayList<>();
    Instant at = START;
    for (int i = random.nextInt(7); i > 0; i--) {
      at = at.plusSeconds(random.nextInt(86_400 * 120));
      orders.add(at);
    }
    Instant now = at.plusSeconds(random.nextInt(86_400 * 200));
    Standing standing = RULES.standing(orders, now);
    Instant next = standing.nextAt();
    if (next == null) {
      assertThat(RULES.standing(orders, now.plus(Duration.ofDays(3000))).stage())
          .isEqualTo(standing.stage());
    } else {
      assertThat(RULES.standing(orders, next.minusNanos(1000)).stage()).isEqualTo(standing.stage());
      assertThat(RULES.standing(orders, next).stage()).isEqualTo(standing.next());
      assertThat(RULES.standing(orders, next).since()).isEqualTo(next);
    }
  }

  @Test
  void ordersThatEventsDidNotTell_areSpreadEvenly() {
    Instant last = START.plus(Duration.ofDays(30));
    assertThat(OrderHistory.of("u", START, 4, START, last, List.of(last)).times())
        .isEqualTo(days("0 10 20 30"));
    assertThat(OrderHistory.of("u", START, 1, START, last, days("7 30")).times())
        .isEqualTo(days("7 30"));
    assertThat(OrderHistory.of("u", START, 3, null, last, List.of()).times()).containsExactly(last);
    assertThat(OrderHistory.of("u", START, 0, null, null, List.of()).times()).isEmpty();
  }

  @Test
  void keys_areWordsWithDashes() {
    assertThat(Stream.of(Stage.values()).map(Stage::key))
        .containsExactly("prospect", "new", "active", "loyal", "won-back", "at-risk", "lapsed");
  }
}
