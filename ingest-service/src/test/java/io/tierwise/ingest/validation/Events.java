package io.tierwise.ingest.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.validation.Reading.Accepted;
import io.tierwise.ingest.validation.Reading.Rejected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads events as a shop in pounds that also takes euros would, on one day in November. */
final class Events {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final EventLimits LIMITS = EventLimits.ofBytes(32_768);
  static final ExchangeRates RATES =
      new ExchangeRates("GBP", Map.of("EUR", new BigDecimal("0.85")));
  static final EventReader READER = new EventReader(RATES, false);
  static final EventOrigin ORIGIN = EventOrigin.batched("shop", NOW, Map.of(), null);

  static Reading<BehaviorEvent> read(byte[] json) {
    return READER.read(json, 0, json.length, LIMITS, ORIGIN);
  }

  static Reading<BehaviorEvent> read(String json, EventOrigin origin) {
    byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);
    return READER.read(bytes, 0, bytes.length, LIMITS, origin);
  }

  /** Single quotes stand for double ones. */
  static BehaviorEvent accepted(String json) {
    return accepted(json, ORIGIN);
  }

  static BehaviorEvent accepted(String json, EventOrigin origin) {
    return switch (read(json, origin)) {
      case Accepted<BehaviorEvent>(BehaviorEvent event) -> event;
      case Rejected<BehaviorEvent> rejected -> throw new AssertionError(rejected.reasons());
    };
  }

  static List<Reason> reasons(Reading<?> reading) {
    return reading instanceof Rejected<?> rejected ? rejected.reasons() : List.of();
  }

  static BehaviorEvent track(String name, String properties) {
    return accepted(
        "{'type':'track','userId':'u1','event':'" + name + "','properties':{" + properties + "}}");
  }

  private Events() {}
}
