package io.tierwise.campaign.delivery;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How far a message has come. */
public enum MessageState {
  QUEUED,
  /** Claimed by an instance; who claimed it may have died. */
  SENDING,
  /** The receiver has taken it. */
  SENT,
  /** The person has it, as far as the receiver can tell. */
  DELIVERED,
  /** The receiver refused the address for good. */
  BOUNCED,
  FAILED,
  /** The person used it to unsubscribe. */
  UNSUBSCRIBED,
  /** Kept back: the person had unsubscribed, or the gate said never. */
  SUPPRESSED;

  /** As in requests and answers. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<MessageState> of(String id) {
    return Stream.of(values()).filter(state -> state.id().equals(id)).findFirst();
  }
}
