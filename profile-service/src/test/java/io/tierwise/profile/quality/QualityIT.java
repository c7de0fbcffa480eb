package io.tierwise.profile.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.analysis.Period;
import io.tierwise.profile.history.FoldEvents;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ProfileServiceTest
class QualityIT {
  @Autowired private FoldEvents foldEvents;
  @Autowired private DataQuality quality;
  @Autowired private Clock clock;

  private void fold(Events... events) {
    List<byte[]> poll = new ArrayList<>();
    for (Events event : events) {
      poll.add(event.json());
    }
    foldEvents.fold(poll);
  }

  private QualityDay day(String day) {
    LocalDate date = LocalDate.parse(day);
    Instant from = date.atStartOfDay().toInstant(ZoneOffset.UTC);
    return quality.report(new Period(from, from.plus(Duration.ofDays(1)))).days().stream()
        .filter(d -> d.day().equals(date))
        .findFirst()
        .orElse(new QualityDay(date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void day_isAsWorkedOutByHand() {
    Instant noon = Instant.parse("1995-05-01T12:00:00Z");
    List<Events> events = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      events.add(Events.ordered("o" + i, "o" + i, "10").user("day-" + i).at(noon));
    }
    // Of 302 values, the 301st is the bound: one is beyond it.
    events.add(Events.ordered("o", "big", "100").user("day-big").at(noon));
    events.add(Events.ordered("o", "huge", "1000").user("day-huge").at(noon));
    events.add(Events.viewed("v").anonymous("day-x").at(noon));
    events.add(
        Events.viewed("l1").user("day-1").at(noon).receivedAt(noon.plus(Duration.ofDays(1))));
    events.add(
        Events.viewed("l2")
            .user("day-1")
            .at(noon)
            .receivedAt(noon.plus(Duration.ofDays(1)).plusMillis(1)));
    events.add(Events.identify("t1", "day-t", null).at(noon).traits(Map.of("isTest", true)));
    events.add(Events.viewed("t2").user("day-t").at(noon));
    events.add(Events.viewed("b1").user("day-b").at(noon).by("web", "GB", "Examplebot/2.1"));
    fold(events.toArray(Events[]::new));
    assertThat(day("1995-05-01"))
        .isEqualTo(
            new QualityDay(
                LocalDate.parse("1995-05-01"), 308, 1, 1, 0, 0, 302, 1, 1, 2, 5, 0, 0, 302, 0));
    assertThat(quality.report(new Period(noon, noon.plus(Duration.ofHours(12)))).outlierBound())
        .isEqualByComparingTo("100");
    assertThat(quality.suspicionsOf(List.of("day-t", "day-b", "day-1")))
        .extracting(Suspect::userKey)
        .containsExactly("day-b", "day-t");
  }

  @Test
  void missingValues_areCountedByDay() {
    Instant noon = Instant.parse("1996-05-01T12:00:00Z");
    EventProduct bare = new EventProduct("p", null, List.of(), null, null, 1, null);
    EventProduct priced =
        new EventProduct("p", null, List.of(), null, new BigDecimal("1"), 1, null);
    fold(
        Events.viewed("m1").user("missing-u").at(noon),
        Events.viewed("m2").user("missing-u").at(noon).products(bare),
        Events.viewed("m3").user("missing-u").at(noon).products(priced),
        Events.orderEvent("m4", "Order Completed", "o1", null).user("missing-u").at(noon),
        Events.ordered("m5", "o2", "3").user("missing-u").at(noon),
        Events.refunded("m6", "o2", null).user("missing-u").at(noon));
    QualityDay day = day("1996-05-01");
    assertThat(List.of(day.productEvents(), day.withoutPrice(), day.withoutCategory()))
        .containsExactly(3L, 1L, 2L);
    assertThat(List.of(day.completions(), day.withoutRevenue())).containsExactly(2L, 1L);
  }

  @Test
  void repeatedAndRefused_areCountedOnTheDayTheyAreMet() {
    String today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    QualityDay before = day(today);
    byte[] event = Events.viewed("m").user("met-u").json();
    foldEvents.fold(List.of(event, event, "{".getBytes(StandardCharsets.UTF_8)));
    foldEvents.fold(List.of(event));
    QualityDay after = day(today);
    assertThat(after.duplicates() - before.duplicates()).isEqualTo(2);
    assertThat(after.rejected() - before.rejected()).isEqualTo(1);
  }

  @Test
  void rates_areFoundByTheScan_alsoWhenTheRestComesLater() {
    TrafficRules rules = new TrafficRules(5, 8, List.of(), List.of(), List.of());
    Instant noon = Instant.parse("2017-06-01T12:00:00Z");
    for (int i = 0; i < 5; i++) {
      fold(
          Events.viewed("a" + i).user("rate-fast").at(noon.plusSeconds(i)),
          Events.viewed("b" + i).user("rate-long").at(noon.plusSeconds(300L * i)));
    }
    quality.scanRates(rules);
    assertThat(quality.suspicionsOf(List.of("rate-fast", "rate-long"))).isEmpty();
    fold(Events.viewed("a5").user("rate-fast").at(noon.plusSeconds(59)));
    for (int i = 5; i < 9; i++) {
      fold(Events.viewed("b" + i).user("rate-long").at(noon.plusSeconds(300L * i)));
    }
    assertThat(quality.scanRates(rules)).isEqualTo(2);
    assertThat(quality.suspicionsOf(List.of("rate-fast", "rate-long")))
        .extracting(s -> s.userKey() + " " + s.suspicion().rule() + " " + s.suspicion().detail())
        .containsExactly(
            "rate-fast events-per-minute 6 events in a minute",
            "rate-long events-per-day 9 events");
    assertThat(quality.scanRates(rules)).isZero();
  }
}
