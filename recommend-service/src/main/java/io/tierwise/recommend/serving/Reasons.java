package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.interaction.InteractionKind;
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
final class Reasons {
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

  List<Reason> of(int place) {
    int item = shelf.item(place);
    Strategy source = shelf.source(place);
    return switch (source) {
      case ITEM_KNN,
          LINEAR_FILTER,
          EASE,
          NEXT_ITEM,
          CONTENT,
          ALS,
          USER_KNN,
          RATING_FACTORS,
          HYBRID ->
          personal(place, source);
      case SIMILAR -> similar(place);
      case BOUGHT_TOGETHER -> boughtTogether(item);
      case SEGMENT -> List.of(Reason.segment(Objects.requireNonNull(sought.segment())));
      case AUTO, TRENDING, POPULARITY, NEWEST, PINNED -> List.of(Reason.general(source));
    };
  }

  private List<Reason> personal(int place, Strategy source) {
    int[] likes = fresh.likes(shelf.item(place));
    if (likes.length > 0) {
      return List.of(like(likes[0]));
    }
    Explanation explained = partsOf(source).get(place);
    if (explained.largest().isEmpty() && source == Strategy.RATING_FACTORS) {
      return List.of(Reason.expected());
    }
    List<Reason> reasons = new ArrayList<>(SHOWN);
    for (Contribution part : explained.largest()) {
      reasons.add(because(part.kind(), part.item(), part.score() / explained.total(), catalogue));
    }
    return reasons;
  }

  static Reason because(InteractionKind kind, int item, double share, Catalogue catalogue) {
    return Reason.because(kind, catalogue.itemId(item), catalogue.label(item), share);
  }

  /** By place, where one model filled all of them with items that it knows; empty elsewhere. */
  List<Explanation> ofOneModel() {
    Strategy source = shelf.source(0);
    if (!shelf.isFull() || !source.isPersonal()) {
      return List.of();
    }
    for (int place = 0; place < shelf.size(); place++) {
      if (shelf.source(place) != source
          || fresh.likes(shelf.item(place)).length > 0
          || partsOf(source).get(place).largest().isEmpty()) {
        return List.of();
      }
    }
    return partsOf(source);
  }

  private List<Reason> similar(int place) {
    List<Contribution> all = partsOf(Strategy.SIMILAR).get(place).largest();
    // Where only texts speak for it, the item is like the first that the list stands beside.
    return List.of(like(all.isEmpty() ? sought.about().item(0) : all.getFirst().item()));
  }

  private Reason like(int item) {
    return Reason.similar(catalogue.itemId(item), catalogue.label(item));
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

  private List<Reason> boughtTogether(int item) {
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
    return List.of(
        Reason.boughtTogether(catalogue.itemId(because), catalogue.label(because), most));
  }
}
