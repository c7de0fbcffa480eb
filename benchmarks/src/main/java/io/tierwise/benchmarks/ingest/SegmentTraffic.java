package io.tierwise.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tierwise.simulator.SegmentJson;
import io.tierwise.simulator.Shop;
import io.tierwise.simulator.ShopEvent;
import io.tierwise.simulator.ShopSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a generated shop in their real mix, as bodies of requests.
 *
 * @param batches of {@link #BATCH} events each
 * @param tracks single events of the kind {@code track}
 */
record SegmentTraffic(List<byte[]> batches, List<byte[]> tracks) {
  static final int BATCH = 100;

  /**
   * @param end the time of the last event: the front door refuses a distant future
   * @param batchCount how many different batches
   */
  static SegmentTraffic generate(Instant end, int batchCount) {
    int wanted = batchCount * BATCH;
    List<ShopEvent> events =
        Shop.generate(ShopSettings.withDefaults(end).withSize(Math.max(50, wanted / 10), 800, 60))
            .events()
            .limit(wanted)
            .toList();
    if (events.size() < wanted) {
      throw new IllegalStateException("the shop had only %d events".formatted(events.size()));
    }
    List<byte[]> batches = new ArrayList<>();
    for (int from = 0; from < wanted; from += BATCH) {
      batches.add(SegmentJson.batch(events.subList(from, from + BATCH)).getBytes(UTF_8));
    }
    List<byte[]> tracks =
        events.stream()
            .filter(event -> event.kind().type().equals("track"))
            .map(event -> SegmentJson.of(event).getBytes(UTF_8))
            .toList();
    return new SegmentTraffic(batches, tracks);
  }
}
