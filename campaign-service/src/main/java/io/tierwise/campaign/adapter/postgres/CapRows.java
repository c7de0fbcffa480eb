package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.pressure.CapLedger;
import io.tierwise.campaign.pressure.ContactPolicy;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what everybody has used of the caps. */
final class CapRows {
  static CapLedger ledger(JdbcClient jdbc, ContactPolicy policy, Instant at) {
    CapLedger ledger = new CapLedger(policy);
    if (!policy.hasCaps()) {
      return ledger;
    }
    jdbc.sql(
            """
            select m.user_id, m.channel, count(*) filter (where m.at > t.at - interval '24 hours'),
                   count(*) filter (where m.at > t.at - interval '168 hours'), count(*)
            from (select ?::timestamptz as at) t
            join contact_made m on m.at > t.at - interval '720 hours'
            group by m.user_id, m.channel
            """)
        .param(Rows.time(at))
        .query(
            row -> {
              ledger.add(
                  row.getString(1),
                  Channel.of(row.getString(2)).orElseThrow(),
                  row.getInt(3),
                  row.getInt(4),
                  row.getInt(5));
            });
    return ledger;
  }

  private CapRows() {}
}
