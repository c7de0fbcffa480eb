package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.history.Sessions;
import io.tierwise.profile.session.SessionSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Sessions; only those near a new event are read. */
final class JdbcSessions implements Sessions {
  private static final String TOUCHING =
      """
      select s.user_key, s.session_id, s.first_at, s.last_at
      from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[])
        as q (user_key, session_id, earliest, latest)
      join profile_session s on s.user_key = q.user_key and s.session_id = q.session_id
        and s.last_at >= time_of(q.earliest) and s.first_at <= time_of(q.latest)
      """;
  private static final String REPLACE =
      """
      with gone as (
        delete from profile_session s
        using unnest(?::text[], ?::text[], ?::bigint[]) as g (user_key, session_id, last_at)
        where s.user_key = g.user_key and s.session_id = g.session_id
          and s.last_at = time_of(g.last_at)
      ), earlier as (
        update profile_session s set first_at = time_of(e.first_at)
        from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[])
          as e (user_key, session_id, first_at, last_at)
        where s.user_key = e.user_key and s.session_id = e.session_id
          and s.last_at = time_of(e.last_at)
      )
      insert into profile_session (user_key, session_id, first_at, last_at)
      select user_key, session_id, time_of(first_at), time_of(last_at)
      from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[])
        as c (user_key, session_id, first_at, last_at)
      """;

  /** Before and after all that there are, for a session that the client bounds. */
  private static final Instant EVER = Instant.parse("1800-01-01T00:00:00Z");

  private static final Instant NEVER = Instant.parse("2250-01-01T00:00:00Z");

  private final JdbcTemplate jdbc;

  JdbcSessions(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  private record Row(String user, SessionSpan span) {
    /** By which the table knows the session. */
    List<Object> key() {
      return List.of(user, span.sessionId(), span.last());
    }
  }

  @Override
  public Map<String, List<SessionSpan>> touching(
      Map<String, List<SessionSpan>> spansByUser, Duration gap) {
    List<Row> rows = rows(spansByUser);
    if (rows.isEmpty()) {
      return Map.of();
    }
    Map<String, Set<SessionSpan>> found = new TreeMap<>();
    jdbc.query(
        TOUCHING,
        row -> {
          found
              .computeIfAbsent(row.getString(1), user -> new LinkedHashSet<>())
              .add(
                  new SessionSpan(
                      row.getString(2),
                      Columns.instantOf(row, "first_at"),
                      Columns.instantOf(row, "last_at")));
        },
        Columns.text(rows, Row::user),
        Columns.text(rows, row -> row.span().sessionId()),
        Columns.times(rows, row -> row.span().hasClientId() ? EVER : row.span().first().minus(gap)),
        Columns.times(rows, row -> row.span().hasClientId() ? NEVER : row.span().last().plus(gap)));
    Map<String, List<SessionSpan>> touching = new TreeMap<>();
    found.forEach((user, spans) -> touching.put(user, List.copyOf(spans)));
    return touching;
  }

  @Override
  public void replace(Map<String, List<SessionSpan>> gone, Map<String, List<SessionSpan>> come) {
    // The lock of the users' rows keeps others away: what is not among those that go is not there.
    List<Row> deleted = rows(gone);
    List<Row> inserted = rows(come);
    Set<List<Object>> kept = keys(deleted);
    kept.retainAll(keys(inserted));
    List<Row> earlier = inserted.stream().filter(row -> kept.contains(row.key())).toList();
    deleted.removeIf(row -> kept.contains(row.key()));
    inserted.removeIf(row -> kept.contains(row.key()));
    if (!inserted.isEmpty() || !deleted.isEmpty() || !earlier.isEmpty()) {
      jdbc.update(
          REPLACE,
          Columns.text(deleted, Row::user),
          Columns.text(deleted, row -> row.span().sessionId()),
          Columns.times(deleted, row -> row.span().last()),
          Columns.text(earlier, Row::user),
          Columns.text(earlier, row -> row.span().sessionId()),
          Columns.times(earlier, row -> row.span().first()),
          Columns.times(earlier, row -> row.span().last()),
          Columns.text(inserted, Row::user),
          Columns.text(inserted, row -> row.span().sessionId()),
          Columns.times(inserted, row -> row.span().first()),
          Columns.times(inserted, row -> row.span().last()));
    }
  }

  private static Set<List<Object>> keys(List<Row> rows) {
    Set<List<Object>> keys = new HashSet<>();
    rows.forEach(row -> keys.add(row.key()));
    return keys;
  }

  @Override
  public void deleteAll(Collection<String> users) {
    jdbc.update(
        "delete from profile_session where user_key = any(?)", (Object) Columns.text(users));
  }

  private static List<Row> rows(Map<String, List<SessionSpan>> byUser) {
    List<Row> rows = new ArrayList<>();
    byUser.forEach((user, spans) -> spans.forEach(span -> rows.add(new Row(user, span))));
    return rows;
  }
}
