package io.tierwise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import org.junit.jupiter.api.Test;

/** The benchmark measures what it says: every event of the mix is read, accepted and written. */
class EventReadingBenchmarkTest {
  @Test
  void everyEvent_isAcceptedAndWritten() {
    EventReadingBenchmark benchmark = new EventReadingBenchmark();
    benchmark.generate();
    assertThat(benchmark.eventCount()).isGreaterThan(1_000);
    for (int i = 0; i < benchmark.eventCount(); i++) {
      String messageId = benchmark.bareJacksonTree().get("messageId").stringValue();
      assertThat(messageId).isNotBlank();
      assertThat(ContractJson.read(benchmark.readAndWrite(), BehaviorEvent.class).messageId())
          .isNotBlank();
      assertThat(benchmark.read().userKey()).isNotBlank();
    }
  }
}
