package io.tierwise.segmentation.tier;

/**
 * A named place in the order of value.
 *
 * @param rank 1 is the best
 */
public record ValueTier(String name, int rank) {
  public ValueTier {
    if (rank < 1) {
      throw new IllegalArgumentException("rank = " + rank + " is below 1");
    }
  }
}
