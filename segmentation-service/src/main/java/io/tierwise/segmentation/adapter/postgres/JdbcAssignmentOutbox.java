package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.propensity.Bands;
import io.tierwise.segmentation.propensity.StatedRisk;
import io.tierwise.segmentation.run.AssignmentOutbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox as a table; the state is read when it is sent. */
public final class JdbcAssignmentOutbox implements AssignmentOutbox {
  private final JdbcClient jdbc;
  private final RelayLease relay;

  public JdbcAssignmentOutbox(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.relay = new RelayLease("assignments", jdbc, clock);
  }

  @Override
  public boolean mayRelay(String owner, Duration lease) {
    return relay.take(owner, lease);
  }

  @Override
  public void release(String owner) {
    relay.release(owner);
  }

  @Override
  public List<Entry> next(int limit) {
    return jdbc.sql(
            "select o.seq, o.user_id as waiting, o.trace, a.user_id is not null as placed, "
                + ValueRows.COLUMNS
                + ", p.model_id, p.cut, p.probability, p.band,"
                + " (m.parameters ->> 'horizonDays')::int as risk_days, "
                + MemberRows.COLUMNS
                + " from (select seq, user_id, trace from assignment_outbox order by seq limit ?) o"
                + each("tier_assignment", "a", "")
                + each("customer_value", "v", "")
                + each("customer_propensity", "p", " and p.target = 'CHURN'")
                + " left join propensity_model m on m.id = p.model_id order by o.seq")
        .param(limit)
        .query(
            (row, n) ->
                new Entry(
                    row.getLong("seq"),
                    row.getString("waiting"),
                    row.getBoolean("placed") ? MemberRows.member(row, n) : null,
                    ValueRows.value(row),
                    risk(row),
                    row.getString("trace")))
        .list();
  }

  /**
   * Looked up one by one: after a publication everybody waits, and joining a parcel with a table of
   * which the statistics are old may read all of it.
   */
  private static String each(String table, String as, String further) {
    return " left join lateral (select * from %1$s %2$s where %2$s.user_id = o.user_id%3$s limit 1) %2$s on true"
        .formatted(table, as, further);
  }

  private static @Nullable StatedRisk risk(ResultSet row) throws SQLException {
    UUID model = row.getObject("model_id", UUID.class);
    return model == null
        ? null
        : new StatedRisk(
            model,
            row.getObject("cut", LocalDate.class),
            row.getInt("risk_days"),
            row.getDouble("probability"),
            Bands.Band.valueOf(row.getString("band")));
  }

  @Override
  public void sent(List<Entry> entries) {
    Object[] parameters = {entries.stream().map(Entry::seq).toArray(Long[]::new)};
    jdbc.sql("delete from assignment_outbox where seq = any(?)")
        .params(Arrays.asList(parameters))
        .update();
  }
}
