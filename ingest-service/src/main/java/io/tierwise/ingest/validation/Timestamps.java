package io.tierwise.ingest.validation;

import io.tierwise.contracts.UsualTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened, after the Segment spec. A {@code timestamp} is taken at its word. An
 * {@code originalTimestamp} was read off the client's clock: with {@code sentAt} off the same
 * clock, it was {@code sentAt - originalTimestamp} before it was received. Without either it
 * happened when it arrived.
 *
 * <p>One correction beyond that: nothing is sent after it is received, so where {@code sentAt} lies
 * in the future the client's clock is fast and its {@code timestamp} is moved back by as much.
 */
final class Timestamps {
  private static final Duration MAX_AHEAD = Duration.ofHours(24);
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final int MAX_LENGTH = 40;

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  static Instant occurredAt(Fields event, EventOrigin origin) {
    Instant timestamp = take(event, "timestamp");
    Instant original = take(event, "originalTimestamp");
    Instant own = take(event, "sentAt");
    Instant sentAt = own == null ? origin.sentAt() : own;
    if (timestamp != null) {
      return checked(event, "timestamp", withoutAdvance(timestamp, sentAt, origin), origin);
    }
    if (original != null) {
      Instant corrected =
          sentAt == null ? original : origin.receivedAt().minus(Duration.between(original, sentAt));
      return checked(event, "originalTimestamp", corrected, origin);
    }
    return origin.arrivedAt();
  }

  /** Whether a timestamp is neither corrected nor refused. */
  static boolean stands(Instant timestamp, EventOrigin origin) {
    return withoutAdvance(timestamp, origin.sentAt(), origin).equals(timestamp)
        && !isAhead(timestamp, origin)
        && !timestamp.isBefore(EARLIEST);
  }

  private static boolean isAhead(Instant at, EventOrigin origin) {
    return at.isAfter(origin.receivedAt().plus(MAX_AHEAD));
  }

  private static Instant withoutAdvance(
      Instant timestamp, @Nullable Instant sentAt, EventOrigin origin) {
    if (sentAt == null || !sentAt.isAfter(origin.receivedAt().plus(CLOCK_TOLERANCE))) {
      return timestamp;
    }
    return timestamp.minus(Duration.between(origin.receivedAt(), sentAt));
  }

  private static Instant checked(Fields event, String name, Instant at, EventOrigin origin) {
    if (isAhead(at, origin)) {
      event.reject(name, ReasonCode.IN_THE_FUTURE, at + " is more than 24 hours ahead");
    } else if (at.isBefore(EARLIEST)) {
      event.reject(name, ReasonCode.TOO_OLD, at + " is before 1990");
    }
    return at;
  }

  /** ISO-8601 with an offset; bounded, so that arithmetic on it cannot overflow. */
  static @Nullable Instant take(Fields fields, String name) {
    Object value = fields.any(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      fields.reject(
          name, ReasonCode.WRONG_TYPE, "must be an ISO-8601 time, not " + Fields.typeOf(value));
      return null;
    }
    Instant instant = parse(text);
    if (instant == null) {
      fields.reject(
          name,
          ReasonCode.INVALID_TIMESTAMP,
          Quoted.of(text)
              + " is not an ISO-8601 time with an offset, such as 2026-01-31T09:30:00Z");
    }
    return instant;
  }

  private static @Nullable Instant parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    Instant usual = UsualTime.parse(text);
    if (usual != null) {
      return usual;
    }
    try {
      Instant instant =
          text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text, ISO).toInstant();
      int year = instant.atOffset(ZoneOffset.UTC).getYear();
      return year >= 0 && year <= 9999 ? instant : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Timestamps() {}
}
