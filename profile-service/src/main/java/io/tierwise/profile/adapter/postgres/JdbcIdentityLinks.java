package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.history.IdentityLinks;
import io.tierwise.profile.identity.IdentityClaim;
import java.util.Collection;
import org.springframework.jdbc.core.JdbcTemplate;

/** The links between keys. */
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
      select alias_key, target_key, claimed_at, message_id from identity_link
      where alias_key in (select key from component)
      """;
  private static final String SAVE =
      """
      insert into identity_link (alias_key, target_key, claimed_at, message_id)
      select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[])
      on conflict (alias_key) do update set target_key = excluded.target_key,
        claimed_at = excluded.claimed_at, message_id = excluded.message_id
      """;

  private final JdbcTemplate jdbc;

  JdbcIdentityLinks(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Collection<IdentityClaim> connectedWith(Collection<String> keys) {
    return jdbc.query(
        CONNECTED,
        (row, number) ->
            new IdentityClaim(
                row.getString("alias_key"),
                row.getString("target_key"),
                new Stamp(Columns.instantOf(row, "claimed_at"), row.getString("message_id"))),
        (Object) Columns.text(keys));
  }

  @Override
  public void save(Collection<IdentityClaim> claims) {
    jdbc.update(
        SAVE,
        Columns.text(claims, IdentityClaim::alias),
        Columns.text(claims, IdentityClaim::target),
        Columns.text(claims, claim -> claim.stamp().at()),
        Columns.text(claims, claim -> claim.stamp().messageId()));
  }
}
