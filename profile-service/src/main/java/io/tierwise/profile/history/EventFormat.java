package io.tierwise.profile.history;

import io.tierwise.profile.event.UserEvent;

/** How events are written on their topic and in the ledger. */
public interface EventFormat {
  /**
   * @throws UnreadableEvent if this is no such event, or one that cannot be stored
   */
  UserEvent read(byte[] payload);
}
