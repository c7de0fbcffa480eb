package io.tierwise.recommend.interaction;

import java.time.Duration;

/**
 * How much interest a deed shows: implicit strength of (user, item).
 *
 * <p>Deeds of one kind on one item are damped by repetition and decayed by age: with d = 2^(-age /
 * halfLife) of each deed, the kind adds w · log2(1 + Σ d), so that a single fresh deed counts w. A
 * rating r weighs r - ratingNeutral, the decayed mean where there are several; it may be negative.
 *
 * @param halfLife of a deed's weight, relative to the newest deed that is looked at
 */
public record StrengthWeights(
    double view,
    double click,
    double wishlist,
    double cart,
    double purchase,
    double ratingNeutral,
    Duration halfLife) {
  public static final StrengthWeights DEFAULT =
      new StrengthWeights(1, 1, 2, 3, 5, 2.5, Duration.ofDays(180));

  public StrengthWeights {
    for (double weight : new double[] {view, click, wishlist, cart, purchase, ratingNeutral}) {
      if (!(weight >= 0 && weight <= 1_000)) {
        throw new IllegalArgumentException("weight " + weight + " is not between 0 and 1000");
      }
    }
    if (halfLife.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("half-life " + halfLife + " is shorter than a minute");
    }
  }

  /** The weight of one fresh deed. */
  public double of(InteractionKind kind, double rating) {
    return switch (kind) {
      case VIEW -> view;
      case CLICK -> click;
      case WISHLIST -> wishlist;
      case CART -> cart;
      case PURCHASE -> purchase;
      case RATING -> rating - ratingNeutral;
      case RETURN -> 0;
    };
  }
}
