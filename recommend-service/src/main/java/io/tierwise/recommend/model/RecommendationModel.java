package io.tierwise.recommend.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Everything that one training run learnt, in item numbers of its own: {@code itemIds.get(i)} is
 * item i. An algorithm that was not asked for is empty.
 *
 * @param neighborhoods by algorithm, those of {@link Algorithm#NEIGHBORHOODS}
 * @param primary whom to ask where nobody names an algorithm
 */
public record RecommendationModel(
    List<String> itemIds,
    ItemRanking popularity,
    ItemRanking trending,
    Map<Algorithm, ItemNeighborhood> neighborhoods,
    BoughtTogether boughtTogether,
    Algorithm primary) {
  public RecommendationModel {
    itemIds = List.copyOf(itemIds);
    neighborhoods = Map.copyOf(neighborhoods);
  }

  public static RecommendationModel empty() {
    return new RecommendationModel(
        List.of(),
        ItemRanking.empty(),
        ItemRanking.empty(),
        Map.of(),
        BoughtTogether.empty(),
        Algorithm.ITEM_KNN);
  }

  public ItemNeighborhood neighborhood(Algorithm algorithm) {
    ItemNeighborhood found = neighborhoods.get(algorithm);
    return found == null ? ItemNeighborhood.empty() : found;
  }

  public ItemNeighborhood itemKnn() {
    return neighborhood(Algorithm.ITEM_KNN);
  }

  /** The same model in the numbers of the catalogue it will serve from. */
  public RecommendationModel renumbered(ToIntFunction<String> numberOf) {
    int[] numbers = itemIds.stream().mapToInt(numberOf).toArray();
    Map<Algorithm, ItemNeighborhood> moved = new EnumMap<>(Algorithm.class);
    neighborhoods.forEach(
        (algorithm, neighborhood) -> moved.put(algorithm, neighborhood.renumbered(numbers)));
    return new RecommendationModel(
        itemIds,
        popularity.renumbered(numbers),
        trending.renumbered(numbers),
        moved,
        boughtTogether.renumbered(numbers),
        primary);
  }
}
