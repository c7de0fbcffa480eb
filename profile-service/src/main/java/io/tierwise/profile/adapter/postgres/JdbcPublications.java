package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.history.Profiles;
import io.tierwise.profile.history.StoredProfile;
import io.tierwise.profile.publication.PendingPublications;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is still to be published. */
final class JdbcPublications implements PendingPublications {
  private static final long LEADER = 0x7469_6572_0002L;
  private static final String ADD =
      """
      insert into publish_pending (user_key, version, since, changed_at)
      select k, v, t, t from unnest(?::text[], ?::bigint[]) as c (k, v),
        (select ?::timestamptz) as n (t) order by k collate "C"
      on conflict (user_key) do update set version = excluded.version,
        changed_at = excluded.changed_at
      """;
  private static final String DUE =
      """
      select user_key from publish_pending
      where changed_at <= ?::timestamptz or since <= ?::timestamptz order by since limit ?
      """;

  /**
   * A row that is locked is being changed, and stays pending for that: waiting would deadlock. What
   * is locked here keeps its place, so it need not be searched again.
   */
  private static final String CONFIRM =
      """
      with published as (
        select k, v from unnest(?::text[], ?::bigint[]) as p (k, v)
      ), free as (
        select d.ctid as place, d.user_key, d.version > p.v as newer
        from publish_pending d join published p on p.k = d.user_key for update of d skip locked
      ), gone as (
        delete from publish_pending d using free f where d.ctid = f.place and not f.newer
      ), later as (
        update publish_pending d set since = ?::timestamptz from free f
        where d.ctid = f.place and f.newer
      )
      select p.k from published p
      where not exists (select from free f where f.user_key = p.k)
        and not exists (select from publish_pending d where d.user_key = p.k)
      """;

  private static final String ADD_AGAIN =
      """
      insert into publish_pending (user_key, version, since, changed_at)
      select user_key, version, t, t from profile, (select ?::timestamptz) as n (t)
      where user_key = any(?) on conflict do nothing
      """;

  private final JdbcTemplate jdbc;
  private final Profiles profiles;
  private final ProfileRows rows;

  JdbcPublications(JdbcTemplate jdbc, Profiles profiles, ProfileRows rows) {
    this.jdbc = jdbc;
    this.profiles = profiles;
    this.rows = rows;
  }

  /** Within the transaction that changes the profiles. */
  void add(Map<String, Long> versions, Instant now) {
    jdbc.update(
        ADD,
        Columns.text(versions.keySet()),
        Columns.numbers(versions.values(), version -> version),
        now.toString());
  }

  @Override
  public List<String> due(Instant quietSince, Instant waitingSince, int limit) {
    return jdbc.queryForList(
        DUE, String.class, quietSince.toString(), waitingSince.toString(), limit);
  }

  @Override
  public List<StoredProfile> read(Collection<String> userKeys) {
    return jdbc.query(
        rows.select() + " where user_key = any(?)", rows, (Object) Columns.text(userKeys));
  }

  @Override
  public Map<String, List<String>> mergedKeys(Collection<String> userKeys) {
    return profiles.mergedInto(userKeys);
  }

  @Override
  public void confirm(Map<String, Long> publishedVersions, Instant now) {
    List<String> vanished =
        jdbc.queryForList(
            CONFIRM,
            String.class,
            Columns.text(publishedVersions.keySet()),
            Columns.numbers(publishedVersions.values(), version -> version),
            now.toString());
    if (!vanished.isEmpty()) {
      jdbc.update(ADD_AGAIN, now.toString(), Columns.text(vanished));
    }
  }

  @Override
  public void whileLeading(Runnable work) {
    jdbc.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              if (!ask(connection, "select pg_try_advisory_lock(" + LEADER + ")")) {
                return false;
              }
              try {
                work.run();
                return true;
              } finally {
                ask(connection, "select pg_advisory_unlock(" + LEADER + ")");
              }
            });
  }

  private static boolean ask(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** How many profiles are to be published, and the age of the oldest in seconds. */
  Backlog backlog() {
    return jdbc.queryForObject(
        "select count(*), min(since) as oldest from publish_pending",
        (row, number) -> new Backlog(row.getLong(1), Columns.instant(row, "oldest")));
  }

  record Backlog(long profiles, @Nullable Instant oldest) {}
}
