package io.tierwise.segmentation.clv;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A spend model and how well it was found.
 *
 * @param model null where the verdict leaves none to use
 * @param correlation between number and mean value of orders; the model takes them for independent
 */
public record SpendFit(
    @Nullable SpendModel model,
    FitVerdict verdict,
    double logLikelihood,
    long customers,
    double correlation) {
  private static final int FEWEST_CUSTOMERS = 10;

  /** Customers on which starts are tried; the best is then polished on all. */
  private static final int TRIAL_CUSTOMERS = 20_000;

  private static final double[][] STARTS = {{1, 1, 0}, {0, 1, 1}, {2, 1, 0}, {0, 2, 2}};

  /**
   * @throws NotEnoughHistory if fewer than ten customers have spent anything
   */
  public static SpendFit of(SpendTable table) {
    if (table.size() < FEWEST_CUSTOMERS) {
      throw new NotEnoughHistory(
          "Only "
              + table.size()
              + " customers have spent anything; at least "
              + FEWEST_CUSTOMERS
              + " are needed to tell how much orders are worth");
    }
    double unit = Arrays.stream(table.means()).average().orElseThrow();
    Bfgs.Minimum best =
        MostLikely.of(new SpendLikelihood(table.thinned(TRIAL_CUSTOMERS), unit), STARTS);
    if (table.size() > TRIAL_CUSTOMERS) {
      best = MostLikely.polished(new SpendLikelihood(table, unit), best);
    }
    double p = Math.exp(best.point()[0]);
    double q = Math.exp(best.point()[1]);
    FitVerdict verdict = MostLikely.verdict(best);
    if (verdict == FitVerdict.CONVERGED && q <= 1) {
      verdict = FitVerdict.NO_MEAN;
    }
    return new SpendFit(
        q > 1 ? new SpendModel(p, q, Math.exp(best.point()[2]) * unit) : null,
        verdict,
        -best.value() * table.size() - table.size() * Math.log(unit),
        table.size(),
        correlation(table));
  }

  private static double correlation(SpendTable table) {
    double meanOrders = Arrays.stream(table.orders()).average().orElseThrow();
    double meanValue = Arrays.stream(table.means()).average().orElseThrow();
    double both = 0;
    double orders = 0;
    double values = 0;
    for (int i = 0; i < table.size(); i++) {
      double x = table.orders()[i] - meanOrders;
      double y = table.means()[i] - meanValue;
      both += x * y;
      orders += x * x;
      values += y * y;
    }
    return orders == 0 || values == 0 ? 0 : both / Math.sqrt(orders * values);
  }
}
