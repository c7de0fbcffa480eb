package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.training.TrainingData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Streams all interactions into columns, which put them in order: the server would sort on disk.
 */
public final class JdbcTrainingData implements TrainingData {
  private static final int FETCH = 10_000;
  private static final String TEMPLATE =
      """
      with undone (who, order_id) as (
        select coalesce(p.user_id, f.user_id) as who, f.order_id
        from order_fact f left join identity p on p.alias_id = f.user_id
        where f.occurred_at <= coalesce(?, 'infinity'::timestamptz)
        group by coalesce(p.user_id, f.user_id), f.order_id having %s)
      select coalesce(p.user_id, x.user_id) as who, x.item_id, x.kind,
             extract(epoch from x.occurred_at)::bigint, x.rating, coalesce(x.order_id, ''),
             %s as tier
      from interaction x left join identity p on p.alias_id = x.user_id
        %s
        left join undone d on d.who = coalesce(p.user_id, x.user_id) and d.order_id = x.order_id
      where x.occurred_at <= coalesce(?, 'infinity'::timestamptz) and d.who is null
        and x.kind < 7
      %s
      """;

  private static final String ALL = TEMPLATE.formatted(JdbcOrders.UNDONE, "null", "", "");
  private static final String WITH_TIERS =
      TEMPLATE.formatted(
          JdbcOrders.UNDONE,
          "t.tier",
          "left join user_tier t on t.user_id = coalesce(p.user_id, x.user_id)",
          "order by who");

  /** What the server believes, which costs nothing to ask for. */
  private static final String ROWS =
      "select greatest(0, reltuples)::bigint from pg_class where oid = 'interaction'::regclass";

  private static final double MORE = 1.05;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  public JdbcTrainingData(DataSource dataSource, TransactionTemplate transaction) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.jdbc.setFetchSize(FETCH);
    this.transaction = transaction;
  }

  @Override
  public InteractionLog load(@Nullable Instant cut) {
    InteractionLog.Builder log = new InteractionLog.Builder(expected());
    read(ALL, cut, row -> add(log, row));
    return log.buildByUserId();
  }

  @Override
  public Tiered loadTiered(@Nullable Instant cut) {
    InteractionLog.Builder log = new InteractionLog.Builder(expected());
    List<@Nullable String> tiers = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    String[] last = {""};
    read(
        WITH_TIERS,
        cut,
        row -> {
          String user = row.getString(1);
          if (tiers.isEmpty() || !user.equals(last[0])) {
            last[0] = user;
            String tier = row.getString("tier");
            // A few names for a million users: each is held once.
            tiers.add(tier == null ? null : names.computeIfAbsent(tier, name -> name));
          }
          add(log, row);
        });
    return new Tiered(log.build(), tiers);
  }

  private static void add(InteractionLog.Builder log, ResultSet row) throws SQLException {
    log.add(
        row.getString(1),
        row.getString(2),
        row.getByte(3),
        row.getLong(4),
        row.getFloat(5),
        row.getString(6));
  }

  private int expected() {
    Long rows = jdbc.queryForObject(ROWS, Long.class);
    return (int) Math.min(Integer.MAX_VALUE / 2, MORE * (rows == null ? 0 : rows));
  }

  private void read(String sql, @Nullable Instant cut, RowCallbackHandler rows) {
    // The driver streams only within a transaction.
    transaction.executeWithoutResult(
        _ ->
            jdbc.query(
                sql,
                statement -> {
                  for (int i = 1; i <= 2; i++) {
                    if (cut == null) {
                      statement.setNull(i, Types.TIMESTAMP_WITH_TIMEZONE);
                    } else {
                      statement.setTimestamp(i, Timestamp.from(cut));
                    }
                  }
                },
                rows));
  }
}
