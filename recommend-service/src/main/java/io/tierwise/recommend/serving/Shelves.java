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
  private final SegmentDemand segments;
  private final boolean requireCatalogue;

  Shelves(
      Catalogue catalogue, LiveDemand demand, SegmentDemand segments, boolean requireCatalogue) {
    this.catalogue = catalogue;
    this.demand = demand;
    this.segments = segments;
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
        limit, catalogue, filter(filters, history), new Ranker(catalogue, rules, prices));
  }

  ItemFilter filter(Filters filters, UserHistory history) {
    return new ItemFilter(catalogue, filters, requireCatalogue, history);
  }

  Shelf shelf(int limit, Filters filters) {
    return shelf(limit, filters, RankingRules.NONE, UserHistory.EMPTY, new Strengths());
  }

  void fill(Shelf shelf, List<Strategy> chain, Optional<LiveModel.Serving> live, Sought sought) {
    RecommendationModel model =
        live.map(LiveModel.Serving::model).orElseGet(RecommendationModel::empty);
    FreshItems fresh = live.map(LiveModel.Serving::fresh).orElse(FreshItems.NONE);
    for (Strategy step : chain) {
      if (!shelf.isFull()) {
        fill(shelf, step, model, fresh, sought);
      }
    }
    shelf.arrange();
  }

  private void fill(
      Shelf shelf, Strategy step, RecommendationModel model, FreshItems fresh, Sought sought) {
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
        fresh.score(scores);
        shelf.putBest(scores, step);
      }
      case SIMILAR -> {
        scoreSimilar(sought.about(), model.itemKnn(), fresh, scores);
        shelf.putBest(scores, step);
      }
      case BOUGHT_TOGETHER -> {
        for (int i = 0; i < sought.about().size(); i++) {
          for (BoughtTogether.Rule rule : model.boughtTogether().rules(sought.about().item(i))) {
            // The best rule counts, not their sum: decision 18.
            double more = rule.confidence() - scores.value(rule.item());
            if (more > 0) {
              scores.add(rule.item(), more);
            }
          }
        }
        shelf.putBest(scores, step);
      }
      case SEGMENT -> shelf.putRanked(segments.of(sought.segment()), step);
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

  /**
   * Items with the same audience; of an item that nobody has touched, those with the audience of
   * the items most like it.
   */
  private static void scoreSimilar(
      Strengths about, ItemNeighborhood knn, FreshItems fresh, Scores scores) {
    Strengths known = new Strengths();
    for (int i = 0; i < about.size(); i++) {
      int[] likes = fresh.likes(about.item(i));
      known.add(about.item(i), about.value(i), about.mainKind(i));
      for (int like : likes) {
        known.add(like, about.value(i) / likes.length, about.mainKind(i));
      }
    }
    knn.score(known, scores);
    double most = 0;
    for (int i = 0; i < scores.size(); i++) {
      most = Math.max(most, scores.value(scores.item(i)));
    }
    for (int i = 0; i < known.size(); i++) {
      // Nothing is nearer to what the list stands beside: what is like it borrows from it.
      scores.add(known.item(i), most > 0 ? most : 1);
    }
    fresh.score(scores);
  }
}
