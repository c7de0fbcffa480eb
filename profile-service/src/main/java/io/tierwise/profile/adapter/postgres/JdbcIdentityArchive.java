package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.identity.Cause;
import io.tierwise.profile.lookup.Identity;
import io.tierwise.profile.lookup.Identity.Reason;
import io.tierwise.profile.lookup.Identity.State;
import io.tierwise.profile.lookup.IdentityArchive;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads links, claims, decisions and moves. */
final class JdbcIdentityArchive implements IdentityArchive {
  private static final String KEYS =
      """
      select p.user_key, m.moved_at, l.target_key, l.cause, l.claimed_at as at, l.message_id,
        l.source, d.decision, d.decided_by, d.reason
      from profile p
      left join identity_link l on l.alias_key = p.user_key
        and (p.merged_into is not null or l.decision > 0)
      left join identity_decision d on d.decision = l.decision
      left join lateral (select moved_at from identity_move where user_key = p.user_key
        order by move desc limit 1) m on true
      where p.user_key = ? or p.merged_into = ?
      order by p.merged_into is not null, p.user_key limit ?
      """;
  private static final String CLAIMS =
      """
      select c.alias_key, c.target_key, c.cause, c.claimed_at as at, c.message_id, c.source,
        null::bigint as decision, null as decided_by, null as reason,
        case when l.decision > 0 then 'OVERRULED'
          when l.target_key <> c.target_key then 'PRECEDED'
          when p.merged_into is null then 'CUT'
          else 'HOLDS' end as state
      from identity_claim c
      join identity_link l on l.alias_key = c.alias_key
      join profile p on p.user_key = c.alias_key
      where c.alias_key = any(?) or c.target_key = any(?)
      order by c.alias_key, c.claimed_at, c.message_id limit ?
      """;
  private static final String DECISIONS =
      """
      select d.decision, d.alias_key, d.target_key, d.decided_at, d.decided_by, d.reason,
        l.decision = d.decision as holds
      from identity_decision d join identity_link l on l.alias_key = d.alias_key
      where d.alias_key = any(?) or d.target_key = any(?)
      order by d.decision desc limit ?
      """;
  private static final String MOVES =
      """
      select m.user_key, m.from_key, m.to_key, m.moved_at, m.claim_alias, m.cause,
        m.stated_at as at, m.message_id, m.source, m.decision,
        d.decided_by, d.reason
      from identity_move m
      left join identity_decision d on d.decision = m.decision
      where m.user_key = any(?) or m.from_key = any(?) or m.to_key = any(?)
      order by m.move desc limit ?
      """;

  private final JdbcTemplate jdbc;

  JdbcIdentityArchive(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<String> rootOf(String userKey) {
    return jdbc
        .queryForList(
            "select coalesce(merged_into, user_key) from profile where user_key = ?",
            String.class,
            userKey)
        .stream()
        .findFirst();
  }

  @Override
  public List<Identity.Key> keys(String root, int limit) {
    return jdbc.query(
        KEYS,
        (row, number) -> {
          String key = row.getString("user_key");
          String target = row.getString("target_key");
          return new Identity.Key(
              key,
              Columns.instant(row, "moved_at"),
              key.equals(target) ? null : target,
              target == null ? null : reason(row));
        },
        root,
        root,
        limit);
  }

  /** A decision has an author instead of a message. */
  private static Reason reason(ResultSet row) throws SQLException {
    @Nullable Long decision = row.getObject("decision", Long.class);
    return new Reason(
        Cause.valueOf(row.getString("cause")),
        Columns.instantOf(row, "at"),
        decision == null ? row.getString("message_id") : null,
        row.getString("source"),
        decision,
        row.getString("decided_by"),
        row.getString("reason"));
  }

  @Override
  public List<Identity.Claim> claims(Collection<String> keys, int limit) {
    String[] names = Columns.text(keys);
    return jdbc.query(
        CLAIMS,
        (row, number) ->
            new Identity.Claim(
                row.getString("alias_key"),
                row.getString("target_key"),
                reason(row),
                State.valueOf(row.getString("state"))),
        names,
        names,
        limit);
  }

  @Override
  public List<Identity.Decided> decisions(Collection<String> keys, int limit) {
    String[] names = Columns.text(keys);
    return jdbc.query(
        DECISIONS,
        (row, number) ->
            new Identity.Decided(
                row.getLong("decision"),
                row.getString("alias_key"),
                row.getString("target_key"),
                Columns.instantOf(row, "decided_at"),
                row.getString("decided_by"),
                row.getString("reason"),
                row.getBoolean("holds")),
        names,
        names,
        limit);
  }

  @Override
  public List<Identity.Moved> moves(Collection<String> keys, int limit) {
    String[] names = Columns.text(keys);
    return jdbc.query(
        MOVES,
        (row, number) ->
            new Identity.Moved(
                row.getString("user_key"),
                row.getString("from_key"),
                row.getString("to_key"),
                Columns.instantOf(row, "moved_at"),
                row.getString("claim_alias"),
                reason(row)),
        names,
        names,
        names,
        limit);
  }
}
