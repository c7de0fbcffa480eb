package io.tierwise.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.lifecycle.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OneByOneTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private static List<Parcel> parcels(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Parcel(
                    new Claimed.Entry(
                        i,
                        new Message(
                            "k" + i, "u", Channel.SMS, null, Map.of(), null, null, null, NOW, 0),
                        1,
                        new Recipient("u", null, null, Map.of())),
                    new Content("s", "t", null),
                    null))
        .toList();
  }

  private static Map<String, Outcome> sent(int parallel, Instant until, OneByOne.Courier courier) {
    Map<String, Outcome> told = new ConcurrentHashMap<>();
    new OneByOne(parallel, Duration.ofSeconds(10), CLOCK, () -> courier)
        .send(
            1,
            parcels(50),
            until,
            (parcel, outcome) -> assertThat(told.put(parcel.message().key(), outcome)).isNull());
    return told;
  }

  @Test
  void eachMessage_isToldOnce_evenWhereACourierFails() {
    Map<String, Outcome> told =
        sent(
            8,
            NOW.plusSeconds(60),
            parcel -> {
              if (parcel.entry().seq() % 2 == 0) {
                throw new IllegalStateException("odd");
              }
              return new Outcome.Sent();
            });
    assertThat(told).hasSize(50);
    assertThat(told.get("k2")).isEqualTo(new Outcome.Troubled("odd", null));
    assertThat(told.get("k3")).isEqualTo(new Outcome.Sent());
  }

  @Test
  void receiverThatAsksToWait_getsNoMore() {
    Outcome wait = new Outcome.Troubled("429", NOW.plusSeconds(5));
    Map<String, Outcome> told = sent(1, NOW.plusSeconds(60), _ -> wait);
    assertThat(told.values()).filteredOn(wait::equals).hasSize(1);
    assertThat(told.values()).filteredOn(new Outcome.PutBack()::equals).hasSize(49);
  }

  @Test
  void nothingIsBegun_thatMightOutliveTheLease() {
    assertThat(sent(4, NOW.plusSeconds(9), _ -> new Outcome.Sent()).values())
        .hasSize(50)
        .containsOnly(new Outcome.PutBack());
  }
}
