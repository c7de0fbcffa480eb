package io.tierwise.recommend.demand;

import java.time.LocalDate;
import java.util.Collection;

/** What was ordered, by day. */
@FunctionalInterface
public interface OrderedDays {
  /**
   * Order lines of the items on each day (UTC) of [from, to), without those of undone orders.
   *
   * @return as many as there are days, oldest first
   */
  double[] of(Collection<String> itemIds, LocalDate from, LocalDate to);
}
