package io.tierwise.campaign.journey;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look came to: how the enrolment stands now, and what was sent on the way.
 *
 * @param dueAt when to look again; null: not by itself
 * @param outcome why it ended; null while it goes on
 */
public record Transition(
    Enrolment enrolment, @Nullable Instant dueAt, @Nullable String outcome, List<Sent> sent) {
  public Transition {
    sent = List.copyOf(sent);
  }

  /**
   * @param hop number of the step on this way, which makes the send unique
   */
  public record Sent(int hop, Step.Send step, Outcome outcome) {}

  /** What became of a send step. */
  public enum Outcome {
    SENT,
    NO_CONSENT,
    /** No profile, or a visitor without address. */
    NOT_REACHABLE
  }
}
