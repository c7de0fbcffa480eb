package io.tierwise.segmentation.fairness;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often the customers of a group reach the best tiers, against the group that reaches them most
 * often: the four-fifths rule (Uniform Guidelines on Employee Selection Procedures, 1978), with the
 * interval of a ratio of two shares (D. Katz et al., Obtaining confidence intervals for the risk
 * ratio in cohort studies, 1978).
 *
 * @param rate share of the group that reaches them
 * @param ratio of this rate to the highest of a group that is large enough; null where no group is,
 *     or nobody reaches them
 * @param low lower end of the 95 % interval of the ratio
 * @param high upper end
 */
public record Impact(
    String group,
    long customers,
    long favoured,
    double rate,
    @Nullable Double ratio,
    @Nullable Double low,
    @Nullable Double high,
    Verdict verdict) {
  /** Below it a ratio counts as adverse. */
  public static final double FOUR_FIFTHS = 0.8;

  /** Smaller groups are shown, and not judged. */
  public static final int LEAST_CUSTOMERS = 30;

  private static final double NORMAL_975 = 1.959964;

  /** What a ratio says. */
  public enum Verdict {
    /** The rate that others are measured against. */
    REFERENCE,
    /** At least four fifths. */
    FAIR,
    /** Below four fifths, and not by chance. */
    ADVERSE,
    /** Below four fifths, but so few are concerned that it may be chance. */
    UNCLEAR,
    /** Too few customers, or not known to belong together. */
    NOT_JUDGED
  }

  /**
   * @param names of the groups
   * @param customers by group
   * @param favoured of them, by group
   * @return in the order of the groups
   */
  static List<Impact> of(List<String> names, long[] customers, long[] favoured) {
    int reference = -1;
    for (int g = 0; g < customers.length; g++) {
      if (isJudged(names.get(g), customers[g])
          && (reference < 0
              || favoured[g] * customers[reference] > favoured[reference] * customers[g])) {
        reference = g;
      }
    }
    List<Impact> impacts = new ArrayList<>();
    for (int g = 0; g < customers.length; g++) {
      impacts.add(of(names, customers, favoured, g, reference));
    }
    return List.copyOf(impacts);
  }

  private static boolean isJudged(String name, long customers) {
    return customers >= LEAST_CUSTOMERS
        && !name.equals(GroupedCustomers.UNKNOWN)
        && !name.equals(GroupedCustomers.OTHERS);
  }

  private static Impact of(
      List<String> names, long[] customers, long[] favoured, int g, int reference) {
    double rate = customers[g] == 0 ? 0 : favoured[g] / (double) customers[g];
    if (reference < 0 || favoured[reference] == 0 || customers[g] == 0) {
      return new Impact(
          names.get(g), customers[g], favoured[g], rate, null, null, null, Verdict.NOT_JUDGED);
    }
    double best = favoured[reference] / (double) customers[reference];
    double ratio = rate / best;
    // Half a customer more on either side where a count of zero would have no logarithm.
    double a = favoured[g] == 0 ? 0.5 : favoured[g];
    double n = favoured[g] == 0 ? customers[g] + 0.5 : customers[g];
    double error =
        Math.sqrt(1 / a - 1 / n + 1.0 / favoured[reference] - 1.0 / customers[reference]);
    double middle = Math.log(a / n / best);
    double low = Math.exp(middle - NORMAL_975 * error);
    double high = Math.exp(middle + NORMAL_975 * error);
    return new Impact(
        names.get(g),
        customers[g],
        favoured[g],
        rate,
        ratio,
        g == reference ? 1.0 : low,
        g == reference ? 1.0 : high,
        g == reference ? Verdict.REFERENCE : verdict(names.get(g), customers[g], ratio, high));
  }

  private static Verdict verdict(String name, long customers, double ratio, double high) {
    if (!isJudged(name, customers)) {
      return Verdict.NOT_JUDGED;
    }
    if (ratio >= FOUR_FIFTHS) {
      return Verdict.FAIR;
    }
    return high < 1 ? Verdict.ADVERSE : Verdict.UNCLEAR;
  }
}
