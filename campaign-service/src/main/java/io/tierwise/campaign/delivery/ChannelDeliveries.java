package io.tierwise.campaign.delivery;

import io.tierwise.campaign.lifecycle.Channel;
import java.util.List;
import java.util.Optional;

/** Port: which channels send, and how. */
public interface ChannelDeliveries {
  void put(ChannelDelivery delivery);

  Optional<ChannelDelivery> find(Channel channel);

  List<ChannelDelivery> list();

  boolean remove(Channel channel);
}
