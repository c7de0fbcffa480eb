package io.tierwise.profile.fold;

import io.tierwise.profile.event.Action;
import io.tierwise.profile.sentiment.Sentiment;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How events become a profile. A stored profile remembers the {@link #id} of its formula; where
 * that is not the current one, the profile is recomputed from the ledger before it is folded on.
 *
 * @param interest the weight of one product by action
 * @param sessionGap the longest pause within a session
 * @param sentiment of reviews
 */
public record Formula(
    HalfLife halfLife,
    PriceBands priceBands,
    Map<Action, Integer> interest,
    Duration sessionGap,
    Sentiment sentiment,
    String id) {
  /** Raised whenever the fold's code gives another result for the same events. */
  private static final int VERSION = 3;

  private static final Map<Action, Integer> INTEREST =
      Map.of(
          Action.PRODUCT_VIEWED, 1,
          Action.PRODUCT_CLICKED, 1,
          Action.WISHLISTED, 2,
          Action.ADDED_TO_CART, 3,
          Action.ORDER_COMPLETED, 5);

  public static Formula of(
      HalfLife halfLife, PriceBands priceBands, Duration sessionGap, Sentiment sentiment) {
    if (sessionGap.isNegative() || sessionGap.isZero()) {
      throw new IllegalArgumentException("session gap " + sessionGap);
    }
    String bands =
        priceBands.thresholds().stream()
            .map(BigDecimal::toPlainString)
            .collect(Collectors.joining(","));
    String words = sentiment.lexicon().fingerprint();
    String id = VERSION + "|" + halfLife.length() + "|" + bands + "|" + sessionGap + "|" + words;
    return new Formula(halfLife, priceBands, INTEREST, sessionGap, sentiment, id);
  }

  public int interestIn(Action action) {
    return interest.getOrDefault(action, 0);
  }
}
