package io.tierwise.recommend.model;

/**
 * What a trainer may take beside the data: asked before it takes it, so that a run is refused with
 * the figures and the service goes on serving.
 *
 * @param bytes at most
 */
public record MemoryBound(long bytes) {
  /** As much as an array can hold. */
  public static final MemoryBound NONE = new MemoryBound(Long.MAX_VALUE);

  private static final double MIB = 1 << 20;

  /**
   * @throws TooLarge if more is needed
   */
  void check(Algorithm algorithm, long needed, String size) {
    if (needed > bytes) {
      throw new TooLarge(
          "%s needs %.0f MiB for %s, and %.0f MiB are allowed"
              .formatted(algorithm.id(), needed / MIB, size, bytes / MIB));
    }
  }
}
