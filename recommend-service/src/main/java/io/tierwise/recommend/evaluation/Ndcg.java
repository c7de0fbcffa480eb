package io.tierwise.recommend.evaluation;

import java.util.Set;

/**
 * Normalised discounted cumulative gain with binary relevance: Σ rel_i / log2(i + 1) over places i
 * = 1..k, divided by the best that is possible. K. Järvelin, J. Kekäläinen: Cumulated Gain-Based
 * Evaluation of IR Techniques (2002).
 */
public final class Ndcg {
  /**
   * @param ranked item numbers, best first; what is missing up to k counts as irrelevant
   * @param relevant not empty
   * @return 0..1
   */
  public static double at(int k, int[] ranked, Set<Integer> relevant) {
    double gain = 0;
    for (int place = 0; place < Math.min(k, ranked.length); place++) {
      if (relevant.contains(ranked[place])) {
        gain += discount(place);
      }
    }
    double ideal = 0;
    for (int place = 0; place < Math.min(k, relevant.size()); place++) {
      ideal += discount(place);
    }
    return ideal == 0 ? 0 : gain / ideal;
  }

  private static double discount(int place) {
    return Math.log(2) / Math.log(place + 2);
  }

  private Ndcg() {}
}
