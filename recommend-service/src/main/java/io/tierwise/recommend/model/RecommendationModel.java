package io.tierwise.recommend.model;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Everything that one training run learnt, in item numbers of its own: {@code itemIds.get(i)} is
 * item i. An algorithm that was not asked for is empty.
 */
public record RecommendationModel(
    List<String> itemIds,
    ItemRanking popularity,
    ItemRanking trending,
    ItemNeighborhood itemKnn,
    BoughtTogether boughtTogether) {
  public RecommendationModel {
    itemIds = List.copyOf(itemIds);
  }

  public static RecommendationModel empty() {
    return new RecommendationModel(
        List.of(),
        ItemRanking.empty(),
        ItemRanking.empty(),
        ItemNeighborhood.empty(),
        BoughtTogether.empty());
  }

  /** The same model in the numbers of the catalogue it will serve from. */
  public RecommendationModel renumbered(ToIntFunction<String> numberOf) {
    int[] numbers = itemIds.stream().mapToInt(numberOf).toArray();
    return new RecommendationModel(
        itemIds,
        popularity.renumbered(numbers),
        trending.renumbered(numbers),
        itemKnn.renumbered(numbers),
        boughtTogether.renumbered(numbers));
  }
}
