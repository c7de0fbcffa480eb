package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.interaction.UserHistories;

/** The prices that a user looks at and pays, from the current history. */
public final class FindPriceBand {
  private final UserHistories histories;
  private final StrengthWeights weights;
  private final Catalogue catalogue;

  public FindPriceBand(UserHistories histories, StrengthWeights weights, Catalogue catalogue) {
    this.histories = histories;
    this.weights = weights;
    this.catalogue = catalogue;
  }

  /**
   * @throws io.tierwise.recommend.interaction.HistoriesUnavailable if the store does not answer
   */
  public PriceBand of(String userId) {
    return PriceBand.of(histories.of(userId).strengths(weights, new Strengths()), catalogue);
  }
}
