package io.tierwise.contracts;

import org.jspecify.annotations.Nullable;

/** A message that is not what its topic promises; it belongs to the rejected events. */
public final class UnreadableContract extends RuntimeException {
  public UnreadableContract(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
