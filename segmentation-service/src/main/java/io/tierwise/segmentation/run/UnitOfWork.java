package io.tierwise.segmentation.run;

import java.util.function.Supplier;

/** Port: all or nothing. */
public interface UnitOfWork {
  <T> T inTransaction(Supplier<T> work);
}
