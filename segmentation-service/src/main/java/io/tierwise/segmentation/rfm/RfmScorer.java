package io.tierwise.segmentation.rfm;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The thresholds of all three dimensions, computed once over all customers with an order. */
public record RfmScorer(QuantileScorer recency, QuantileScorer frequency, QuantileScorer monetary) {

  /**
   * @param recency days since the last order of all customers, at least one
   * @param frequency of the same customers, as the next
   */
  public static RfmScorer fit(double[] recency, double[] frequency, double[] monetary) {
    return new RfmScorer(
        QuantileScorer.fit(recency, true),
        QuantileScorer.fit(frequency, false),
        QuantileScorer.fit(monetary, false));
  }

  /**
   * @param customers at least one
   */
  public static RfmScorer fit(List<RfmMetrics> customers) {
    return fit(
        column(customers, RfmMetrics::recencyDays),
        column(customers, RfmMetrics::frequency),
        column(customers, m -> m.monetary().doubleValue()));
  }

  public RfmScore score(RfmMetrics customer) {
    return new RfmScore(
        recency.score(customer.recencyDays()),
        frequency.score(customer.frequency()),
        monetary.score(customer.monetary().doubleValue()));
  }

  /** What the scores of a customer mean, a sentence each. */
  public List<String> inWords(RfmMetrics customer) {
    RfmScore score = score(customer);
    return List.of(
        sentence("Recency", score.recency(), recency)
            + String.format(Locale.ROOT, " days; the last order was %.1f", customer.recencyDays())
            + " days ago.",
        sentence("Frequency", score.frequency(), frequency)
            + " orders; there are "
            + customer.frequency()
            + ".",
        sentence("Monetary value", score.monetary(), monetary)
            + " of net revenue; it is "
            + customer.monetary().toPlainString()
            + ".");
  }

  private static String sentence(String what, int score, QuantileScorer scorer) {
    return what + " " + score + " of " + QuantileScorer.SCORES + " means " + scorer.range(score);
  }

  private static double[] column(List<RfmMetrics> customers, ToDoubleFunction<RfmMetrics> value) {
    return customers.stream().mapToDouble(value).toArray();
  }
}
