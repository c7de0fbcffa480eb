package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.demand.OrderedDays;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counted from the purchases, of which an index knows item and time. */
public final class JdbcOrderedDays implements OrderedDays {
  private static final String ORDERED =
      """
      select (occurred_at at time zone 'UTC')::date - ?::date as day, count(*)
      from interaction i
      where item_id = any(?) and kind = 5
        and occurred_at >= ?::date at time zone 'UTC' and occurred_at < ?::date at time zone 'UTC'
        and not exists (
          select from order_fact f
          where f.user_id = i.user_id and f.order_id = i.order_id having %s)
      group by day
      """
          .formatted(JdbcOrders.UNDONE);

  private final JdbcTemplate jdbc;

  public JdbcOrderedDays(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public double[] of(Collection<String> itemIds, LocalDate from, LocalDate to) {
    double[] days = new double[(int) ChronoUnit.DAYS.between(from, to)];
    jdbc.query(
        ORDERED,
        statement -> {
          statement.setString(1, from.toString());
          ArrayColumns.bind(statement, 2, "text", List.copyOf(itemIds), id -> id);
          statement.setString(3, from.toString());
          statement.setString(4, to.toString());
        },
        row -> {
          days[row.getInt(1)] = row.getLong(2);
        });
    return days;
  }
}
