package io.tierwise.campaign.pressure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A part of every day, by the clock on the wall where the person lives, in which nothing is sent.
 *
 * @param from inclusive; after {@code to} for a window over midnight
 * @param to exclusive
 */
public record QuietHours(LocalTime from, LocalTime to) {
  public QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException("quiet from " + from + " to " + to);
    }
  }

  /**
   * When the window that the instant lies in ends; empty outside of windows. A wall clock that is
   * put forward over the end ends it there; one that is put back into the window opens it anew.
   */
  public Optional<Instant> endAfter(Instant at, ZoneId zone) {
    ZonedDateTime here = at.atZone(zone);
    LocalTime time = here.toLocalTime();
    boolean overMidnight = to.isBefore(from);
    boolean quiet =
        overMidnight
            ? !time.isBefore(from) || time.isBefore(to)
            : !time.isBefore(from) && time.isBefore(to);
    if (!quiet) {
      return Optional.empty();
    }
    LocalDate day =
        overMidnight && !time.isBefore(from) ? here.toLocalDate().plusDays(1) : here.toLocalDate();
    ZonedDateTime end = day.atTime(to).atZone(zone);
    return Optional.of(
        (end.toInstant().isAfter(at) ? end : end.withLaterOffsetAtOverlap()).toInstant());
  }
}
