package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.ItemNeighborhood;
import io.tierwise.recommend.model.RecommendationModel;
import io.tierwise.recommend.model.Scores;
import java.util.Optional;

/** Fills shelves with what model, live demand and catalogue offer, in the order of a chain. */
final class Shelves {
  private final Catalogue catalogue;
  private final LiveDemand demand;
  private final boolean requireCatalogue;

  Shelves(Catalogue catalogue, LiveDemand demand, boolean requireCatalogue) {
    this.catalogue = catalogue;
    this.demand = demand;
    this.requireCatalogue = requireCatalogue;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Shelf shelf(int limit, Filters filters, int[] purchased) {
    return new Shelf(limit, new ItemFilter(catalogue, filters, requireCatalogue, purchased));
  }

  /**
   * @param user fills the personal step of the chain
   * @param scores cleared
   */
  void fill(
      Shelf shelf,
      Strategy strategy,
      Optional<LiveModel.Serving> live,
      Strengths user,
      Scores scores) {
    RecommendationModel model =
        live.map(LiveModel.Serving::model).orElseGet(RecommendationModel::empty);
    for (Strategy step : strategy.chain()) {
      switch (step) {
        case ITEM_KNN -> {
          model.itemKnn().score(user, scores);
          shelf.putBest(scores, step);
        }
        // Live counts are fresher than the model's; the model's serve until there are some.
        case TRENDING -> {
          shelf.putRanked(demand.trending(), step);
          shelf.putRanked(model.trending(), step);
        }
        case POPULARITY -> {
          shelf.putRanked(model.popularity(), step);
          shelf.putRanked(demand.popularity(), step);
        }
        case NEWEST -> shelf.putNewest(catalogue);
        case SIMILAR, BOUGHT_TOGETHER -> {
          // Lists of one item: whoever asks for them puts them on the shelf first.
        }
      }
    }
  }

  void putSimilar(Shelf shelf, int item, ItemNeighborhood knn) {
    for (int place = 0; place < knn.neighbours(item); place++) {
      shelf.put(knn.neighbour(item, place), knn.similarity(item, place), Strategy.SIMILAR);
    }
  }
}
