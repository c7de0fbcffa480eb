package io.tierwise.campaign.delivery;

import java.util.Optional;

/** Port: links by which persons end messages, and that nobody can make up. */
public interface UnsubscribeLinks {
  String of(String messageKey);

  /** The key of the message; empty if the token is not one of ours. */
  Optional<String> read(String token);
}
