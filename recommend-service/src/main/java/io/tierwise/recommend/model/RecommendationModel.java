package io.tierwise.recommend.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Everything that one training run learnt, in item numbers of its own: {@code itemIds.get(i)} is
 * item i. An algorithm that was not asked for is empty.
 *
 * @param personal by algorithm, those of {@link Algorithm#PERSONAL}
 * @param primary whom to ask where nobody names an algorithm
 */
public record RecommendationModel(
    List<String> itemIds,
    ItemRanking popularity,
    ItemRanking trending,
    Map<Algorithm, PersonalModel> personal,
    BoughtTogether boughtTogether,
    Algorithm primary) {
  public RecommendationModel {
    itemIds = List.copyOf(itemIds);
    personal = Map.copyOf(personal);
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

  public PersonalModel personal(Algorithm algorithm) {
    PersonalModel found = personal.get(algorithm);
    return found == null ? ItemNeighborhood.empty() : found;
  }

  public ItemNeighborhood itemKnn() {
    return personal(Algorithm.ITEM_KNN) instanceof ItemNeighborhood found
        ? found
        : ItemNeighborhood.empty();
  }

  /** The same model in the numbers of the catalogue it will serve from. */
  public RecommendationModel renumbered(ToIntFunction<String> numberOf) {
    int[] numbers = itemIds.stream().mapToInt(numberOf).toArray();
    Map<Algorithm, PersonalModel> moved = new EnumMap<>(Algorithm.class);
    personal.forEach((algorithm, model) -> moved.put(algorithm, model.renumbered(numbers)));
    return new RecommendationModel(
        itemIds,
        popularity.renumbered(numbers),
        trending.renumbered(numbers),
        moved,
        boughtTogether.renumbered(numbers),
        primary);
  }
}
