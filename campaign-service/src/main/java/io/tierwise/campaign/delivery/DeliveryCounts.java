package io.tierwise.campaign.delivery;

import io.tierwise.campaign.lifecycle.Channel;
import java.time.Duration;

/** Told of every attempt, for metrics. */
public interface DeliveryCounts {
  /**
   * @param sinceDue how long ago it might have been sent
   */
  void count(Channel channel, MessageState state, Duration sinceDue);
}
