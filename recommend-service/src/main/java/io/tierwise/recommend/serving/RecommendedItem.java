package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Item;
import java.util.List;

/**
 * One place of an answer.
 *
 * @param score comparable within the strategy that the first reason names
 * @param reasons largest share first, at least one
 */
public record RecommendedItem(Item item, double score, List<Reason> reasons) {
  public RecommendedItem {
    reasons = List.copyOf(reasons);
  }
}
