package io.tierwise.segmentation.clv;

/**
 * A purchase model and how well it was found.
 *
 * @param logLikelihood of all histories, with times in days
 * @param expectedRepeats that the model expects in the time that has been observed
 */
public record PurchaseFit(
    PurchaseModel model,
    FitVerdict verdict,
    double logLikelihood,
    long customers,
    long repeatCustomers,
    long observedRepeats,
    double expectedRepeats) {
  private static final int FEWEST_REPEAT_CUSTOMERS = 10;

  /** Groups on which starts are tried; the best is then polished on all. */
  private static final int TRIAL_GROUPS = 20_000;

  /** The oldest history is this many units of time. */
  private static final double UNITS = 40;

  /** Logarithms of (r, alpha, a, b): calm, typical, busy and eager to leave, busy and loyal. */
  private static final double[][] STARTS = {
    {0, 0, 0, 0}, {-1.4, 1.5, -0.2, 0.9}, {0.7, 2, 0, 1.6}, {1, 1, -1.5, 2.5}
  };

  /**
   * @throws NotEnoughHistory if fewer than ten customers have ordered again
   */
  public static PurchaseFit of(PurchaseKind kind, FrequencyTable table) {
    long repeatCustomers = table.repeatCustomers();
    if (repeatCustomers < FEWEST_REPEAT_CUSTOMERS) {
      throw new NotEnoughHistory(
          "Only "
              + repeatCustomers
              + " customers have ordered more than once; at least "
              + FEWEST_REPEAT_CUSTOMERS
              + " are needed to tell who orders again");
    }
    double unit = Math.max(1, table.oldest() / UNITS);
    Bfgs.Minimum best =
        MostLikely.of(new PurchaseLikelihood(kind, table.thinned(TRIAL_GROUPS), unit), STARTS);
    PurchaseLikelihood all = new PurchaseLikelihood(kind, table, unit);
    if (table.size() > TRIAL_GROUPS) {
      best = MostLikely.polished(all, best);
    }
    double[] p = best.point();
    PurchaseModel model =
        new PurchaseModel(
            kind, Math.exp(p[0]), Math.exp(p[1]) * unit, Math.exp(p[2]), Math.exp(p[3]));
    // A density of x event times in other units of time differs by x times their logarithm.
    double logLikelihood =
        -best.value() * table.customers() - table.totalRepeats() * Math.log(unit);
    return new PurchaseFit(
        model,
        MostLikely.verdict(best),
        logLikelihood,
        table.customers(),
        repeatCustomers,
        table.totalRepeats(),
        expectedRepeats(model, table));
  }

  private static double expectedRepeats(PurchaseModel model, FrequencyTable table) {
    double[] byAge = new double[table.oldest() + 1];
    for (int g = 0; g < table.size(); g++) {
      byAge[table.age(g)] += table.count(g);
    }
    double sum = 0;
    for (int age = 1; age < byAge.length; age++) {
      sum += byAge[age] == 0 ? 0 : byAge[age] * model.expectedRepeats(age);
    }
    return sum;
  }
}
