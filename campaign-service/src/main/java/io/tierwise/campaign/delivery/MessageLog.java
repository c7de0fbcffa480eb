package io.tierwise.campaign.delivery;

import io.tierwise.campaign.lifecycle.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: what became of messages, and what receivers report later. */
public interface MessageLog {
  /** What may limit a listing; nulls do not. */
  record Filter(
      @Nullable String campaignId,
      @Nullable String journeyId,
      @Nullable String userId,
      @Nullable MessageState state,
      @Nullable Channel channel) {}

  /**
   * @param position of the listing's cursor
   */
  record Entry(
      long position,
      Message message,
      MessageState state,
      @Nullable String reason,
      int attempts,
      Instant queuedAt,
      Instant changedAt,
      @Nullable Instant sentAt,
      @Nullable Instant openedAt) {}

  record Count(Channel channel, MessageState state, long messages) {}

  List<Entry> list(Filter filter, long after, int limit);

  Optional<Entry> find(String key);

  List<Count> counts(Filter filter);

  /** What a receiver says of a message that it took. */
  enum Report {
    DELIVERED,
    OPENED,
    BOUNCED,
    FAILED,
    UNSUBSCRIBED
  }

  /**
   * @param reason as the receiver words it
   */
  record Receipt(String key, Report report, @Nullable String reason) {}

  /**
   * Keeps a receipt; one that comes late or twice changes nothing.
   *
   * @return the state that the message has now; empty if it is not known
   */
  Optional<MessageState> receive(Receipt receipt, Instant now);
}
