package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.delivery.ChannelDeliveries;
import io.tierwise.campaign.delivery.ChannelDelivery;
import io.tierwise.campaign.lifecycle.Channel;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row for each channel that sends. */
public final class JdbcChannelDeliveries implements ChannelDeliveries {
  private final JdbcClient jdbc;

  public JdbcChannelDeliveries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void put(ChannelDelivery delivery) {
    jdbc.sql(
            """
            insert into channel_delivery (channel, settings, per_second, tokens, tokens_at,
              updated_at)
            values (?, ?::jsonb, ?, ?, ?, ?)
            on conflict (channel) do update set settings = excluded.settings,
              per_second = excluded.per_second, tokens = excluded.tokens,
              tokens_at = excluded.tokens_at, updated_at = excluded.updated_at
            """)
        .params(
            delivery.channel().id(),
            ChannelDeliveryRows.document(delivery),
            delivery.perSecond(),
            delivery.burst(),
            Rows.time(delivery.updatedAt()),
            Rows.time(delivery.updatedAt()))
        .update();
  }

  @Override
  public Optional<ChannelDelivery> find(Channel channel) {
    return jdbc.sql("select * from channel_delivery where channel = ?")
        .param(channel.id())
        .query((row, _) -> ChannelDeliveryRows.delivery(row))
        .optional();
  }

  @Override
  public List<ChannelDelivery> list() {
    return jdbc.sql("select * from channel_delivery order by channel")
        .query((row, _) -> ChannelDeliveryRows.delivery(row))
        .list();
  }

  @Override
  public boolean remove(Channel channel) {
    return jdbc.sql("delete from channel_delivery where channel = ?").param(channel.id()).update()
        == 1;
  }
}
