package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.history.IdentityLinks;
import io.tierwise.profile.identity.Cause;
import io.tierwise.profile.identity.Decision;
import io.tierwise.profile.identity.IdentityClaim;
import io.tierwise.profile.identity.Move;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The links between keys, and the tables that tell where they come from. */
final class JdbcIdentityLinks implements IdentityLinks {
  private static final String CONNECTED =
      """
      with recursive component (key) as (
        select k collate "C" from unnest(?::text[]) as s (k)
        union
        select n.key from component c cross join lateral (
          select l.target_key as key from identity_link l where l.alias_key = c.key
          union all
          select l.alias_key from identity_link l where l.target_key = c.key) n
      )
      select true as holds, alias_key, target_key, claimed_at, message_id, cause, source, decision
      from identity_link where alias_key in (select key from component)
      """;
  private static final String AROUND =
      CONNECTED
          + """
      union all
      select false, c.alias_key, c.target_key, c.claimed_at, c.message_id, c.cause, c.source, 0
      from unnest(?::text[], ?::text[]) as p (alias_key, target_key)
      join identity_claim c on c.alias_key = p.alias_key and c.target_key = p.target_key
      """;
  private static final String SAVE =
      """
      with link as (
        insert into identity_link
          (alias_key, target_key, claimed_at, message_id, cause, source, decision)
        select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
          ?::text[], ?::bigint[])
        on conflict (alias_key) do update set target_key = excluded.target_key,
          claimed_at = excluded.claimed_at, message_id = excluded.message_id,
          cause = excluded.cause, source = excluded.source, decision = excluded.decision
      ), move as (
        insert into identity_move
          (user_key, from_key, to_key, claim_alias, stated_at, cause, message_id, source,
            decision, moved_at)
        select m.*, ?::timestamptz
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[],
          ?::text[], ?::text[], ?::bigint[]) m
      )
      insert into identity_claim (alias_key, target_key, claimed_at, message_id, cause, source)
      select distinct on (alias_key collate "C", target_key collate "C") *
      from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[])
        as c (alias_key, target_key, claimed_at, message_id, cause, source)
      order by alias_key collate "C", target_key collate "C", claimed_at, message_id collate "C"
      on conflict (alias_key, target_key) do update set claimed_at = excluded.claimed_at,
        message_id = excluded.message_id, cause = excluded.cause, source = excluded.source
      where (excluded.claimed_at, excluded.message_id)
        < (identity_claim.claimed_at, identity_claim.message_id)
      """;

  private final JdbcTemplate jdbc;

  JdbcIdentityLinks(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Collection<IdentityClaim> connectedWith(Collection<String> keys) {
    return jdbc.query(CONNECTED, (row, number) -> claim(row), (Object) Columns.text(keys));
  }

  @Override
  public Known around(Collection<IdentityClaim> claims) {
    Set<String> keys = new LinkedHashSet<>();
    for (IdentityClaim claim : claims) {
      keys.add(claim.alias());
      keys.add(claim.target());
    }
    List<IdentityClaim> links = new ArrayList<>();
    List<IdentityClaim> known = new ArrayList<>();
    jdbc.query(
        AROUND,
        row -> {
          (row.getBoolean("holds") ? links : known).add(claim(row));
        },
        Columns.text(keys),
        Columns.text(claims, IdentityClaim::alias),
        Columns.text(claims, IdentityClaim::target));
    return new Known(links, known);
  }

  private static IdentityClaim claim(ResultSet row) throws SQLException {
    return new IdentityClaim(
        row.getString("alias_key"),
        row.getString("target_key"),
        new Stamp(Columns.instantOf(row, "claimed_at"), row.getString("message_id")),
        Cause.valueOf(row.getString("cause")),
        row.getString("source"),
        row.getLong("decision"));
  }

  @Override
  public void save(
      Collection<IdentityClaim> links,
      Collection<IdentityClaim> claims,
      Collection<Move> moves,
      Instant now) {
    jdbc.update(
        SAVE,
        Columns.text(links, IdentityClaim::alias),
        Columns.text(links, IdentityClaim::target),
        Columns.text(links, link -> link.stamp().at()),
        Columns.text(links, link -> link.stamp().messageId()),
        Columns.text(links, IdentityClaim::cause),
        Columns.text(links, IdentityClaim::source),
        Columns.numbers(links, IdentityClaim::decision),
        now.toString(),
        Columns.text(moves, Move::key),
        Columns.text(moves, Move::from),
        Columns.text(moves, Move::to),
        Columns.text(moves, move -> move.claim().alias()),
        Columns.text(moves, move -> move.claim().stamp().at()),
        Columns.text(moves, move -> move.claim().cause()),
        Columns.text(moves, JdbcIdentityLinks::messageId),
        Columns.text(moves, move -> move.claim().source()),
        Columns.numbers(moves, JdbcIdentityLinks::decision),
        Columns.text(claims, IdentityClaim::alias),
        Columns.text(claims, IdentityClaim::target),
        Columns.text(claims, claim -> claim.stamp().at()),
        Columns.text(claims, claim -> claim.stamp().messageId()),
        Columns.text(claims, IdentityClaim::cause),
        Columns.text(claims, IdentityClaim::source));
  }

  private static @Nullable String messageId(Move move) {
    return move.claim().byHand() ? null : move.claim().stamp().messageId();
  }

  private static @Nullable Long decision(Move move) {
    return move.claim().byHand() ? move.claim().decision() : null;
  }

  @Override
  public long decide(Decision decision, Instant now) {
    return jdbc.query(
            "insert into identity_decision (alias_key, target_key, decided_by, reason, decided_at)"
                + " values (?, ?, ?, ?, ?::timestamptz) returning decision",
            (row, number) -> row.getLong(1),
            decision.key(),
            decision.target(),
            decision.by(),
            decision.reason(),
            now.toString())
        .getFirst();
  }
}
