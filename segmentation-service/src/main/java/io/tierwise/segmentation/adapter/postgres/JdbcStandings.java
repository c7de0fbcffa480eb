package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.audience.Audience;
import io.tierwise.segmentation.audience.Standing;
import io.tierwise.segmentation.audience.Standings;
import io.tierwise.starter.trace.TraceContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Standings as rows; a batch is a few statements, whatever its size. */
public final class JdbcStandings implements Standings {
  /** Any number that no other advisory lock of this database uses. */
  private static final long JUDGING_LOCK = 0x61756469656e6365L;

  private static final String KEEP =
      """
      insert into audience_standing (audience_id, user_id, member, since, due_at)
      select a, u, m, ?, d
      from unnest(?::bigint[], ?::text[], ?::boolean[], ?::timestamptz[]) as s (a, u, m, d)
      on conflict (audience_id, user_id) do update set member = excluded.member,
        since = case when audience_standing.member = excluded.member then audience_standing.since
          else excluded.since end,
        due_at = excluded.due_at
      """;

  private static final String QUEUE =
      """
      insert into audience_change (user_id, audience, entered, at, trace)
      select u, a, e, ?, ? from unnest(?::text[], ?::text[], ?::boolean[]) as m (u, a, e)
      """;

  private final JdbcClient jdbc;

  public JdbcStandings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean lock() {
    return jdbc.sql("select pg_try_advisory_xact_lock(?)")
        .param(JUDGING_LOCK)
        .query(Boolean.class)
        .single();
  }

  @Override
  public List<String> takeTouched(int limit) {
    return jdbc.sql(
            """
            delete from touched where seq in (select seq from touched order by seq limit ?)
            returning user_key
            """)
        .param(limit)
        .query(String.class)
        .list();
  }

  @Override
  public List<String> due(Instant now, int limit) {
    return jdbc.sql(
            """
            select distinct user_id from (
              select user_id from audience_standing where due_at <= ? order by due_at limit ?) d
            """)
        .params(Columns.timestamp(now), limit)
        .query(String.class)
        .list();
  }

  @Override
  public List<String> customersOf(Collection<String> keys) {
    Object ids = keys.toArray(String[]::new);
    return jdbc.sql(
            """
            select f.user_id from customer_feature f where f.user_id in (
              select unnest(?::text[])
              union select user_id from customer_alias where alias_id = any(?::text[]))
            """)
        .params(Arrays.asList(ids, ids))
        .query(String.class)
        .list();
  }

  @Override
  public List<String> customersAfter(String userId, int limit) {
    return jdbc.sql(
            "select user_id from customer_feature where user_id > ? order by user_id limit ?")
        .params(userId, limit)
        .query(String.class)
        .list();
  }

  @Override
  public Map<Long, Map<String, Standing>> of(Collection<Long> audiences, Collection<String> users) {
    Map<Long, Map<String, Standing>> standings = new HashMap<>();
    Object ids = audiences.toArray(Long[]::new);
    Object names = users.toArray(String[]::new);
    jdbc.sql(
            """
            select audience_id, user_id, member, due_at from audience_standing
            where audience_id = any(?::bigint[]) and user_id = any(?::text[])
            """)
        .params(Arrays.asList(ids, names))
        .query(
            (row, _) ->
                new Standing(
                    row.getLong("audience_id"),
                    row.getString("user_id"),
                    row.getBoolean("member"),
                    Columns.nullableInstant(row, "due_at")))
        .list()
        .forEach(
            standing ->
                standings
                    .computeIfAbsent(standing.audienceId(), _ -> new HashMap<>())
                    .put(standing.userId(), standing));
    return standings;
  }

  @Override
  public void keep(Collection<Standing> changed, Collection<Move> moves, Instant at) {
    List<Standing> kept = changed.stream().filter(standing -> !standing.isEmpty()).toList();
    List<Standing> empty = changed.stream().filter(Standing::isEmpty).toList();
    if (!kept.isEmpty()) {
      jdbc.sql(KEEP)
          .params(
              Arrays.asList(
                  Columns.timestamp(at),
                  Columns.texts(kept, Standing::audienceId),
                  Columns.texts(kept, Standing::userId),
                  Columns.texts(kept, Standing::member),
                  Columns.texts(kept, Standing::dueAt)))
          .update();
    }
    if (!empty.isEmpty()) {
      jdbc.sql(
              """
              delete from audience_standing s using unnest(?::bigint[], ?::text[]) as e (a, u)
              where s.audience_id = e.a and s.user_id = e.u
              """)
          .params(
              Arrays.asList(
                  Columns.texts(empty, Standing::audienceId),
                  Columns.texts(empty, Standing::userId)))
          .update();
    }
    queue(List.copyOf(moves), at);
  }

  private void queue(List<Move> moves, Instant at) {
    if (!moves.isEmpty()) {
      jdbc.sql(QUEUE)
          .params(
              Arrays.asList(
                  Columns.timestamp(at),
                  TraceContext.currentHeader(),
                  Columns.texts(moves, Move::userId),
                  Columns.texts(moves, Move::audience),
                  Columns.texts(moves, Move::entered)))
          .update();
    }
  }

  @Override
  public void removeUsers(Collection<String> users, Instant at) {
    if (users.isEmpty()) {
      return;
    }
    Object names = users.toArray(String[]::new);
    List<String> members =
        jdbc.sql(
                """
                delete from audience_standing where user_id = any(?::text[])
                returning case when member then user_id end
                """)
            .params(Arrays.asList(names))
            .query(String.class)
            .list();
    Set<String> gone = new LinkedHashSet<>(members);
    gone.remove(null);
    if (!gone.isEmpty()) {
      jdbc.sql(
              """
              insert into audience_change (user_id, audience, entered, at, trace)
              select u, null, false, ?, ? from unnest(?::text[]) u
              """)
          .params(
              Arrays.asList(
                  Columns.timestamp(at), TraceContext.currentHeader(), gone.toArray(String[]::new)))
          .update();
    }
  }

  @Override
  public boolean removeSome(Audience audience, int limit, Instant at) {
    List<Standing> some =
        jdbc.sql(
                """
                delete from audience_standing where audience_id = ? and user_id in (
                  select user_id from audience_standing where audience_id = ? limit ?)
                returning audience_id, user_id, member
                """)
            .params(audience.id(), audience.id(), limit)
            .query(
                (row, _) ->
                    new Standing(
                        audience.id(), row.getString("user_id"), row.getBoolean("member"), null))
            .list();
    queue(
        some.stream()
            .filter(Standing::member)
            .map(standing -> new Move(standing.userId(), audience.name(), false))
            .toList(),
        at);
    return some.size() == limit;
  }

  @Override
  public long count(long audience) {
    return jdbc.sql("select count(*) from audience_standing where audience_id = ? and member")
        .param(audience)
        .query(Long.class)
        .single();
  }

  @Override
  public List<Member> members(long audience, @Nullable String after, int limit) {
    return jdbc.sql(
            """
            select user_id, since from audience_standing
            where audience_id = ? and member and user_id > ? order by user_id limit ?
            """)
        .params(audience, after == null ? "" : after, limit)
        .query((row, _) -> new Member(row.getString("user_id"), Columns.instant(row, "since")))
        .list();
  }

  @Override
  public List<Membership> ofUser(String userId) {
    return jdbc.sql(
            """
            select a.name, s.since from audience_standing s join audience a on a.id = s.audience_id
            where s.user_id = ? and s.member order by a.name
            """)
        .param(userId)
        .query((row, _) -> new Membership(row.getString("name"), Columns.instant(row, "since")))
        .list();
  }
}
