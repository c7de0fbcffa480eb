package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.pressure.ContactAllowance;
import io.tierwise.campaign.pressure.ContactAllowances;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls a function of the database, which locks, counts and takes. */
public final class JdbcContactAllowance implements ContactAllowance, ContactAllowances {
  private final JdbcClient jdbc;

  public JdbcContactAllowance(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Taken take(String userId, Channel channel, String key, Instant at) {
    return jdbc.sql("select cap, used, most from take_contact(?, ?, ?, ?)")
        .params(userId, channel.id(), key, Rows.time(at))
        .query((row, _) -> taken(row))
        .optional()
        .orElseGet(Taken.Granted::new);
  }

  /** All people are locked before the first contact is taken, in one order, against deadlocks. */
  @Override
  public List<Taken> takeAll(List<Wanted> wanted, Channel channel, Instant at) {
    jdbc.sql("select share_contacts()").query((_, _) -> true).single();
    jdbc.sql(
            """
            select pg_advisory_xact_lock(5, person) from (
              select distinct hashtext(coalesce(i.user_id, u.id)) as person
              from unnest(?::text[]) as u (id)
              left join member_identity i on i.alias_id = u.id order by person) p
            """)
        .param(Rows.column(wanted, Wanted::userId))
        .query((_, _) -> true)
        .list();
    return jdbc.sql(
            """
            select t.cap, t.used, t.most
            from unnest(?::text[], ?::text[]) with ordinality as w (user_id, key, at)
            left join lateral take_contact(w.user_id, ?, w.key, ?) t on true
            order by w.at
            """)
        .param(Rows.column(wanted, Wanted::userId))
        .param(Rows.column(wanted, Wanted::key))
        .params(channel.id(), Rows.time(at))
        .query((row, _) -> row.getString(1) == null ? new Taken.Granted() : taken(row))
        .list();
  }

  private static Taken taken(ResultSet row) throws SQLException {
    return new Taken.Refused(row.getString(1), row.getInt(2), row.getInt(3));
  }
}
