package io.tierwise.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.EventNames;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyntheticEventsTest {
  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
  private final SyntheticEvents events =
      new SyntheticEvents(1, 1_000, START, Duration.ofSeconds(1));

  @Test
  void sameNumber_isTheSameEvent() {
    SyntheticEvents again = new SyntheticEvents(1, 1_000, START, Duration.ofSeconds(1));
    assertThat(again.json(4_711)).isEqualTo(events.json(4_711));
    assertThat(new String(events.json(4_712), java.nio.charset.StandardCharsets.UTF_8))
        .isNotEqualTo(new String(events.json(4_711), java.nio.charset.StandardCharsets.UTF_8));
    assertThat(events.event(10).occurredAt()).isEqualTo(START.plusSeconds(10));
  }

  @Test
  void aFifthAreOrders_andUsersFollowZipf() {
    int count = 20_000;
    int orders = 0;
    Map<String, Integer> byUser = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (int number = 0; number < count; number++) {
      BehaviorEvent event = ContractJson.read(events.json(number), BehaviorEvent.class);
      ids.add(event.messageId());
      byUser.merge(event.userKey(), 1, Integer::sum);
      assertThat(event.products()).isNotEmpty();
      if (event.is(EventNames.ORDER_COMPLETED)) {
        orders++;
        assertThat(event.order()).isNotNull();
        assertThat(event.order().revenue()).isGreaterThan(BigDecimal.ZERO);
      }
    }
    assertThat(ids).hasSize(count);
    assertThat(orders / (double) count).isCloseTo(SyntheticEvents.ORDER_SHARE, within(0.015));
    double first = new Zipf(1_000, 1).probability(0);
    assertThat(byUser.get("user-0") / (double) count).isCloseTo(first, within(0.015));
  }

  @Test
  void months_moveUsersApart_andNothingElse() {
    SyntheticEvents spread = new SyntheticEvents(1, 1_000, START, Duration.ofSeconds(1), 24);
    Map<String, Duration> earlier = new HashMap<>();
    for (int number = 0; number < 5_000; number++) {
      BehaviorEvent here = events.event(number);
      BehaviorEvent there = spread.event(number);
      assertThat(there.userKey()).isEqualTo(here.userKey());
      assertThat(there.order()).isEqualTo(here.order());
      Duration shift = Duration.between(there.occurredAt(), here.occurredAt());
      assertThat(earlier.merge(here.userKey(), shift, (a, b) -> a)).isEqualTo(shift);
    }
    assertThat(new HashSet<>(earlier.values())).hasSize(24).contains(Duration.ZERO);
  }

  @Test
  void first_isOneEventForEachUser_beforeAllOthers() {
    Set<String> ids = new HashSet<>();
    for (int rank = 0; rank < 100; rank++) {
      BehaviorEvent first = events.first(rank);
      assertThat(first.userKey()).isEqualTo("user-" + rank);
      assertThat(first.occurredAt()).isEqualTo(START);
      assertThat(ids.add(first.messageId())).isTrue();
      assertThat(ids).doesNotContain(events.event(rank).messageId());
    }
  }
}
