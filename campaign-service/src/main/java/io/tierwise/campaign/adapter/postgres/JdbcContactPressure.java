package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.pressure.CapLedger;
import io.tierwise.campaign.pressure.ContactPolicy;
import io.tierwise.campaign.pressure.ContactPressure;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks the functions that hold the limits. */
public final class JdbcContactPressure implements ContactPressure {
  private final JdbcClient jdbc;

  public JdbcContactPressure(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<CapUse> caps(String userId, Channel channel, Instant at) {
    return jdbc.sql(
            "select c.cap, c.used, c.most from contact_policy p, caps_of(p.policy, %s, ?, ?) c"
                .formatted(JdbcPersons.PERSON))
        .params(userId, userId, channel.id(), Rows.time(at))
        .query((row, _) -> new CapUse(row.getString(1), row.getInt(2), row.getInt(3)))
        .list();
  }

  @Override
  public CapLedger ledger(ContactPolicy policy, Instant at) {
    return CapRows.ledger(jdbc, policy, at);
  }

  @Override
  public long madeToday(Channel channel, Instant at) {
    return jdbc.sql(
            "select coalesce(max(d.contacts), 0) from contact_policy p join channel_day d"
                + " on d.channel = ? and d.day = shop_day(p.policy, ?)")
        .params(channel.id(), Rows.time(at))
        .query(Long.class)
        .single();
  }
}
