package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.training.TrainingData;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Streams all interactions, persons one after the other, into columns. */
public final class JdbcTrainingData implements TrainingData {
  private static final int FETCH = 10_000;
  private static final String ALL =
      """
      select coalesce(p.user_id, x.user_id) as who, x.item_id, x.kind,
             extract(epoch from x.occurred_at)::bigint, x.rating, coalesce(x.order_id, '')
      from interaction x left join identity p on p.alias_id = x.user_id
      where x.occurred_at <= coalesce(?, 'infinity'::timestamptz)
      order by who
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  public JdbcTrainingData(DataSource dataSource, TransactionTemplate transaction) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.jdbc.setFetchSize(FETCH);
    this.transaction = transaction;
  }

  @Override
  public InteractionLog load(@Nullable Instant cut) {
    InteractionLog.Builder log = new InteractionLog.Builder();
    // The driver streams only within a transaction.
    transaction.executeWithoutResult(
        _ ->
            jdbc.query(
                ALL,
                statement -> {
                  if (cut == null) {
                    statement.setNull(1, Types.TIMESTAMP_WITH_TIMEZONE);
                  } else {
                    statement.setTimestamp(1, Timestamp.from(cut));
                  }
                },
                row -> {
                  log.add(
                      row.getString(1),
                      row.getString(2),
                      row.getByte(3),
                      row.getLong(4),
                      row.getFloat(5),
                      row.getString(6));
                }));
    return log.build();
  }
}
