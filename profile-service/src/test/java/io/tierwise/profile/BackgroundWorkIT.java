package io.tierwise.profile;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.CannotCreateTransactionException;

/** What the scheduler says while the database is away. */
@ProfileServiceTest
class BackgroundWorkIT {
  @Autowired private TaskScheduler scheduler;

  @Test
  void outage_isOneLineWithoutStack_howeverManyTurnsFail() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(ProfileConfiguration.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      CountDownLatch turns = new CountDownLatch(5);
      var work =
          scheduler.scheduleWithFixedDelay(
              () -> {
                turns.countDown();
                throw new CannotCreateTransactionException("no connection");
              },
              Instant.EPOCH,
              Duration.ofMillis(5));
      assertThat(turns.await(60, TimeUnit.SECONDS)).isTrue();
      work.cancel(false);
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !lines.list.isEmpty());
      assertThat(lines.list).hasSize(1);
      assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.WARN);
      assertThat(lines.list.getFirst().getThrowableProxy()).isNull();
    } finally {
      logger.detachAppender(lines);
    }
  }
}
