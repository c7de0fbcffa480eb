package io.tierwise.profile.history;

import java.util.function.Supplier;

/** One database transaction. */
public interface Transactions {
  /**
   * @throws ConcurrentChange if another transaction was in the way; trying again is right
   * @throws UnstorableData if the database refuses a value; trying again is useless
   */
  <T> T inOne(Supplier<T> work);

  /** Somebody else changed what this transaction had read. */
  final class ConcurrentChange extends RuntimeException {
    public ConcurrentChange(String message, Throwable cause) {
      super(message, cause);
    }

    public ConcurrentChange(String message) {
      super(message);
    }
  }

  /** The database refuses a value. */
  final class UnstorableData extends RuntimeException {
    public UnstorableData(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
