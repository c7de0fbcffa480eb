package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import io.tierwise.recommend.model.ItemRanking;
import io.tierwise.recommend.model.Scores;
import io.tierwise.recommend.model.TopK;

/**
 * The places of one answer, filled by one strategy after the other; every item passes the filter.
 */
final class Shelf {
  private final ItemFilter filter;
  private final int[] items;
  private final double[] scores;
  private final Strategy[] sources;
  private int size;

  Shelf(int limit, ItemFilter filter) {
    this.filter = filter;
    this.items = new int[limit];
    this.scores = new double[limit];
    this.sources = new Strategy[limit];
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
    if (!isFull() && !holds(item) && filter.admits(item)) {
      items[size] = item;
      scores[size] = score;
      sources[size++] = source;
    }
  }

  /** The best of the positive scores; the filter is asked last, since most candidates never win. */
  void putBest(Scores candidates, Strategy source) {
    if (isFull()) {
      return;
    }
    TopK best = new TopK(items.length - size);
    for (int i = 0; i < candidates.size(); i++) {
      int item = candidates.item(i);
      double score = candidates.value(item);
      if (score > 0 && best.accepts(item, score) && !holds(item) && filter.admits(item)) {
        best.offer(item, score);
      }
    }
    putAll(best, source);
  }

  void putRanked(ItemRanking ranking, Strategy source) {
    for (int place = 0; place < ranking.size() && !isFull(); place++) {
      put(ranking.item(place), ranking.score(ranking.item(place)), source);
    }
  }

  /** What changed last in the catalogue: the last resort, which finds whatever is eligible. */
  void putNewest(Catalogue catalogue) {
    if (isFull()) {
      return;
    }
    TopK newest = new TopK(items.length - size);
    int all = catalogue.size();
    for (int item = 0; item < all; item++) {
      CatalogueEntry entry = catalogue.entry(item);
      if (entry != null) {
        double second = entry.item().updatedAt().getEpochSecond();
        if (newest.accepts(item, second) && !holds(item) && filter.admits(item)) {
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

  private void putAll(TopK best, Strategy source) {
    int[] found = new int[best.size()];
    double[] values = new double[best.size()];
    int n = best.drain(found, values);
    for (int i = 0; i < n; i++) {
      put(found[i], values[i], source);
    }
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
