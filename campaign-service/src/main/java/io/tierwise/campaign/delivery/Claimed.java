package io.tierwise.campaign.delivery;

import io.tierwise.campaign.lifecycle.Channel;
import java.time.Instant;
import java.util.List;

/**
 * Messages that an instance has to itself for a while.
 *
 * @param batch names the set for good: an instance that takes it over finds the same messages
 * @param until nothing of it is sent after that
 */
public record Claimed(long batch, ChannelDelivery delivery, Instant until, List<Entry> entries) {
  public Claimed {
    entries = List.copyOf(entries);
  }

  /**
   * @param attempt 1 for the first
   */
  public record Entry(long seq, Message message, int attempt, Recipient recipient) {}

  public Channel channel() {
    return delivery.channel();
  }
}
