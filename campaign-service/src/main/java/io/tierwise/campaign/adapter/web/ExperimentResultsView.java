package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.trial.ExperimentDesign;
import io.tierwise.campaign.trial.ExperimentResults;
import io.tierwise.statistics.Interval;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The results of an experiment as they are answered. */
record ExperimentResultsView(
    String experimentId,
    String state,
    String verdict,
    @Nullable String winner,
    String text,
    @Nullable Double sampleRatioPValue,
    boolean sampleRatioAlarm,
    List<Arm> arms,
    List<OfMetric> metrics,
    List<Rail> guardRails) {

  /**
   * @param share that was meant, for users who come now
   * @param bestProbability to be the best in the metric that decides
   */
  record Arm(String variant, double share, long units, double bestProbability) {}

  /**
   * @param means by variant, in the order of the arms
   */
  record OfMetric(
      String metric, boolean decides, List<Double> means, List<Comparison> comparisons) {}

  /**
   * A variant less the control.
   *
   * @param interval for one look at the planned end
   * @param adjusted with what the spend before explains taken out (CUPED)
   * @param anytimeInterval may be looked at as often as one likes
   * @param anytimePValue likewise
   */
  record Comparison(
      String variant,
      double difference,
      List<Double> interval,
      double adjusted,
      List<Double> adjustedInterval,
      List<Double> anytimeInterval,
      double anytimePValue) {}

  record Rail(String metric, double mostHarm, String variant, boolean breached) {}

  static ExperimentResultsView of(ExperimentResults results) {
    ExperimentDesign design = results.experiment().design();
    return new ExperimentResultsView(
        results.experiment().id(),
        results.experiment().state().name(),
        results.verdict().kind().name(),
        results.verdict().winner(),
        results.verdict().text(),
        results.sampleRatio(),
        results.sampleRatioAlarm(),
        IntStream.range(0, design.variants().size())
            .mapToObj(
                i ->
                    new Arm(
                        design.variants().get(i).name(),
                        results.experiment().shares().get(i),
                        results.units().get(i),
                        results.bestProbabilities().get(i)))
            .toList(),
        results.metrics().stream()
            .map(
                m ->
                    new OfMetric(
                        m.metric().id(),
                        m.decides(),
                        m.means(),
                        m.comparisons().stream().map(ExperimentResultsView::comparison).toList()))
            .toList(),
        results.guardRails().stream()
            .map(r -> new Rail(r.metric().id(), r.mostHarm(), r.variant(), r.breached()))
            .toList());
  }

  private static Comparison comparison(ExperimentResults.Comparison c) {
    return new Comparison(
        c.variant(),
        c.difference(),
        bounds(c.interval()),
        c.adjusted(),
        bounds(c.adjustedInterval()),
        bounds(c.sequentialInterval()),
        c.sequentialPValue());
  }

  private static List<Double> bounds(Interval interval) {
    return List.of(interval.low(), interval.high());
  }
}
