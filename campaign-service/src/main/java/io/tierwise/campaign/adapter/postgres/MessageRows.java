package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.delivery.Message;
import io.tierwise.campaign.lifecycle.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the table of messages. */
final class MessageRows {
  static final String COLUMNS =
      "m.seq, m.key, m.user_id, m.channel, m.template, m.fields, m.campaign_id, m.contact_id,"
          + " m.journey_id, m.due, m.priority, m.state, m.reason, m.attempts, m.queued_at,"
          + " m.changed_at, m.sent_at, m.opened_at";

  static Message message(ResultSet row) throws SQLException {
    return new Message(
        row.getString("key"),
        row.getString("user_id"),
        Channel.of(row.getString("channel")).orElseThrow(),
        row.getString("template"),
        StoredJson.readTexts(row.getString("fields")),
        row.getString("campaign_id"),
        row.getString("contact_id"),
        row.getString("journey_id"),
        Rows.instant(row, "due"),
        row.getInt("priority"));
  }

  private MessageRows() {}
}
