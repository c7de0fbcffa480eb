package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.BoughtTogether;
import io.tierwise.recommend.model.Contribution;
import io.tierwise.recommend.model.RecommendationModel;
import io.tierwise.recommend.model.Scores;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Says why items are on a shelf; for linear models with the exact shares of the score. */
final class Reasons {
  private static final int SHOWN = 3;

  private final Catalogue catalogue;
  private final RecommendationModel model;
  private final FreshItems fresh;
  private final Sought sought;
  private final Shelf shelf;
  private final Map<Strategy, Map<Integer, List<Contribution>>> parts =
      new EnumMap<>(Strategy.class);

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
          personal(item, source);
      case SIMILAR -> similar(item);
      case BOUGHT_TOGETHER -> boughtTogether(item);
      case SEGMENT -> List.of(Reason.segment(Objects.requireNonNull(sought.segment())));
      case AUTO, TRENDING, POPULARITY, NEWEST, PINNED -> List.of(Reason.general(source));
    };
  }

  private List<Reason> personal(int item, Strategy source) {
    int[] likes = fresh.likes(item);
    if (likes.length > 0) {
      return List.of(like(likes[0]));
    }
    List<Contribution> all = partsOf(source).getOrDefault(item, List.of());
    if (all.isEmpty() && source == Strategy.RATING_FACTORS) {
      return List.of(Reason.expected());
    }
    double total = 0;
    for (Contribution part : all) {
      total += part.score();
    }
    List<Reason> reasons = new ArrayList<>(SHOWN);
    for (Contribution part : largest(all)) {
      reasons.add(
          Reason.because(
              part.kind(),
              catalogue.itemId(part.item()),
              catalogue.label(part.item()),
              part.score() / total));
    }
    return reasons;
  }

  /** Those that are shown, largest first; of equal ones the first. */
  private static List<Contribution> largest(List<Contribution> parts) {
    List<Contribution> largest = new ArrayList<>(SHOWN + 1);
    for (Contribution part : parts) {
      int place = largest.size();
      while (place > 0 && largest.get(place - 1).score() < part.score()) {
        place--;
      }
      if (place < SHOWN) {
        largest.add(place, part);
        if (largest.size() > SHOWN) {
          largest.removeLast();
        }
      }
    }
    return largest;
  }

  private List<Reason> similar(int item) {
    List<Contribution> all = largest(partsOf(Strategy.SIMILAR).getOrDefault(item, List.of()));
    // Where only texts speak for it, the item is like the first that the list stands beside.
    return List.of(like(all.isEmpty() ? sought.about().item(0) : all.getFirst().item()));
  }

  private Reason like(int item) {
    return Reason.similar(catalogue.itemId(item), catalogue.label(item));
  }

  /** Of all items that a strategy brought, at its first question. */
  private Map<Integer, List<Contribution>> partsOf(Strategy source) {
    return parts.computeIfAbsent(
        source,
        _ -> {
          int[] items =
              IntStream.range(0, shelf.size())
                  .filter(place -> shelf.source(place) == source)
                  .map(shelf::item)
                  .filter(item -> fresh.likes(item).length == 0)
                  .toArray();
          boolean similar = source == Strategy.SIMILAR;
          Strengths history = similar ? sought.about() : sought.user();
          Scores buffer = sought.scores();
          buffer.clear();
          List<List<Contribution>> explained =
              (similar ? model.itemKnn() : model.personal(source.algorithm()))
                  .explain(history, items, buffer);
          Map<Integer, List<Contribution>> byItem = new HashMap<>();
          for (int i = 0; i < items.length; i++) {
            byItem.put(items[i], explained.get(i));
          }
          return byItem;
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
