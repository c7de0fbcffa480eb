package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.propensity.ActivityHistory;
import io.tierwise.segmentation.propensity.ActivityHistory.Day;
import io.tierwise.segmentation.propensity.CustomerActivity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Histories from what is kept of events and orders. An order counts on the day on which it was
 * placed, cancelled or not; money given back is taken off on the day on which that happened, so
 * that nothing that came later is seen from an earlier day.
 */
public final class JdbcCustomerActivity implements CustomerActivity {
  private static final int ROWS_AT_ONCE = 10_000;

  /** A customer has the keys of the ids that were merged into it, besides its own. */
  private static final String DAYS =
      """
      with chosen as (
        select f.user_id from customer_feature f where %s
      ), keys as (
        select user_id, user_id as user_key from chosen
        union
        select c.user_id, a.alias_id from customer_alias a join chosen c on c.user_id = a.user_id
      ), placed as (
        select distinct on (k.user_id, o.order_id) k.user_id, o.order_id, o.occurred_at, o.amount
        from order_fact o join keys k on k.user_key = o.user_key
        where o.kind = 1 order by k.user_id, o.order_id, o.occurred_at
      ), days as (
        select k.user_id, a.day, a.events,
          case when a.event = 'Product Viewed' then a.events else 0 end as views,
          case when a.event = 'Product Added' then a.events else 0 end as carts,
          0 as orders, 0::numeric as revenue
        from activity a join keys k on k.user_key = a.user_key
        union all
        select user_id, (occurred_at at time zone 'UTC')::date, 0, 0, 0, 1, coalesce(amount, 0)
        from placed
        union all
        select distinct on (k.user_id, o.order_id, o.message_id) k.user_id,
          (o.occurred_at at time zone 'UTC')::date, 0, 0, 0, 0,
          -coalesce(o.amount, case when o.kind = 3 then p.amount end, 0)
        from order_fact o join keys k on k.user_key = o.user_key
        join placed p on p.user_id = k.user_id and p.order_id = o.order_id
        where o.kind in (2, 3)
      )
      select user_id, day - date '1970-01-01', sum(events)::int, sum(views)::int, sum(carts)::int,
        sum(orders)::int, sum(revenue)::float8
      from days group by user_id, day order by user_id
      """;

  private static final String SHARE =
      "?::float8 >= 1 or (hashtextextended(f.user_id, 0) & 1048575) < ?::float8 * 1048576";
  private static final String SOME = "f.user_id = any(?::text[])";

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  public JdbcCustomerActivity(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  /** Sets the parameters of a statement. */
  @FunctionalInterface
  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  @Override
  public long customers() {
    return jdbc.sql("select count(*) from customer_feature").query(Long.class).single();
  }

  @Override
  public Optional<Instant> latest(Instant now) {
    return jdbc.sql(
            "select max(last_seen_at) as latest from customer_feature where last_seen_at <= ?")
        .param(Columns.timestamp(now))
        .query((row, _) -> Optional.ofNullable(Columns.nullableInstant(row, "latest")))
        .single();
  }

  @Override
  public void forEach(double share, Consumer<ActivityHistory> reader) {
    read(
        DAYS.formatted(SHARE),
        statement -> {
          statement.setDouble(1, share);
          statement.setDouble(2, share);
        },
        reader);
  }

  @Override
  public List<ActivityHistory> of(Collection<String> userIds) {
    List<ActivityHistory> histories = new ArrayList<>();
    read(
        DAYS.formatted(SOME),
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("text", userIds.toArray(String[]::new))),
        histories::add);
    return histories;
  }

  private void read(String sql, Parameters parameters, Consumer<ActivityHistory> reader) {
    template.execute(
        (ConnectionCallback<Integer>) connection -> read(connection, sql, parameters, reader));
  }

  /** Only outside of auto-commit does the driver fetch in parcels. */
  private static int read(
      Connection connection, String sql, Parameters parameters, Consumer<ActivityHistory> reader)
      throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(ROWS_AT_ONCE);
      parameters.set(statement);
      try (ResultSet row = statement.executeQuery()) {
        return histories(row, reader);
      }
    } finally {
      if (autoCommit) {
        connection.commit();
      }
      connection.setAutoCommit(autoCommit);
    }
  }

  private static int histories(ResultSet row, Consumer<ActivityHistory> reader)
      throws SQLException {
    String user = "";
    List<Day> days = new ArrayList<>();
    int histories = 0;
    while (row.next()) {
      String next = row.getString(1);
      if (!next.equals(user) && !days.isEmpty()) {
        reader.accept(new ActivityHistory(user, days));
        days.clear();
        histories++;
      }
      user = next;
      days.add(
          new Day(
              row.getInt(2),
              row.getInt(3),
              row.getInt(4),
              row.getInt(5),
              row.getInt(6),
              row.getDouble(7)));
    }
    if (!days.isEmpty()) {
      reader.accept(new ActivityHistory(user, days));
      histories++;
    }
    return histories;
  }
}
