package io.tierwise.starter.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TroubleLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(TroubleLogTest.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private long nanos;
  private final TroubleLog trouble = new TroubleLog(logger, "the relay", () -> nanos);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(lines);
  }

  private List<String> said() {
    return lines.list.stream()
        .map(line -> line.getLevel() + " " + line.getFormattedMessage())
        .toList();
  }

  private static RuntimeException outage(String message) {
    return new IllegalStateException("no connection", new SQLTransientConnectionException(message));
  }

  @Test
  void outage_isOneLineEveryHalfMinute_withoutStack() {
    for (int second = 0; second < 61; second += 5) {
      nanos = Duration.ofSeconds(second).toNanos();
      trouble.failed(outage("timed out after " + second + " s"));
    }

    assertThat(said())
        .containsExactly(
            "WARN the relay waits: the database cannot be reached (timed out after 0 s)",
            "WARN the relay waits: the database cannot be reached (timed out after 30 s); 5 times more since the last word",
            "WARN the relay waits: the database cannot be reached (timed out after 60 s); 5 times more since the last word");
    assertThat(lines.list).allMatch(line -> line.getThrowableProxy() == null);
  }

  @Test
  void end_isSaidOnce() {
    trouble.succeeded();
    trouble.failed(outage("gone"));
    trouble.succeeded();
    trouble.succeeded();

    assertThat(said()).hasSize(2).last().isEqualTo("INFO the relay works again");
  }

  @Test
  void fault_hasItsStack_andAnotherOneIsNotHidden() {
    trouble.failed(new IllegalStateException("first"));
    trouble.failed(new IllegalStateException("first"));
    trouble.failed(new IllegalStateException("second", new SQLException("syntax", "42601")));

    assertThat(said())
        .containsExactly(
            "ERROR the relay failed and will try again",
            "ERROR the relay failed and will try again; 1 times more since the last word");
    assertThat(lines.list).allMatch(line -> line.getThrowableProxy() != null);
  }

  @Test
  void serverThatGoesDown_isAnOutage() {
    assertThat(DatabaseTrouble.isCauseOf(new SQLException("shutting down", "57P01"))).isTrue();
    assertThat(DatabaseTrouble.isCauseOf(new SQLException("broken pipe", "08006"))).isTrue();
    assertThat(DatabaseTrouble.isCauseOf(new SQLException("no such table", "42P01"))).isFalse();
  }
}
