package io.tierwise.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Counts events once the broker has them: accepted by type, rejected by their first reason. */
@Component
public final class IngestMetrics {
  static final String HTTP = "http";
  static final String TOPIC = "topic";
  public static final String IMPORT = "import";
  private static final String NONE = "none";
  private static final List<EventType> TYPES = List.of(EventType.values());

  private record Key(String door, String outcome, String type, String reason) {}

  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
  private final MeterRegistry meters;

  IngestMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  public void accepted(String door, List<EventType> types) {
    int[] counts = new int[TYPES.size()];
    types.forEach(type -> counts[type.ordinal()]++);
    for (EventType type : TYPES) {
      int count = counts[type.ordinal()];
      if (count > 0) {
        count(new Key(door, "accepted", type.name().toLowerCase(Locale.ROOT), NONE), count);
      }
    }
  }

  public void rejected(String door, List<Reason> reasons) {
    count(new Key(door, "rejected", NONE, reasons.getFirst().code()), 1);
  }

  private void count(Key key, int events) {
    counters
        .computeIfAbsent(
            key,
            k ->
                Counter.builder("tierwise.ingest.events")
                    .description("Events by front door, outcome, type and first reason")
                    .tag("door", k.door())
                    .tag("outcome", k.outcome())
                    .tag("type", k.type())
                    .tag("reason", k.reason())
                    .register(meters))
        .increment(events);
  }
}
