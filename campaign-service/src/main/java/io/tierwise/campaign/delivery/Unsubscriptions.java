package io.tierwise.campaign.delivery;

import io.tierwise.campaign.lifecycle.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: who wants nothing more on a channel. Allocations, decisions and senders honour it. */
public interface Unsubscriptions {
  /**
   * @param messageKey of the message by which it was said
   */
  record Unsubscription(Channel channel, Instant at, @Nullable String messageKey) {}

  /**
   * By the link of a message.
   *
   * @return the channel that the person is unsubscribed from now; empty if there is no such message
   */
  Optional<Channel> unsubscribe(String messageKey, Instant now);

  List<Unsubscription> of(String userId);

  /** The person wants messages again. */
  boolean revoke(String userId, Channel channel);
}
