package io.tierwise.recommend.serving;

import io.tierwise.recommend.model.ItemRanking;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is popular within each segment of users, their tier: for those of whom nothing else is known
 * yet. Replaced as a whole.
 */
public final class SegmentDemand {
  private volatile Map<String, ItemRanking> rankings = Map.of();

  /**
   * @param rankings by segment, in the numbers of the catalogue
   */
  public void replace(Map<String, ItemRanking> rankings) {
    this.rankings = Map.copyOf(rankings);
  }

  /** Empty for a segment that is not known, and for null. */
  public ItemRanking of(@Nullable String segment) {
    ItemRanking found = segment == null ? null : rankings.get(segment);
    return found == null ? ItemRanking.empty() : found;
  }
}
