package io.tierwise.campaign.delivery;

import io.tierwise.campaign.lifecycle.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: the queue as who sends sees it. Of one message there is one sender at a time. */
public interface Outbox {
  /** Channels with a delivery and something to send now. */
  Set<Channel> waiting(Instant now);

  /**
   * A batch that an instance left behind, else the next messages as far as the channel's rate, the
   * gate and unsubscriptions allow.
   */
  Optional<Claimed> claim(Channel channel, int limit, Instant now, Duration lease);

  /**
   * What became of a message of a batch.
   *
   * @param due of the next attempt, if it is queued again
   * @param untried if the attempt does not count
   * @param content to show in the inbox
   */
  record Result(
      long seq,
      MessageState state,
      @Nullable String reason,
      @Nullable Instant due,
      boolean untried,
      @Nullable Content content) {}

  void record(long batch, List<Result> results, Instant now);

  /** No instance claims anything of the channel before that. */
  void rest(Channel channel, Instant until);
}
