package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.evaluation.Tiers;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.BoughtTogether;
import io.tierwise.recommend.model.Contribution;
import io.tierwise.recommend.model.Explanation;
import io.tierwise.recommend.model.RecommendationModel;
import io.tierwise.recommend.model.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Says why items are on a shelf; for linear models with the exact shares of the score. */
final class Reasons implements ShelfReader.Why {
  private static final int SHOWN = 3;
  private static final Explanation UNEXPLAINED = new Explanation(0, List.of());

  private final Catalogue catalogue;
  private final RecommendationModel model;
  private final FreshItems fresh;
  private final Sought sought;
  private final Shelf shelf;
  private final Map<Strategy, List<Explanation>> parts = new EnumMap<>(Strategy.class);

  Reasons(
      Catalogue catalogue,
      RecommendationModel model,
      FreshItems fresh,
      Sought sought,
      Shelf shelf) {
    this.catalogue = catalogue;
    this.model = model;
    this.fresh = fresh;
    this.sought = sought;
    this.shelf = shelf;
  }

  @Override
  public void tell(int place, Places.Builder to) {
    Strategy source = shelf.source(place);
    switch (source) {
      case ITEM_KNN,
          LINEAR_FILTER,
          EASE,
          NEXT_ITEM,
          CONTENT,
          ALS,
          USER_KNN,
          RATING_FACTORS,
          HYBRID ->
          personal(place, source, to);
      case SIMILAR -> similar(place, to);
      case BOUGHT_TOGETHER -> boughtTogether(shelf.item(place), to);
      case SEGMENT -> inSegment(Objects.requireNonNull(sought.segment()), to);
      case AUTO, TRENDING, POPULARITY, NEWEST, PINNED -> to.reason(Cause.of(source));
    }
  }

  private void personal(int place, Strategy source, Places.Builder to) {
    int[] likes = fresh.likes(shelf.item(place));
    if (likes.length > 0) {
      to.reason(Cause.SIMILAR, likes[0], 1);
      return;
    }
    Explanation explained = partsOf(source).get(place);
    if (explained.largest().isEmpty() && source == Strategy.RATING_FACTORS) {
      to.reason(Cause.EXPECTED); // No single item of the history speaks for it.
    }
    for (Contribution part : explained.largest()) {
      to.reason(Cause.of(part.kind()), part.item(), part.score() / explained.total());
    }
  }

  private static void inSegment(String segment, Places.Builder to) {
    String whom = segment.equals(Tiers.PROSPECTS) ? "newcomers" : segment + " customers";
    to.reason(Cause.POPULAR_IN_SEGMENT).saying("Popular with " + whom);
  }

  /** Whether one model filled all places with items that it knows. */
  boolean areOfOneModel() {
    if (!shelf.isFull() || shelf.size() == 0 || !shelf.source(0).isPersonal()) {
      return false;
    }
    Strategy source = shelf.source(0);
    for (int place = 0; place < shelf.size(); place++) {
      if (shelf.source(place) != source
          || fresh.likes(shelf.item(place)).length > 0
          || partsOf(source).get(place).largest().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void similar(int place, Places.Builder to) {
    List<Contribution> all = partsOf(Strategy.SIMILAR).get(place).largest();
    // Where only texts speak for it, the item is like the first that the list stands beside.
    int like = all.isEmpty() ? sought.about().item(0) : all.getFirst().item();
    to.reason(Cause.SIMILAR, like, 1);
  }

  /** By place, of all items that a strategy brought, at its first question. */
  private List<Explanation> partsOf(Strategy source) {
    return parts.computeIfAbsent(
        source,
        _ -> {
          int[] places = new int[shelf.size()];
          int[] items = new int[shelf.size()];
          int asked = 0;
          for (int place = 0; place < shelf.size(); place++) {
            int item = shelf.item(place);
            if (shelf.source(place) == source && fresh.likes(item).length == 0) {
              places[asked] = place;
              items[asked++] = item;
            }
          }
          boolean similar = source == Strategy.SIMILAR;
          Strengths history = similar ? sought.about() : sought.user();
          Scores buffer = sought.scores();
          buffer.clear();
          List<Explanation> explained =
              (similar ? model.itemKnn() : model.personal(source.algorithm()))
                  .explain(history, Arrays.copyOf(items, asked), buffer, SHOWN);
          List<Explanation> byPlace =
              new ArrayList<>(Collections.nCopies(shelf.size(), UNEXPLAINED));
          for (int i = 0; i < asked; i++) {
            byPlace.set(places[i], explained.get(i));
          }
          return byPlace;
        });
  }

  private void boughtTogether(int item, Places.Builder to) {
    Strengths about = sought.about();
    int because = about.item(0);
    double most = 0;
    for (int i = 0; i < about.size(); i++) {
      for (BoughtTogether.Rule rule : model.boughtTogether().rules(about.item(i))) {
        if (rule.item() == item && rule.confidence() > most) {
          most = rule.confidence();
          because = about.item(i);
        }
      }
    }
    boughtTogether(because, catalogue.label(because), most, to);
  }

  static void boughtTogether(int because, String label, double confidence, Places.Builder to) {
    long percent = Math.round(confidence * 100);
    to.reason(Cause.BOUGHT_TOGETHER, because, 1)
        .saying(percent + " % of the orders with " + label + " have it too");
  }
}
