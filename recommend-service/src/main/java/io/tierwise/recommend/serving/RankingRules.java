package io.tierwise.recommend.serving;

import java.util.List;

/**
 * What a shop wants of a list beyond its hard filters, which hold for pinned and boosted items too.
 *
 * @param pins items with a place of their own, at most one a place
 * @param boosts factors on the scores of items; those of an item are multiplied
 * @param maxPerCategory how many items may have the same most special category; 0 for any number
 * @param diversity weight of being unlike the items before it, 0..1: maximal marginal relevance, J.
 *     Carbonell, J. Goldstein, The Use of MMR, Diversity-Based Reranking, 1998, with lambda = 1 -
 *     diversity
 * @param priceFit how much the price that the user usually looks at counts, 0..1
 */
public record RankingRules(
    List<Pin> pins, List<Boost> boosts, int maxPerCategory, double diversity, double priceFit) {
  public static final RankingRules NONE = new RankingRules(List.of(), List.of(), 0, 0, 0);

  public RankingRules {
    pins = List.copyOf(pins);
    boosts = List.copyOf(boosts);
    if (maxPerCategory < 0 || !isShare(diversity) || !isShare(priceFit)) {
      throw new IllegalArgumentException(
          "at most " + maxPerCategory + " a category, diversity " + diversity + ", " + priceFit);
    }
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }

  /**
   * @param position from 1
   */
  public record Pin(String itemId, int position) {}

  /** What a boost is about. */
  public enum Target {
    ITEM,
    CATEGORY,
    BRAND
  }

  /**
   * @param value item id, category as a request names it, or brand
   * @param factor above 0; below 1 it pushes down
   */
  public record Boost(Target target, String value, double factor) {
    public Boost {
      if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("factor " + factor);
      }
    }
  }
}
