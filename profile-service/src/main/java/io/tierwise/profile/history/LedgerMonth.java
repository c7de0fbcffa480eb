package io.tierwise.profile.history;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * A month of the ledger.
 *
 * @param rows estimated by the database
 * @param bytes of the events with their indexes
 * @param factBytes of what analysis reads of them
 */
public record LedgerMonth(YearMonth month, long rows, long bytes, long factBytes) {
  public Instant from() {
    return startOf(month);
  }

  public Instant to() {
    return startOf(month.plusMonths(1));
  }

  private static Instant startOf(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
