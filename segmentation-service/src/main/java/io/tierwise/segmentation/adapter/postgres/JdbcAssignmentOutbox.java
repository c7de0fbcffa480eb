package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.run.AssignmentOutbox;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
                + ", "
                + MemberRows.COLUMNS
                + " from (select seq, user_id, trace from assignment_outbox order by seq limit ?) o"
                + " left join tier_assignment a on a.user_id = o.user_id"
                + " left join customer_value v on v.user_id = o.user_id order by o.seq")
        .param(limit)
        .query(
            (row, n) ->
                new Entry(
                    row.getLong("seq"),
                    row.getString("waiting"),
                    row.getBoolean("placed") ? MemberRows.member(row, n) : null,
                    ValueRows.value(row),
                    row.getString("trace")))
        .list();
  }

  @Override
  public void sent(List<Entry> entries) {
    Object[] parameters = {entries.stream().map(Entry::seq).toArray(Long[]::new)};
    jdbc.sql("delete from assignment_outbox where seq = any(?)")
        .params(Arrays.asList(parameters))
        .update();
  }
}
