package io.tierwise.campaign.delivery;

import io.tierwise.campaign.lifecycle.Channel;
import java.time.Instant;

/**
 * That and how a channel sends.
 *
 * @param perSecond messages that all instances together send in a second
 * @param parallel sent at the same time by an instance
 * @param attempts after which a message that cannot be sent has failed
 */
public record ChannelDelivery(
    Channel channel,
    SenderSettings sender,
    double perSecond,
    int parallel,
    int attempts,
    Instant updatedAt) {
  public ChannelDelivery {
    if (!(perSecond > 0) || parallel < 1 || attempts < 1) {
      throw new IllegalArgumentException(
          perSecond + " per second, " + parallel + " parallel, " + attempts + " attempts");
    }
  }

  /** What may go at once after a silence: a fifth of a second's worth. */
  public double burst() {
    return Math.max(1, perSecond / 5);
  }
}
