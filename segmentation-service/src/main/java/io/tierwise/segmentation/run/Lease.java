package io.tierwise.segmentation.run;

/** Work that is held for its owner until this is closed, or until the owner dies. */
@FunctionalInterface
public interface Lease extends AutoCloseable {
  @Override
  void close();
}
