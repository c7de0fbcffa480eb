package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.pressure.ContactAllowance;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One call of a function of the database, which locks, counts and takes. */
public final class JdbcContactAllowance implements ContactAllowance {
  private final JdbcClient jdbc;

  public JdbcContactAllowance(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Taken take(String userId, Channel channel, String key, Instant at) {
    return jdbc.sql("select cap, used, most from take_contact(?, ?, ?, ?)")
        .params(userId, channel.id(), key, Rows.time(at))
        .query(
            (row, _) -> (Taken) new Taken.Refused(row.getString(1), row.getInt(2), row.getInt(3)))
        .optional()
        .orElseGet(Taken.Granted::new);
  }
}
