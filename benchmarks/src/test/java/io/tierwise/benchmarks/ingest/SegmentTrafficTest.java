package io.tierwise.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SegmentTrafficTest {
  @Test
  void batches_areFullAndTracksAreTracks() {
    SegmentTraffic traffic = SegmentTraffic.generate(Instant.parse("2026-11-01T00:00:00Z"), 5);
    JsonMapper json = new JsonMapper();
    assertThat(traffic.batches()).hasSize(5);
    for (byte[] batch : traffic.batches()) {
      assertThat(json.readTree(batch).get("batch").size()).isEqualTo(SegmentTraffic.BATCH);
    }
    assertThat(traffic.tracks()).isNotEmpty();
    for (byte[] track : traffic.tracks()) {
      JsonNode event = json.readTree(track);
      assertThat(event.get("type").stringValue()).isEqualTo("track");
      assertThat(event.get("messageId").stringValue()).isNotBlank();
    }
  }
}
