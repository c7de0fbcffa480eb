package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.delivery.ChannelDelivery;
import io.tierwise.campaign.delivery.SenderSettings;
import io.tierwise.campaign.lifecycle.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A channel's delivery as a row; of its senders one is not null. */
final class ChannelDeliveryRows {
  private record Document(
      int parallel,
      int attempts,
      SenderSettings.@Nullable Webhook webhook,
      SenderSettings.@Nullable Smtp smtp,
      SenderSettings.@Nullable Inbox inbox,
      SenderSettings.@Nullable FileDrop file,
      SenderSettings.@Nullable Topic topic) {
    SenderSettings sender() {
      if (webhook != null) {
        return webhook;
      }
      if (smtp != null) {
        return smtp;
      }
      if (inbox != null) {
        return inbox;
      }
      return file != null ? file : Objects.requireNonNull(topic);
    }
  }

  static String document(ChannelDelivery delivery) {
    SenderSettings sender = delivery.sender();
    return StoredJson.write(
        new Document(
            delivery.parallel(),
            delivery.attempts(),
            sender instanceof SenderSettings.Webhook webhook ? webhook : null,
            sender instanceof SenderSettings.Smtp smtp ? smtp : null,
            sender instanceof SenderSettings.Inbox inbox ? inbox : null,
            sender instanceof SenderSettings.FileDrop file ? file : null,
            sender instanceof SenderSettings.Topic topic ? topic : null));
  }

  static ChannelDelivery delivery(ResultSet row) throws SQLException {
    Document document = StoredJson.read(row.getString("settings"), Document.class);
    return new ChannelDelivery(
        Channel.of(row.getString("channel")).orElseThrow(),
        document.sender(),
        row.getDouble("per_second"),
        document.parallel(),
        document.attempts(),
        Rows.instant(row, "updated_at"));
  }

  private ChannelDeliveryRows() {}
}
