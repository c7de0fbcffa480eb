package io.tierwise.campaign.delivery;

import java.time.Instant;
import java.util.List;

/**
 * Asked before messages go out, in the transaction that claims them for sending: what a gate writes
 * there holds exactly if they are sent. A message that is tried again after a failure, or after a
 * crash, is not asked for again.
 */
public interface SendGate {
  /** Lets everything through. */
  SendGate OPEN = (messages, _) -> messages.stream().<Verdict>map(_ -> new Verdict.Now()).toList();

  /**
   * @param messages of one channel, in the order in which they would go; several may be to one user
   * @return a verdict for each
   */
  List<Verdict> verdicts(List<Message> messages, Instant now);

  /** Whether a message may go. */
  sealed interface Verdict {
    record Now() implements Verdict {}

    /** Asked again then. */
    record Later(Instant until) implements Verdict {}

    /** It ends as suppressed. */
    record Never(String reason) implements Verdict {}
  }
}
