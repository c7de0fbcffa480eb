package io.tierwise.campaign.contact;

import java.util.List;
import java.util.Optional;

/**
 * What became of candidates.
 *
 * @param made the one that was made
 * @param refusals of those before it, in their order; a limit of the user or the channel is told
 *     once for all
 */
public record Choice(Optional<Candidate> made, List<Refusal> refusals) {
  public Choice {
    refusals = List.copyOf(refusals);
  }

  /**
   * @param name such as {@code user-day} of a cap
   */
  public record Refusal(Limit limit, String name) {}

  /** What forbade a contact. */
  public enum Limit {
    /** Somebody has decided meanwhile: a contact waits to be seen. */
    WAITING,
    USER_CAP,
    CHANNEL_DAY,
    CAMPAIGN_CONTACTS,
    HELD_OUT,
    BUDGET,
    PACE
  }
}
