package io.tierwise.segmentation.rfm;

import io.tierwise.segmentation.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Scores 1 to 5 by the quintiles of a population. Thresholds, not ranks: equal values always get
 * equal scores, and a value that arrives later is scored without the others. A value on a threshold
 * belongs to the band below it. Where many customers share a value, bands between equal thresholds
 * stay empty.
 *
 * @param thresholds the four quintiles, ascending
 * @param descending whether small values are the good ones
 */
public record QuantileScorer(List<Double> thresholds, boolean descending) {
  public static final int SCORES = 5;

  public QuantileScorer {
    thresholds = List.copyOf(thresholds);
    if (thresholds.size() != SCORES - 1) {
      throw new IllegalArgumentException("four thresholds are needed, not " + thresholds.size());
    }
    for (int i = 1; i < thresholds.size(); i++) {
      if (!(thresholds.get(i - 1) <= thresholds.get(i))) {
        throw new IllegalArgumentException("thresholds do not ascend: " + thresholds);
      }
    }
  }

  /**
   * @param values of all customers, in any order, at least one, no NaN
   */
  public static QuantileScorer fit(double[] values, boolean descending) {
    double[] sorted = values.clone();
    Arrays.parallelSort(sorted);
    List<Double> thresholds = new ArrayList<>();
    for (int i = 1; i < SCORES; i++) {
      thresholds.add(Quantiles.quantile(sorted, i / (double) SCORES));
    }
    return new QuantileScorer(thresholds, descending);
  }

  /** 1 (worst) to 5 (best). */
  public int score(double value) {
    int band = 0;
    while (band < SCORES - 1 && thresholds.get(band) < value) {
      band++;
    }
    return descending ? SCORES - band : band + 1;
  }

  /** The values that get a score, in words: {@code "more than 2 and at most 4.5"}. */
  public String range(int score) {
    int band = descending ? SCORES - score : score - 1;
    String above = band == 0 ? "" : "more than " + plain(thresholds.get(band - 1));
    String upTo = band == SCORES - 1 ? "" : "at most " + plain(thresholds.get(band));
    return above.isEmpty() || upTo.isEmpty() ? above + upTo : above + " and " + upTo;
  }

  private static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
