package io.tierwise.profile.history;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The ledger by months, each a part of its own that can go as a whole. */
public interface LedgerMonths {
  /** Oldest first. */
  List<LedgerMonth> all();

  /** Keys with events in the month, in their order. */
  List<String> keys(YearMonth month, @Nullable String after, int limit);

  /** Takes the events of these keys out of the month; called under the locks of their users. */
  void take(YearMonth month, Collection<String> userKeys, BiConsumer<String, byte[]> events);

  /**
   * Ends a month without events, and with it what analysis reads of it.
   *
   * @return false where events came in meanwhile, or readers were in the way
   */
  boolean drop(YearMonth month);

  /**
   * @param every how long ago the last run has to be
   * @return whether to do it now, as the only one
   */
  boolean claim(String owner, Instant now, Duration every, Duration lease);

  /** Another moment of the lease. */
  void hold(String owner, Instant until);

  void done(String owner, Instant at);
}
