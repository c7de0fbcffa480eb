package io.tierwise.campaign.report;

import io.tierwise.campaign.experiment.IncrementalRoi;
import io.tierwise.campaign.experiment.Lift;
import io.tierwise.campaign.money.Money;
import io.tierwise.statistics.Difference;
import io.tierwise.statistics.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What campaigns caused, against their held-out users.
 *
 * @param campaigns that have at least two treated and two held-out users; others are left out
 * @param revenue of the treated beyond what as many held-out users brought
 * @param contribution its margin
 * @param spend on the treated
 */
public record Incremental(
    int campaigns,
    Money revenue,
    @Nullable Interval revenueInterval,
    Money contribution,
    @Nullable Interval contributionInterval,
    Money spend) {
  private static final double ALPHA = 0.05;

  /** Degrees of freedom of a sum over so many users that it is as good as normal. */
  private static final double MANY = 1e9;

  /** A campaign's part in it. */
  public record Part(Lift lift, double margin) {}

  /**
   * Adds up campaigns. What a user did in several of them is one observation, not several, and the
   * spread is that of the sums over users.
   *
   * <p>K.-Y. Liang, S. L. Zeger, Longitudinal data analysis using generalized linear models,
   * Biometrika 73, 1986, for sums of differences of means.
   *
   * @param spread of the sum; null where it is not known
   * @return null where no campaign has both arms
   */
  static @Nullable Incremental of(List<Part> parts, MoneyFigures.@Nullable Spread spread) {
    List<Part> complete =
        parts.stream()
            .filter(p -> Math.min(p.lift.treated().users(), p.lift.control().users()) > 1)
            .toList();
    if (complete.isEmpty()) {
      return null;
    }
    if (complete.size() == 1) {
      return ofOne(complete.getFirst());
    }
    double revenue = 0;
    double contribution = 0;
    Money spend = Money.ZERO;
    for (Part part : complete) {
      double caused = caused(part.lift).units();
      revenue += caused;
      contribution += part.margin * caused;
      spend = spend.plus(part.lift.treatedSpend());
    }
    return new Incremental(
        complete.size(),
        money(revenue),
        spread == null ? null : about(revenue, spread.revenue()),
        money(contribution),
        spread == null ? null : about(contribution, spread.contribution()),
        spend);
  }

  private static Incremental ofOne(Part part) {
    Money caused = caused(part.lift);
    Interval interval = part.lift.incrementalRevenueInterval();
    return new Incremental(
        1,
        caused,
        interval,
        money(part.margin * caused.units()),
        interval == null ? null : interval.times(part.margin),
        part.lift.treatedSpend());
  }

  private static Money caused(Lift lift) {
    Money caused = lift.incrementalRevenue();
    return caused == null ? Money.ZERO : caused;
  }

  private static Interval about(double estimate, double variance) {
    return new Difference(estimate, variance, MANY).interval(ALPHA);
  }

  private static Money money(double units) {
    return new Money(Math.round(units * 1e6));
  }

  /** (contribution - spend) / spend; null where nothing was spent. */
  public @Nullable IncrementalRoi roi() {
    double spent = spend.units();
    Interval interval = contributionInterval;
    if (spent <= 0 || interval == null) {
      return null;
    }
    return new IncrementalRoi(
        contribution.units() / spent - 1,
        new Interval(interval.low() / spent - 1, interval.high() / spent - 1));
  }
}
