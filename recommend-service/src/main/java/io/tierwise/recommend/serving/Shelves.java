package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.interaction.UserHistory;
import io.tierwise.recommend.model.BoughtTogether;
import io.tierwise.recommend.model.ItemNeighborhood;
import io.tierwise.recommend.model.RecommendationModel;
import io.tierwise.recommend.model.Scores;
import java.util.List;
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

  /**
   * @param history whose purchases and returns the filters are about
   * @param user whose usual prices count where the rules say so
   */
  Shelf shelf(int limit, Filters filters, RankingRules rules, UserHistory history, Strengths user) {
    PriceBand prices = rules.priceFit() > 0 ? PriceBand.of(user, catalogue) : PriceBand.UNKNOWN;
    return new Shelf(
        limit,
        catalogue,
        new ItemFilter(catalogue, filters, requireCatalogue, history),
        new Ranker(catalogue, rules, prices));
  }

  Shelf shelf(int limit, Filters filters) {
    return shelf(limit, filters, RankingRules.NONE, UserHistory.EMPTY, new Strengths());
  }

  void fill(Shelf shelf, List<Strategy> chain, Optional<LiveModel.Serving> live, Sought sought) {
    RecommendationModel model =
        live.map(LiveModel.Serving::model).orElseGet(RecommendationModel::empty);
    for (Strategy step : chain) {
      if (!shelf.isFull()) {
        fill(shelf, step, model, sought);
      }
    }
    shelf.arrange();
  }

  private void fill(Shelf shelf, Strategy step, RecommendationModel model, Sought sought) {
    Scores scores = sought.scores();
    scores.clear();
    switch (step) {
      case ITEM_KNN,
          LINEAR_FILTER,
          EASE,
          NEXT_ITEM,
          CONTENT,
          ALS,
          USER_KNN,
          RATING_FACTORS,
          HYBRID -> {
        model.personal(step.algorithm()).score(sought.user(), scores);
        shelf.putBest(scores, step);
      }
      case SIMILAR -> {
        model.itemKnn().score(sought.about(), scores);
        shelf.putBest(scores, step);
      }
      case BOUGHT_TOGETHER -> {
        for (int i = 0; i < sought.about().size(); i++) {
          for (BoughtTogether.Rule rule : model.boughtTogether().rules(sought.about().item(i))) {
            scores.add(rule.item(), rule.confidence());
          }
        }
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
      case NEWEST -> shelf.putNewest();
      case AUTO, PINNED -> {
        // Was resolved, were put first.
      }
    }
  }

  void putSimilar(Shelf shelf, int item, ItemNeighborhood knn) {
    for (int place = 0; place < knn.neighbours(item); place++) {
      shelf.put(knn.neighbour(item, place), knn.similarity(item, place), Strategy.SIMILAR);
    }
  }
}
