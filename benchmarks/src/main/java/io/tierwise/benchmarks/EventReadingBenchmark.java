package io.tierwise.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.ingest.validation.EventLimits;
import io.tierwise.ingest.validation.EventOrigin;
import io.tierwise.ingest.validation.EventReader;
import io.tierwise.ingest.validation.ExchangeRates;
import io.tierwise.ingest.validation.Reading;
import io.tierwise.simulator.SegmentJson;
import io.tierwise.simulator.Shop;
import io.tierwise.simulator.ShopSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the front door costs an event before the broker: the reader that validates, beside a bare
 * Jackson tree of the same bytes, and the reader with the writing of what goes to the topic.
 * Microseconds an event, one thread, over the events of a generated shop in their real mix.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 2,
    jvmArgs = {"-Xmx512m", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EventReadingBenchmark {
  private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
  private static final int EVENTS = 4_096;

  private final JsonMapper bare = new JsonMapper();
  private final EventReader reader = new EventReader(new ExchangeRates("GBP", Map.of()), false);
  private final EventLimits limits = EventLimits.ofBytes(32 * 1024);
  private final EventOrigin origin = EventOrigin.batched("benchmark", END, Map.of(), null);
  private List<byte[]> events = List.of();
  private int next;

  @Setup
  public void generate() {
    ShopSettings settings = ShopSettings.withDefaults(END).withSize(200, 200, 30);
    events =
        Shop.generate(settings)
            .events()
            .limit(EVENTS)
            .map(event -> SegmentJson.of(event).getBytes(UTF_8))
            .toList();
  }

  @Benchmark
  public JsonNode bareJacksonTree() {
    return bare.readTree(nextEvent());
  }

  @Benchmark
  public BehaviorEvent read() {
    return accepted(nextEvent());
  }

  @Benchmark
  public byte[] readAndWrite() {
    return ContractJson.write(accepted(nextEvent()));
  }

  private BehaviorEvent accepted(byte[] json) {
    return switch (reader.read(json, 0, json.length, limits, origin)) {
      case Reading.Accepted<BehaviorEvent>(BehaviorEvent event) -> event;
      case Reading.Rejected<BehaviorEvent> rejected ->
          throw new IllegalStateException("rejected: " + rejected.reasons());
    };
  }

  private byte[] nextEvent() {
    byte[] event = events.get(next);
    next = (next + 1) % events.size();
    return event;
  }

  int eventCount() {
    return events.size();
  }
}
