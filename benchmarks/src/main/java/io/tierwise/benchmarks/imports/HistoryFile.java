package io.tierwise.benchmarks.imports;

import io.tierwise.simulator.SegmentJson;
import io.tierwise.simulator.Shop;
import io.tierwise.simulator.ShopEvent;
import io.tierwise.simulator.ShopSettings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.zip.GZIPOutputStream;

/**
 * A shop's history as somebody would bring it along: one event a line, gzip.
 *
 * @param bytes of the lines, before compression
 */
record HistoryFile(Path path, long events, long bytes) {
  private static final int CUSTOMERS_PER_GIB = 40_000;

  static HistoryFile write(Path path, Instant end, long wantedBytes) throws IOException {
    int customers = (int) Math.max(500, CUSTOMERS_PER_GIB * wantedBytes / (1L << 30));
    Iterator<ShopEvent> events =
        Shop.generate(ShopSettings.withDefaults(end).withSize(customers, 2_000, 180))
            .events()
            .iterator();
    long count = 0;
    long bytes = 0;
    StringBuilder line = new StringBuilder();
    try (OutputStream out =
        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(path), 1 << 16))) {
      while (bytes < wantedBytes && events.hasNext()) {
        line.setLength(0);
        SegmentJson.write(events.next(), line);
        byte[] json = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        out.write(json);
        bytes += json.length;
        count++;
      }
    }
    if (bytes < wantedBytes) {
      throw new IllegalStateException("the shop wrote only %d bytes".formatted(bytes));
    }
    return new HistoryFile(path, count, bytes);
  }
}
