package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.delivery.Message;
import io.tierwise.campaign.delivery.Messages;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Messages as rows; their keys are unique. */
public final class JdbcMessages implements Messages {
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  public JdbcMessages(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public int enqueue(List<Message> messages, Instant now) {
    if (messages.isEmpty()) {
      return 0;
    }
    Integer added = transactions.execute(_ -> insert(messages, now));
    return added == null ? 0 : added;
  }

  private int insert(List<Message> messages, Instant now) {
    JdbcPersons.share(jdbc);
    return jdbc.sql(
            """
            insert into message (key, user_id, came_as, channel, template, fields, campaign_id,
              contact_id, journey_id, due, priority, queued_at, changed_at)
            select b.key, coalesce(i.user_id, b.user_id), b.user_id, b.channel, b.template,
                   b.fields::jsonb, b.campaign_id, b.contact_id, b.journey_id,
                   b.due::timestamptz, b.priority::integer, ?, ?
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
              as b (key, user_id, channel, template, fields, campaign_id, contact_id, journey_id,
                    due, priority, ordinal)
            left join member_identity i on i.alias_id = b.user_id
            order by b.ordinal
            on conflict (key) do nothing
            """)
        .param(Rows.time(now))
        .param(Rows.time(now))
        .param(column(messages, Message::key))
        .param(column(messages, Message::userId))
        .param(column(messages, m -> m.channel().id()))
        .param(column(messages, Message::template))
        .param(column(messages, m -> StoredJson.write(m.fields())))
        .param(column(messages, Message::campaignId))
        .param(column(messages, Message::contactId))
        .param(column(messages, Message::journeyId))
        .param(column(messages, Message::due))
        .param(column(messages, Message::priority))
        .update();
  }
}
