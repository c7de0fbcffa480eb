package io.tierwise.ingest.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.ingest.validation.Reading.Accepted;
import io.tierwise.ingest.validation.UsualEvents.Ready;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes the quick way must be, to the byte, what is written of an event that is read. */
class UsualEventsPropertyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.120Z");
  private static final EventLimits LIMITS = EventLimits.ofBytes(32_768);
  private static final String MARKS = "{}[]\",:\\-+.0123eE tfn\n\u0000\u007f\u00e9\u20ac\u0085";
  private static final ExchangeRates RATES =
      new ExchangeRates("GBP", Map.of("EUR", new BigDecimal("0.86")));
  private static final List<EventOrigin> ORIGINS =
      List.of(
          EventOrigin.batched("shop", NOW, Map.of(), null),
          EventOrigin.batched("shop", NOW, Map.of(), NOW.minusSeconds(3)),
          EventOrigin.batched("s\"hop", NOW, Map.of(), NOW.plusSeconds(90)),
          EventOrigin.batched("shop", NOW, Map.of("channel", "mail"), null),
          EventOrigin.single(EventType.TRACK, "shop", NOW),
          EventOrigin.single(EventType.PAGE, "shop", NOW));

  @Property(tries = 4_000, seed = "20261123")
  void events_goOutAsIfTheyHadBeenReadOrNotAtAll(@ForAll long seed) {
    boolean quick = goesOutAlike(new RandomEvents(seed, .02).next(), seed);
    Statistics.label("quick").collect(quick).coverage(c -> c.check(true).percentage(p -> p > 12));
  }

  @Property(tries = 2_000, seed = "20261123")
  void strangeEvents_goOutAsIfTheyHadBeenReadOrNotAtAll(@ForAll long seed) {
    goesOutAlike(new RandomEvents(seed, .1).next(), seed);
  }

  /** A character changed, taken out or put in, mostly one that means something. */
  @Property(tries = 4_000, seed = "20261123")
  void brokenEvents_goOutAsIfTheyHadBeenReadOrNotAtAll(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder broken = new StringBuilder(new RandomEvents(seed, 0).next());
    int at = random.nextInt(broken.length());
    char put = MARKS.charAt(random.nextInt(MARKS.length()));
    switch (random.nextInt(3)) {
      case 0 -> broken.setCharAt(at, put);
      case 1 -> broken.deleteCharAt(at);
      default -> broken.insert(at, put);
    }
    goesOutAlike(broken.toString(), seed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"type":"track","event":"Product Viewed","messageId":"m","anonymousId":"a",
        "timestamp":"2026-11-22T09:30:00.123Z","context":{"sessionId":"s","channel":"web",
        "device":{"type":"mobile"},"campaign":{"source":"google"}},"properties":{"product_id":"p",
        "name":"Caf\u00e9 pan","category":"Home > Kitchen","price":11.49,"quantity":2,"sku":"k"}}""",
        """
        {"type":"track","event":"Order Completed","messageId":7,"userId":12,"properties":{
        "order_id":"o","revenue":30,"tax":2.5,"currency":"GBP","coupon":"SAVE10","products":[
        {"product_id":"p","price":15,"quantity":2,"variant":"red"},{"sku":"q"}],"gift":true}}""",
        """
        {"type":"track","event":"Promotion Clicked","messageId":"m","userId":"u",
        "properties":{"promotion_id":"p","position":3}}""",
        """
        {"type":"track","event":"Product Reviewed","messageId":"m","userId":"u",
        "properties":{"product_id":"p","rating":4,"review_body":""}}""",
        """
        {"type":"page","name":"Home","messageId":"m","userId":"u","properties":{"path":"/"}}""",
        """
        {"type":"identify","messageId":"m","userId":"u","traits":{"vip":null,"a":[1, {"b":[]}]}}"""
      })
  void usualEvent_goesTheQuickWay(String json) {
    assertThat(goesOutAlike(json, 0)).isTrue();
    assertThat(goesOutAlike(json.replace("\n", ""), 0)).isTrue();
  }

  /**
   * @param seed of the other circumstances
   * @return whether it went the quick way
   */
  private static boolean goesOutAlike(String json, long seed) {
    Random random = new Random(seed);
    boolean plain = seed == 0 || random.nextBoolean();
    EventOrigin origin = ORIGINS.get(plain ? 0 : random.nextInt(ORIGINS.size()));
    EventReader reader = new EventReader(RATES, random.nextBoolean());
    byte[] before = RandomEvents.usualEvent().getBytes(UTF_8);
    byte[] event = json.getBytes(UTF_8);
    byte[] body = ("[" + RandomEvents.usualEvent() + "," + json + "]").getBytes(UTF_8);
    UsualEvents usual = reader.usual(body);
    int offset = before.length + 2;
    // Nothing may be left of the event before.
    usual.read(1, before.length, LIMITS, ORIGINS.getFirst());
    Ready ready = usual.read(offset, event.length, LIMITS, origin);
    if (ready == null) {
      return false;
    }
    Reading<BehaviorEvent> reading = reader.read(body, offset, event.length, LIMITS, origin);
    assertThat(reading).as(json).isInstanceOf(Accepted.class);
    BehaviorEvent read = ((Accepted<BehaviorEvent>) reading).value();
    assertThat(new String(ready.json(), UTF_8))
        .as(json)
        .isEqualTo(new String(ContractJson.write(read), UTF_8));
    assertThat(ready.type()).isEqualTo(read.type());
    assertThat(ready.messageId()).isEqualTo(read.messageId());
    assertThat(ready.userKey()).isEqualTo(read.userKey());
    return true;
  }
}
