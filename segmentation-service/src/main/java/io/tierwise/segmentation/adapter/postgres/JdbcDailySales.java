package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.forecast.DailySales;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Orders added up in the database. An order is on the day on which it was first told of, is worth
 * what was told last, and does not count once it is cancelled.
 */
public final class JdbcDailySales implements DailySales {
  private static final String ENDS =
      """
      select min((occurred_at at time zone 'UTC')::date) as first,
        max((occurred_at at time zone 'UTC')::date) - 1 as last
      from order_fact where kind = 1
      """;

  private static final String SALES =
      """
      with person as (
        select alias_id, min(user_id) as user_id from customer_alias group by 1
      ), told as (
        select coalesce(p.user_id, o.user_key) as user_id, o.order_id,
          (min(o.occurred_at) filter (where o.kind = 1) at time zone 'UTC')::date as day,
          (array_agg(o.amount order by o.occurred_at desc, o.message_id desc)
            filter (where o.kind = 1 and o.amount is not null))[1] as amount,
          (array_agg(o.parts order by o.occurred_at desc, o.message_id desc)
            filter (where o.kind = 1 and o.parts is not null))[1] as parts
        from order_fact o left join person p on p.alias_id = o.user_key
        group by 1, 2
        having bool_or(o.kind = 1) and not bool_or(o.kind = 3)
      ), counted as (
        select user_id, day, amount,
          (select sum((part.value ->> 'units')::bigint) from jsonb_each(parts) part) as units
        from told where ?::text is null
        union all
        select user_id, day, amount * (parts -> ? ->> 'share')::numeric,
          (parts -> ? ->> 'units')::bigint
        from told where jsonb_exists(parts, ?)
      )
      select c.day, t.tier, count(*) as orders, coalesce(sum(c.amount), 0) as revenue,
        coalesce(sum(c.units), 0) as units
      from counted c left join tier_assignment t on t.user_id = c.user_id
      group by 1, 2 order by 1, 2
      """;

  private final JdbcClient jdbc;

  public JdbcDailySales(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Ends(@Nullable LocalDate first, @Nullable LocalDate last) {}

  @Override
  public Sales read(@Nullable String category) {
    Ends ends =
        jdbc.sql(ENDS)
            .query(
                (row, n) ->
                    new Ends(
                        row.getObject("first", LocalDate.class),
                        row.getObject("last", LocalDate.class)))
            .single();
    LocalDate last = ends.last();
    List<Row> rows =
        jdbc
            .sql(SALES)
            .params(Arrays.asList(category, category, category, category))
            .query(
                (row, n) ->
                    new Row(
                        row.getObject("day", LocalDate.class),
                        row.getString("tier"),
                        row.getLong("orders"),
                        row.getBigDecimal("revenue"),
                        row.getBigDecimal("units")))
            .list()
            .stream()
            .filter(row -> last != null && !row.day().isAfter(last))
            .toList();
    return new Sales(ends.first(), last, rows);
  }
}
