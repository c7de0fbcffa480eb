package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import io.tierwise.recommend.model.ItemRanking;
import io.tierwise.recommend.model.Scores;
import io.tierwise.recommend.model.TopK;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places of one answer, filled by one strategy after the other; every item passes the filter
 * and the cap of its category, pinned ones included.
 */
final class Shelf {
  /** Candidates for each free place that diversity and caps choose from. */
  private static final int POOL = 8;

  private final Catalogue catalogue;
  private final ItemFilter filter;
  private final Ranker ranker;
  private final int[] items;
  private final double[] scores;
  private final Strategy[] sources;
  private final int[] wanted;
  private final Map<Integer, Integer> perCategory = new HashMap<>();
  private int pinned;
  private int size;

  Shelf(int limit, Catalogue catalogue, ItemFilter filter, Ranker ranker) {
    this.catalogue = catalogue;
    this.filter = filter;
    this.ranker = ranker;
    this.items = new int[limit];
    this.scores = new double[limit];
    this.sources = new Strategy[limit];
    this.wanted = new int[limit];
    for (RankingRules.Pin pin : ranker.pins()) {
      if (pin.position() <= limit) {
        int before = size;
        catalogue.find(pin.itemId()).ifPresent(item -> put(item, 0, Strategy.PINNED));
        if (size > before) {
          wanted[pinned++] = pin.position() - 1;
        }
      }
    }
  }

  boolean isFull() {
    return size == items.length;
  }

  int size() {
    return size;
  }

  int item(int place) {
    return items[place];
  }

  double score(int place) {
    return scores[place];
  }

  Strategy source(int place) {
    return sources[place];
  }

  void put(int item, double score, Strategy source) {
    if (!isFull() && isFree(item)) {
      items[size] = item;
      scores[size] = score;
      sources[size++] = source;
      Integer category = ranker.maxPerCategory() > 0 ? leaf(item) : null;
      if (category != null) {
        perCategory.merge(category, 1, Integer::sum);
      }
    }
  }

  /** The best of the positive scores; the filter is asked last, since most candidates never win. */
  void putBest(Scores candidates, Strategy source) {
    if (isFull()) {
      return;
    }
    boolean asTheyAre = ranker.keepsOrder();
    TopK best = new TopK(pool());
    for (int i = 0; i < candidates.size(); i++) {
      int item = candidates.item(i);
      double score =
          asTheyAre ? candidates.value(item) : ranker.adjusted(item, candidates.value(item));
      if (score > 0 && best.accepts(item, score) && isFree(item)) {
        best.offer(item, score);
      }
    }
    putAll(best, source);
  }

  void putRanked(ItemRanking ranking, Strategy source) {
    if (ranker.keepsOrder()) {
      for (int place = 0; place < ranking.size() && !isFull(); place++) {
        put(ranking.item(place), ranking.score(ranking.item(place)), source);
      }
    } else if (!isFull()) {
      TopK best = new TopK(pool());
      for (int place = 0; place < ranking.size(); place++) {
        int item = ranking.item(place);
        double score = ranker.adjusted(item, ranking.score(item));
        if (best.accepts(item, score) && isFree(item)) {
          best.offer(item, score);
        }
      }
      putAll(best, source);
    }
  }

  /** What changed last in the catalogue: the last resort, which finds whatever is eligible. */
  void putNewest() {
    int all = catalogue.size();
    if (isFull() || all == 0) {
      return;
    }
    // A cap may refuse any of them later, so under one all are candidates.
    TopK newest = new TopK(ranker.maxPerCategory() > 0 ? all : items.length - size);
    for (int item = 0; item < all; item++) {
      CatalogueEntry entry = catalogue.entry(item);
      if (entry != null) {
        double second = entry.item().updatedAt().getEpochSecond();
        if (newest.accepts(item, second) && isFree(item)) {
          newest.offer(item, second);
        }
      }
    }
    int[] found = new int[newest.size()];
    int n = newest.drain(found, new double[found.length]);
    for (int i = 0; i < n; i++) {
      put(found[i], 0, Strategy.NEWEST); // A time is no score: nothing speaks for these items.
    }
  }

  /** Moves pinned items from the front to their places, or as near to them as the list reaches. */
  void arrange() {
    if (pinned == 0) {
      return;
    }
    int[] from = new int[size];
    boolean[] taken = new boolean[size];
    for (int pin = 0; pin < pinned; pin++) {
      int place = Math.min(wanted[pin], size - 1);
      while (taken[place]) {
        place = place == 0 ? size - 1 : place - 1;
      }
      taken[place] = true;
      from[place] = pin;
    }
    int next = pinned;
    for (int place = 0; place < size; place++) {
      if (!taken[place]) {
        from[place] = next++;
      }
    }
    int[] oldItems = items.clone();
    double[] oldScores = scores.clone();
    Strategy[] oldSources = sources.clone();
    for (int place = 0; place < size; place++) {
      items[place] = oldItems[from[place]];
      scores[place] = oldScores[from[place]];
      sources[place] = oldSources[from[place]];
    }
    pinned = 0;
  }

  private int pool() {
    int free = items.length - size;
    return ranker.diversity() > 0 || ranker.maxPerCategory() > 0 ? POOL * free + POOL : free;
  }

  /** Best first, or by maximal marginal relevance of scores scaled to 0..1. */
  private void putAll(TopK best, Strategy source) {
    int[] found = new int[best.size()];
    double[] values = new double[best.size()];
    int n = best.drain(found, values);
    if (ranker.diversity() == 0) {
      for (int i = 0; i < n; i++) {
        put(found[i], values[i], source);
      }
      return;
    }
    double range = n == 0 ? 0 : values[0] - values[n - 1];
    double[] nearest = new double[n];
    for (int place = 0; place < size; place++) {
      approach(items[place], found, nearest);
    }
    boolean[] used = new boolean[n];
    for (int round = 0; round < n && !isFull(); round++) {
      int next = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < n; i++) {
        if (!used[i]) {
          double relevance = range > 0 ? (values[i] - values[n - 1]) / range : 1;
          double value = (1 - ranker.diversity()) * relevance - ranker.diversity() * nearest[i];
          if (value > most) {
            most = value;
            next = i;
          }
        }
      }
      used[next] = true;
      int before = size;
      put(found[next], values[next], source);
      if (size > before) {
        approach(found[next], found, nearest);
      }
    }
  }

  private void approach(int chosen, int[] candidates, double[] nearest) {
    for (int i = 0; i < candidates.length; i++) {
      nearest[i] = Math.max(nearest[i], ranker.likeness(chosen, candidates[i]));
    }
  }

  private boolean isFree(int item) {
    if (holds(item) || !filter.admits(item)) {
      return false;
    }
    Integer category = ranker.maxPerCategory() > 0 ? leaf(item) : null;
    return category == null || perCategory.getOrDefault(category, 0) < ranker.maxPerCategory();
  }

  private @Nullable Integer leaf(int item) {
    CatalogueEntry entry = catalogue.entry(item);
    return entry == null ? null : entry.leafCategory();
  }

  private boolean holds(int item) {
    for (int place = 0; place < size; place++) {
      if (items[place] == item) {
        return true;
      }
    }
    return false;
  }
}
