package io.tierwise.recommend.evaluation;

import java.util.Set;

/**
 * Where in a list the hits are. C. Manning et al.: Introduction to Information Retrieval (2008).
 */
public final class AveragePrecision {
  /** Mean of the precisions at the places of the hits, over min(k, relevant items); 0..1. */
  public static double at(int k, int[] ranked, Set<Integer> relevant) {
    int hits = 0;
    double sum = 0;
    for (int place = 0; place < Math.min(k, ranked.length); place++) {
      if (relevant.contains(ranked[place])) {
        hits++;
        sum += (double) hits / (place + 1);
      }
    }
    return relevant.isEmpty() ? 0 : sum / Math.min(k, relevant.size());
  }

  /** One over the place of the first hit, 0 without one. */
  public static double reciprocalRank(int k, int[] ranked, Set<Integer> relevant) {
    for (int place = 0; place < Math.min(k, ranked.length); place++) {
      if (relevant.contains(ranked[place])) {
        return 1.0 / (place + 1);
      }
    }
    return 0;
  }

  private AveragePrecision() {}
}
