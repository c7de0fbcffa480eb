package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.publication.SuspectedUsers;
import io.tierwise.profile.quality.Clearance;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Suspicions as they touch what is published: a change of them is a change of the user. */
final class JdbcSuspects implements SuspectedUsers {
  private static final String CLEAR =
      """
      with gone as (
        delete from suspect where user_key = any(?) returning user_key, rule
      ), kept as (
        insert into suspect_clearance (user_key, rules, cleared_by, reason, cleared_at)
        select k, array(select rule from gone where user_key = k order by rule), ?, ?,
          ?::timestamptz
        from unnest(?::text[]) as n (k) where exists (select from gone)
        order by k collate "C"
        on conflict (user_key) do nothing
      )
      select count(*) from gone
      """;

  /** In the order in which all lock profiles. */
  private static final String CHANGE =
      """
      with roots as (
        select distinct coalesce(merged_into, user_key) as user_key from profile
        where user_key = any(?)
      ), locked as (
        select p.user_key from profile p join roots r on r.user_key = p.user_key
        where p.state is not null order by p.user_key for update of p
      )
      update profile p set version = p.version + 1 from locked l where p.user_key = l.user_key
      returning p.user_key, p.version
      """;

  private final JdbcTemplate jdbc;
  private final JdbcPublications queue;
  private final Clock clock;

  JdbcSuspects(JdbcTemplate jdbc, JdbcPublications queue, Clock clock) {
    this.jdbc = jdbc;
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public Set<String> among(Collection<String> userKeys) {
    return new HashSet<>(
        jdbc.queryForList(
            "select distinct user_key from suspect where user_key = any(?)",
            String.class,
            (Object) Columns.text(userKeys)));
  }

  /**
   * Within a transaction.
   *
   * @return whether anything was suspected
   */
  boolean clear(Collection<String> userKeys, String by, String reason) {
    String[] keys = Columns.text(userKeys);
    Long suspicions =
        jdbc.queryForObject(CLEAR, Long.class, keys, by, reason, clock.instant().toString(), keys);
    boolean cleared = suspicions != null && suspicions > 0;
    if (cleared) {
      changed(userKeys);
    }
    return cleared;
  }

  /** Within a transaction: publishes these users anew. */
  void changed(Collection<String> userKeys) {
    if (userKeys.isEmpty()) {
      return;
    }
    Map<String, Long> versions = new HashMap<>();
    jdbc.query(
        CHANGE,
        row -> {
          versions.put(row.getString(1), row.getLong(2));
        },
        (Object) Columns.text(userKeys));
    if (!versions.isEmpty()) {
      queue.add(versions, clock.instant());
    }
  }

  List<Clearance> clearancesOf(Collection<String> userKeys) {
    return jdbc.query(
        "select * from suspect_clearance where user_key = any(?) order by user_key",
        (row, number) ->
            new Clearance(
                row.getString("user_key"),
                List.of((String[]) row.getArray("rules").getArray()),
                row.getString("cleared_by"),
                row.getString("reason"),
                Columns.instantOf(row, "cleared_at")),
        (Object) Columns.text(userKeys));
  }
}
