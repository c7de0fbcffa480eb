package io.tierwise.profile.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.analysis.Period;
import io.tierwise.profile.history.FoldEvents;
import io.tierwise.profile.quality.RejectionTally.Rejected;
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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;

@ProfileServiceTest
class QualityIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired private FoldEvents foldEvents;
  @Autowired private DataQuality quality;
  @Autowired private ItemCatalogue catalogue;
  @Autowired private RejectionTally rejections;
  @Autowired private KafkaTemplate<String, byte[]> kafka;
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
        .orElse(new QualityDay(date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
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
                LocalDate.parse("1995-05-01"),
                308,
                1,
                1,
                0,
                0,
                302,
                1,
                1,
                2,
                5,
                0,
                0,
                302,
                0,
                0,
                0));
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
  void itemsThatTheCatalogueNeverHad_areCountedByDay() {
    Instant noon = Instant.parse("1997-05-01T12:00:00Z");
    // Those of the other tests as well: from now on there is a catalogue to judge by.
    catalogue.add(List.of("p1", "p", "sold-here"));
    kafka.send(Topics.CATALOG_ITEMS, "gone-since", null).join();
    EventProduct known = Events.product("sold-here", "Garden", "Acme", "5");
    EventProduct unknown = Events.product("never-heard-of", "Garden", "Acme", "5");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              String id = "u" + UUID.randomUUID();
              long before = day("1997-05-01").unknownItems();
              fold(
                  Events.viewed(id + "1").user("items-u").at(noon).products(known),
                  Events.viewed(id + "2").user("items-u").at(noon).products(known, unknown),
                  Events.viewed(id + "3")
                      .user("items-u")
                      .at(noon)
                      .products(Events.product("gone-since", "Garden", "Acme", "5")),
                  Events.track(id + "4", "Checkout Started").user("items-u").at(noon));
              assertThat(day("1997-05-01").unknownItems() - before).isEqualTo(1);
            });
  }

  @Test
  void rejectionsAtTheDoor_areCountedOnTheirDay() {
    reject("ingest-service", "2003-05-01T23:59:59Z");
    reject("ingest-service", "2003-05-01T00:00:00Z");
    reject("profile-service", "2003-05-01T12:00:00Z");
    kafka.send(Topics.REJECTED_EVENTS, "x", "{".getBytes(StandardCharsets.UTF_8)).join();
    reject("ingest-service", "2003-05-02T00:00:00Z");
    await().atMost(PATIENCE).until(() -> day("2003-05-02").doorRejected() == 1);
    await().atMost(PATIENCE).until(() -> day("2003-05-01").doorRejected() == 2);
    assertThat(day("2003-05-01").rejected()).isZero();
  }

  private void reject(String service, String at) {
    RejectedEvent event =
        new RejectedEvent(
            RejectedEvent.SCHEMA,
            UUID.randomUUID().toString(),
            Instant.parse(at),
            service,
            "shop",
            null,
            null,
            null,
            "m",
            "u",
            List.of(new RejectedEvent.Reason("$", "broken-json", "it is broken")),
            "{",
            null);
    kafka.send(Topics.REJECTED_EVENTS, "u", ContractJson.write(event)).join();
  }

  @Test
  void aRejectionThatIsDeliveredAgain_countsOnce() {
    LocalDate day = LocalDate.parse("2003-06-01");
    List<Rejected> some = List.of(new Rejected(5, day, true), new Rejected(6, day, false));
    rejections.count(1_000, some);
    rejections.count(1_000, some);
    rejections.count(1_000, List.of(new Rejected(6, day, true), new Rejected(9, day, true)));
    assertThat(day("2003-06-01").doorRejected()).isEqualTo(2);
  }

  @Test
  void repeatedAndRefused_areCountedOnTheDayTheyAreMet() {
    LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    QualityDay before = day(today.toString());
    byte[] event = Events.viewed("m").user("met-u").json();
    foldEvents.fold(List.of(event, event, "{".getBytes(StandardCharsets.UTF_8)));
    foldEvents.fold(List.of(event));
    QualityDay after = day(today.toString());
    // Tomorrow has begun where a day ends while this runs.
    QualityDay tomorrow = day(today.plusDays(1).toString());
    assertThat(after.duplicates() + tomorrow.duplicates() - before.duplicates()).isEqualTo(2);
    assertThat(after.rejected() + tomorrow.rejected() - before.rejected()).isEqualTo(1);
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
