package io.tierwise.recommend.evaluation;

import java.util.Set;

/** The share of the relevant items that a list finds, and the plain measures beside it. */
public final class Recall {
  /** Relevant items among the first k. */
  public static int hits(int k, int[] ranked, Set<Integer> relevant) {
    int hits = 0;
    for (int place = 0; place < Math.min(k, ranked.length); place++) {
      hits += relevant.contains(ranked[place]) ? 1 : 0;
    }
    return hits;
  }

  /**
   * @return hits / relevant items, 0..1
   */
  public static double at(int k, int[] ranked, Set<Integer> relevant) {
    return relevant.isEmpty() ? 0 : (double) hits(k, ranked, relevant) / relevant.size();
  }

  private Recall() {}
}
