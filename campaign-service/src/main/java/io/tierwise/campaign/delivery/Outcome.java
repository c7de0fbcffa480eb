package io.tierwise.campaign.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of trying to send a message. */
public sealed interface Outcome {
  /** The receiver has it. */
  record Sent() implements Outcome {}

  /** It lies in the person's inbox. */
  record Shown(Content content) implements Outcome {}

  /** The receiver refuses this address for good. */
  record Bounced(String reason) implements Outcome {}

  /** Trying again would not help. */
  record Failed(String reason) implements Outcome {}

  /**
   * Trying again may help.
   *
   * @param notBefore as the receiver asks; null if it does not
   */
  record Troubled(String reason, @Nullable Instant notBefore) implements Outcome {}

  /** It was not tried. */
  record PutBack() implements Outcome {}
}
