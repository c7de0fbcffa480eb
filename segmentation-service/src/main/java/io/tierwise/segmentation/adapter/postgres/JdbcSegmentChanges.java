package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.audience.SegmentChanges;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox as a table; in which audiences a user is, is read when it is sent. */
public final class JdbcSegmentChanges implements SegmentChanges {
  private static final String NEXT =
      """
      select c.seq, c.user_id, c.audience, c.entered, c.at, c.trace,
        exists (select from customer_feature f where f.user_id = c.user_id) as known,
        array(select a.name from audience_standing s join audience a on a.id = s.audience_id
          where s.user_id = c.user_id and s.member order by a.name collate "C") as audiences
      from (select * from audience_change order by seq limit ?) c order by c.seq
      """;

  private final JdbcClient jdbc;
  private final RelayLease relay;

  public JdbcSegmentChanges(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.relay = new RelayLease("segment-changes", jdbc, clock);
  }

  private record Row(
      long seq,
      String userId,
      @Nullable String audience,
      boolean entered,
      Instant at,
      @Nullable String trace,
      boolean known,
      List<String> audiences) {}

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
    Map<String, List<Row>> byUser = new LinkedHashMap<>();
    jdbc.sql(NEXT)
        .param(limit)
        .query(JdbcSegmentChanges::row)
        .list()
        .forEach(row -> byUser.computeIfAbsent(row.userId(), _ -> new ArrayList<>()).add(row));
    return byUser.values().stream().map(JdbcSegmentChanges::entry).toList();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    Array audiences = row.getArray("audiences");
    return new Row(
        row.getLong("seq"),
        row.getString("user_id"),
        row.getString("audience"),
        row.getBoolean("entered"),
        Columns.instant(row, "at"),
        row.getString("trace"),
        row.getBoolean("known"),
        Arrays.asList((String[]) audiences.getArray()));
  }

  private static Entry entry(List<Row> rows) {
    Row last = rows.getLast();
    List<Change> changes = new ArrayList<>();
    for (Row row : rows) {
      if (row.audience() != null) {
        changes.add(new Change(row.seq(), row.audience(), row.entered(), row.at()));
      }
    }
    return new Entry(
        last.userId(), last.known() ? last.audiences() : null, changes, last.seq(), last.trace());
  }

  @Override
  public void sent(List<Entry> entries) {
    Object[] parameters = {
      entries.stream().map(Entry::userId).toArray(String[]::new),
      entries.stream().map(Entry::upTo).toArray(Long[]::new)
    };
    jdbc.sql(
            """
            delete from audience_change c using unnest(?::text[], ?::bigint[]) as s (u, upto)
            where c.user_id = s.u and c.seq <= s.upto
            """)
        .params(Arrays.asList(parameters))
        .update();
  }
}
