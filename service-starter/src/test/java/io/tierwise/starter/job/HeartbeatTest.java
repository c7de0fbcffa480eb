package io.tierwise.starter.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final Duration OFTEN = Duration.ofMillis(2);

  @Test
  void beat_goesOnWhereTheDatabaseFailsOnce_andEndsWithTheLease() {
    AtomicInteger beats = new AtomicInteger();
    try (Heartbeat heartbeat =
        Heartbeat.start(
            "test",
            OFTEN,
            () -> {
              int beat = beats.incrementAndGet();
              if (beat == 1) {
                throw new IllegalStateException("the database is away");
              }
              return beat < 3;
            })) {
      await().atMost(Duration.ofSeconds(60)).until(() -> beats.get() >= 3);
      await().during(OFTEN.multipliedBy(50)).untilAsserted(() -> assertThat(beats).hasValue(3));
    }
  }
}
