package io.tierwise.segmentation.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: what was ordered, by day and by the tier that the customer has now. */
public interface DailySales {
  /**
   * @param category top category to which to confine it; null for everything
   * @return days with orders, ascending; the day of the latest order is left out, as it may not be
   *     over
   */
  Sales read(@Nullable String category);

  /**
   * @param first day with any order of any category
   * @param last day before that of the latest order; before {@code first} where there is none
   */
  record Sales(@Nullable LocalDate first, @Nullable LocalDate last, List<Row> rows) {
    public Sales {
      rows = List.copyOf(rows);
    }
  }

  /**
   * @param tier null for those who have none, visitors among them
   */
  record Row(
      LocalDate day, @Nullable String tier, long orders, BigDecimal revenue, BigDecimal units) {
    double of(Measure measure) {
      return switch (measure) {
        case ORDERS -> orders;
        case REVENUE -> revenue.doubleValue();
        case UNITS -> units.doubleValue();
      };
    }
  }
}
