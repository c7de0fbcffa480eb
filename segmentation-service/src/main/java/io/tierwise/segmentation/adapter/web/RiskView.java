package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.propensity.Bands.Band;
import io.tierwise.segmentation.propensity.LiveScores.Explained;
import io.tierwise.segmentation.propensity.PropensityModel;
import io.tierwise.segmentation.propensity.ReasonInWords;
import io.tierwise.segmentation.propensity.Target;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user's probabilities; null where no model of the target is live, or it does not concern the
 * user, as churn a prospect.
 */
record RiskView(String userId, @Nullable Propensity churn, @Nullable Propensity purchase) {
  private static final int REASONS = 5;

  /**
   * @param from first day of the horizon
   * @param reasons those that matter most, the first most
   */
  record Propensity(
      double probability,
      Band band,
      LocalDate from,
      int horizonDays,
      String meaning,
      UUID modelId,
      long modelVersion,
      List<Reason> reasons) {}

  /**
   * @param contribution to the model's score; above 0 makes it likelier
   */
  record Reason(
      String code, String feature, double value, double typical, double contribution, String text) {
    static Reason of(PropensityModel.Reason reason) {
      return new Reason(
          ReasonInWords.code(reason),
          reason.feature(),
          reason.value(),
          reason.typical(),
          reason.contribution(),
          ReasonInWords.text(reason));
    }
  }

  static RiskView of(Customer customer, List<Explained> explained) {
    return new RiskView(
        customer.userId(),
        propensity(explained, Target.CHURN),
        propensity(explained, Target.PURCHASE));
  }

  private static @Nullable Propensity propensity(List<Explained> explained, Target target) {
    for (Explained one : explained) {
      if (one.model().parameters().target() == target) {
        int days = one.model().parameters().horizonDays();
        return new Propensity(
            one.score().probability(),
            one.score().band(),
            one.score().cut(),
            days,
            target.meaning() + " within " + days + " days",
            one.model().id(),
            one.model().version(),
            one.reasons().stream().limit(REASONS).map(Reason::of).toList());
      }
    }
    return null;
  }
}
