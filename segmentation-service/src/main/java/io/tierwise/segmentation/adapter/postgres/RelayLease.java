package io.tierwise.segmentation.adapter.postgres;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The right of one process to send what waits for a topic. */
record RelayLease(String name, JdbcClient jdbc, Clock clock) {
  boolean take(String owner, Duration lease) {
    Instant now = clock.instant();
    return jdbc.sql(
                """
                insert into relay_lease (name, owner, lease_until) values (?, ?, ?)
                on conflict (name) do update
                  set owner = excluded.owner, lease_until = excluded.lease_until
                  where relay_lease.owner = excluded.owner or relay_lease.lease_until < ?
                """)
            .params(name, owner, Columns.timestamp(now.plus(lease)), Columns.timestamp(now))
            .update()
        == 1;
  }

  void release(String owner) {
    jdbc.sql("delete from relay_lease where name = ? and owner = ?").params(name, owner).update();
  }
}
