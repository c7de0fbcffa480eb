package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.JdbcPersons.PERSON;

import io.tierwise.campaign.delivery.Unsubscriptions;
import io.tierwise.campaign.lifecycle.Channel;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Unsubscriptions as rows that follow their persons. */
public final class JdbcUnsubscriptions implements Unsubscriptions {
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  public JdbcUnsubscriptions(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public Optional<Channel> unsubscribe(String messageKey, Instant now) {
    Optional<Channel> channel = transactions.execute(_ -> keep(jdbc, messageKey, now));
    return channel == null ? Optional.empty() : channel;
  }

  /** Part of a transaction. */
  static Optional<Channel> keep(JdbcClient jdbc, String messageKey, Instant now) {
    JdbcPersons.share(jdbc);
    Optional<String> channel =
        jdbc.sql(
                """
                insert into unsubscription as u (user_id, came_as, channel, message_key, at)
                select user_id, came_as, channel, key, ? from message where key = ?
                on conflict (came_as, channel) do update set at = u.at
                returning channel
                """)
            .params(Rows.time(now), messageKey)
            .query(String.class)
            .optional();
    jdbc.sql(
            """
            update message set state = 'UNSUBSCRIBED', changed_at = ?
            where key = ? and state in ('SENDING', 'SENT', 'DELIVERED')
            """)
        .params(Rows.time(now), messageKey)
        .update();
    return channel.flatMap(Channel::of);
  }

  @Override
  public List<Unsubscription> of(String userId) {
    return jdbc.sql(
            """
            select distinct on (channel) channel, at, message_key from unsubscription
            where user_id = %s order by channel, at
            """
                .formatted(PERSON))
        .params(userId, userId)
        .query(
            (row, _) ->
                new Unsubscription(
                    Channel.of(row.getString(1)).orElseThrow(),
                    Rows.instant(row, "at"),
                    row.getString("message_key")))
        .list();
  }

  @Override
  public boolean revoke(String userId, Channel channel) {
    return jdbc.sql("delete from unsubscription where channel = ? and user_id = " + PERSON)
            .params(channel.id(), userId, userId)
            .update()
        > 0;
  }

  /** The secret that signs links, the same for all instances. */
  public static byte[] secret(JdbcClient jdbc) {
    byte[] fresh = new byte[32];
    new SecureRandom().nextBytes(fresh);
    jdbc.sql("insert into delivery_secret (secret) values (?) on conflict do nothing")
        .param(fresh)
        .update();
    return jdbc.sql("select secret from delivery_secret").query(byte[].class).single();
  }
}
