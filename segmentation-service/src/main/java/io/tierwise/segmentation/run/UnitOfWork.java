package io.tierwise.segmentation.run;

import java.util.function.Supplier;

/** Port: all or nothing. */
public interface UnitOfWork {
  <T> T inTransaction(Supplier<T> work);

  /** For work on everybody, which takes longer than anything that somebody waits for. */
  <T> T inLongTransaction(Supplier<T> work);
}
