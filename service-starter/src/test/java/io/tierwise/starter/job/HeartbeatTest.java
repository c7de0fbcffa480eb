package io.tierwise.starter.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final Duration OFTEN = Duration.ofMillis(2);

  @Test
  void beat_goesOnWhereTheDatabaseFailsOnce_andEndsWithTheLease() throws Exception {
    AtomicInteger beats = new AtomicInteger();
    CountDownLatch third = new CountDownLatch(3);
    try (Heartbeat heartbeat =
        Heartbeat.start(
            "test",
            OFTEN,
            () -> {
              third.countDown();
              if (beats.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is away");
              }
              return third.getCount() > 0;
            })) {
      assertThat(third.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(beats).hasValue(3);
  }
}
