package io.tierwise.recommend.model;

/**
 * How much more an item is in demand lately than its own past lets expect.
 *
 * <p>With S and L the decayed counts of the short and the long window (half-lives h and H), a
 * steady demand gives S ≈ E = L · h / H. The velocity is (S - E) / √(E + c): a Poisson z-score,
 * with c keeping items of a few deeds from leading the list. Pure function of the two counts.
 */
public final class Velocity {
  private static final double PRIOR = 5;

  /**
   * @param shortCount decayed count with the short half-life
   * @param longCount decayed count with the long half-life, at the same time
   * @param halfLives short half-life divided by the long one, between 0 and 1
   */
  public static double of(double shortCount, double longCount, double halfLives) {
    double expected = longCount * halfLives;
    return (shortCount - expected) / Math.sqrt(expected + PRIOR);
  }

  private Velocity() {}
}
