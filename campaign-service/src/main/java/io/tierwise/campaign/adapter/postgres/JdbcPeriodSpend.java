package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.trial.PeriodSpend;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Streams members with their orders, summed by the database. */
public final class JdbcPeriodSpend implements PeriodSpend {
  private static final int FETCH = 2_000;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate readOnly;

  public JdbcPeriodSpend(DataSource dataSource, TransactionTemplate readOnly) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.jdbc.setFetchSize(FETCH);
    this.readOnly = readOnly;
  }

  @Override
  public void forEach(Instant before, Instant from, Instant to, Visitor visitor) {
    // The driver streams only within a transaction.
    readOnly.executeWithoutResult(
        _ ->
            jdbc.query(
                """
                with spent as (
                  select user_id, count(*) filter (where occurred_at >= ?) as orders,
                         (sum(revenue_micros) filter (where occurred_at >= ?))::float8 / 1e6
                           as revenue,
                         (sum(revenue_micros) filter (where occurred_at < ?))::float8 / 1e6
                           as earlier
                  from standing_order where occurred_at >= ? and occurred_at < ?
                  group by user_id
                )
                select p.user_id, coalesce(s.orders, 0), coalesce(s.revenue, 0),
                       coalesce(s.earlier, 0)
                from member_profile p left join spent s on s.user_id = p.user_id
                where p.identified
                """,
                row -> {
                  visitor.visit(
                      row.getString(1), row.getLong(2), row.getDouble(3), row.getDouble(4));
                },
                Rows.time(from),
                Rows.time(from),
                Rows.time(from),
                Rows.time(before),
                Rows.time(to)));
  }
}
