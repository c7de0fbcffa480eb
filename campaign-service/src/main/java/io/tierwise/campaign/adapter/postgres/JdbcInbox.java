package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.JdbcPersons.PERSON;

import io.tierwise.campaign.delivery.Content;
import io.tierwise.campaign.delivery.Inbox;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The messages that have content: only those of an inbox do. */
public final class JdbcInbox implements Inbox {
  private static final String OF_USER =
      " from message m where m.content is not null and m.user_id = ";
  private final JdbcClient jdbc;

  public JdbcInbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Item> list(String userId, boolean unreadOnly, long before, int limit) {
    return jdbc.sql(
            "select m.seq, m.key, m.content, m.fields, m.campaign_id, m.sent_at, m.read_at"
                + OF_USER
                + PERSON
                + (unreadOnly ? " and m.read_at is null" : "")
                + " and m.seq < ? order by m.seq desc limit ?")
        .params(userId, userId, before, limit)
        .query(
            (row, _) ->
                new Item(
                    row.getLong("seq"),
                    row.getString("key"),
                    StoredJson.read(row.getString("content"), Content.class),
                    StoredJson.readTexts(row.getString("fields")),
                    row.getString("campaign_id"),
                    Rows.instant(row, "sent_at"),
                    Rows.instantOrNull(row, "read_at")))
        .list();
  }

  @Override
  public long unread(String userId) {
    return jdbc.sql("select count(*)" + OF_USER + PERSON + " and m.read_at is null")
        .params(userId, userId)
        .query(Long.class)
        .single();
  }

  @Override
  public boolean read(String userId, String key, Instant now) {
    return jdbc.sql(
                """
                update message m set read_at = coalesce(m.read_at, ?),
                  opened_at = coalesce(m.opened_at, ?)
                where m.key = ? and m.content is not null and m.user_id = %s
                """
                    .formatted(PERSON))
            .params(Rows.time(now), Rows.time(now), key, userId, userId)
            .update()
        == 1;
  }
}
