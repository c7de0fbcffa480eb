package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.clv.CustomerValue;
import io.tierwise.segmentation.clv.ValueTable;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.value.BulkHistories;
import io.tierwise.segmentation.value.CustomerValues;
import io.tierwise.segmentation.value.LiveClv;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Values as rows; in bulk read by a cursor and written by {@code COPY}. */
public final class JdbcCustomerValues implements CustomerValues {
  private static final int ROWS_AT_ONCE = 10_000;

  private static final String HISTORIES =
      """
      select user_id, (extract(epoch from features_as_of) * 1000000)::bigint, orders,
        floor(extract(epoch from first_order_at))::bigint,
        floor(extract(epoch from last_order_at))::bigint, net_revenue::float8
      from customer_feature where orders > 0 order by user_id collate "C"
      """;

  private static final String STAGE =
      """
      create temporary table staged_value (user_id text not null, version bigint not null,
        alive_probability float8 not null, orders float8 not null, order_value float8 not null,
        value float8 not null) on commit drop
      """;

  private static final String COPY =
      "copy staged_value (user_id, version, alive_probability, orders, order_value, value)"
          + " from stdin";

  private static final String CHANGED_SINCE =
      JdbcCustomerFeatures.COLUMNS
          + """
          left join staged_value s on s.user_id = f.user_id
          where f.orders > 0
            and s.version is distinct from (extract(epoch from f.features_as_of) * 1000000)::bigint
          order by f.user_id
          """;

  /** Parameters: fit, instant, horizon. */
  private static final String ADOPT =
      """
      with current as (
        select s.* from staged_value s
        join customer_feature f on f.user_id = s.user_id
          and (extract(epoch from f.features_as_of) * 1000000)::bigint = s.version
      ), moved as (
        select c.user_id from current c left join customer_value v on v.user_id = c.user_id
        where v.user_id is null
          or abs(v.value - c.value) > 0.01 * greatest(abs(v.value), 1)
          or abs(v.alive_probability - c.alive_probability) > 0.01
      ), stored as (
        insert into customer_value (user_id, fit_id, valued_as_of, horizon_days,
          alive_probability, orders, order_value, value)
        select c.user_id, ?, ?, ?, c.alive_probability, c.orders, c.order_value, c.value
        from current c order by c.user_id
        on conflict (user_id) do update set fit_id = excluded.fit_id,
          valued_as_of = excluded.valued_as_of, horizon_days = excluded.horizon_days,
          alive_probability = excluded.alive_probability, orders = excluded.orders,
          order_value = excluded.order_value, value = excluded.value
      )
      insert into assignment_outbox (user_id)
      select m.user_id from moved m join tier_assignment a on a.user_id = m.user_id
      order by m.user_id
      """;

  private static final String STORE =
      """
      insert into customer_value (user_id, fit_id, valued_as_of, horizon_days, alive_probability,
        orders, order_value, value)
      select u, ?, t, ?, p, o, m, v
      from unnest(?::text[], ?::timestamptz[], ?::float8[], ?::float8[], ?::float8[], ?::float8[])
        as i(u, t, p, o, m, v)
      on conflict (user_id) do update set fit_id = excluded.fit_id,
        valued_as_of = excluded.valued_as_of, horizon_days = excluded.horizon_days,
        alive_probability = excluded.alive_probability, orders = excluded.orders,
        order_value = excluded.order_value, value = excluded.value
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  public JdbcCustomerValues(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  @Override
  public BulkHistories read(Instant now) {
    Instant cut =
        jdbc.sql("select max(last_seen_at) as cut from customer_feature where last_seen_at <= ?")
            .param(Columns.timestamp(now))
            .query((row, n) -> Optional.ofNullable(Columns.nullableInstant(row, "cut")))
            .single()
            .orElse(now);
    BulkHistories histories = new BulkHistories(cut);
    template.execute((ConnectionCallback<Integer>) connection -> read(connection, histories));
    return histories;
  }

  /** Only outside of auto-commit does the driver fetch in parcels. */
  private static int read(Connection connection, BulkHistories histories) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try (PreparedStatement statement = connection.prepareStatement(HISTORIES)) {
      statement.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          long first = row.getLong(4);
          boolean known = !row.wasNull();
          histories.add(
              row.getString(1),
              row.getLong(2),
              row.getLong(3),
              known ? Long.valueOf(first) : null,
              row.getLong(5),
              row.getDouble(6));
        }
      }
      return histories.size();
    } finally {
      if (autoCommit) {
        connection.commit();
      }
      connection.setAutoCommit(autoCommit);
    }
  }

  @Override
  public long replace(LiveClv live, BulkHistories read, ValueTable values) {
    template.execute(STAGE);
    template.execute(
        (ConnectionCallback<Integer>)
            connection -> {
              CopyText.send(
                  connection,
                  COPY,
                  values.size(),
                  (i, row) -> {
                    CustomerValue value = values.of(i);
                    row.field(read.userId(i))
                        .number(read.version(i))
                        .number(value.aliveProbability())
                        .number(value.orders())
                        .number(value.orderValue())
                        .number(value.value())
                        .end();
                  });
              return values.size();
            });
    template.execute("analyze staged_value");
    long queued =
        jdbc.sql(ADOPT)
            .params(live.fitId(), Columns.timestamp(live.dataCut()), live.horizon().days())
            .update();
    List<Customer> changed = jdbc.sql(CHANGED_SINCE).query(JdbcCustomerFeatures::customer).list();
    store(live, changed.stream().flatMap(customer -> live.value(customer).stream()).toList());
    jdbc.sql(
            """
            delete from customer_value v where not exists (
              select from customer_feature f where f.user_id = v.user_id and f.orders > 0)
            """)
        .update();
    // Whoever tells the topic has a plan for the table as it was, perhaps empty.
    template.execute("analyze customer_value, assignment_outbox");
    return queued;
  }

  @Override
  public void store(LiveClv live, List<LiveClv.Valued> values) {
    if (values.isEmpty()) {
      return;
    }
    // Always in the same order, so that two polls that touch the same rows cannot deadlock.
    List<LiveClv.Valued> sorted =
        values.stream().sorted(Comparator.comparing(LiveClv.Valued::userId)).toList();
    jdbc.sql(STORE)
        .params(
            Arrays.asList(
                live.fitId(),
                live.horizon().days(),
                Columns.texts(sorted, LiveClv.Valued::userId),
                Columns.texts(sorted, LiveClv.Valued::asOf),
                Columns.texts(sorted, valued -> valued.value().aliveProbability()),
                Columns.texts(sorted, valued -> valued.value().orders()),
                Columns.texts(sorted, valued -> valued.value().orderValue()),
                Columns.texts(sorted, valued -> valued.value().value())))
        .update();
  }

  @Override
  public void remove(Collection<String> userIds) {
    jdbc.sql("delete from customer_value where user_id = any(?::text[])")
        .params(Arrays.<Object>asList((Object) userIds.toArray(String[]::new)))
        .update();
  }
}
