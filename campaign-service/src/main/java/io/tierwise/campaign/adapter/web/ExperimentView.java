package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.trial.Experiment;
import io.tierwise.campaign.trial.ExperimentDesign;
import io.tierwise.campaign.trial.Metric;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An experiment as it is answered. */
record ExperimentView(
    String id,
    String name,
    String subject,
    String state,
    List<VariantView> variants,
    String metric,
    double minimumEffect,
    double alpha,
    long windowDays,
    long beforeDays,
    String salt,
    String mode,
    List<RailView> guardRails,
    StopView stopRules,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant stoppedAt,
    @Nullable String stopReason,
    @Nullable String winner) {

  /**
   * @param share for users who come now
   */
  record VariantView(String name, double share, Map<String, String> payload) {}

  record RailView(String metric, double mostHarm) {
    static RailView of(Metric metric, double mostHarm) {
      return new RailView(metric.id(), mostHarm);
    }
  }

  record StopView(
      boolean whenDecided,
      boolean onSampleRatio,
      boolean onGuardRail,
      @Nullable Integer mostDays) {}

  static ExperimentView of(Experiment experiment) {
    ExperimentDesign design = experiment.design();
    return new ExperimentView(
        experiment.id(),
        design.name(),
        design.subject(),
        experiment.state().name(),
        IntStream.range(0, design.variants().size())
            .mapToObj(
                i ->
                    new VariantView(
                        design.variants().get(i).name(),
                        experiment.shares().get(i),
                        new TreeMap<>(design.variants().get(i).payload())))
            .toList(),
        design.metric().id(),
        design.minimumEffect(),
        design.alpha(),
        design.window().toDays(),
        design.before().toDays(),
        design.salt(),
        design.mode().name().toLowerCase(Locale.ROOT),
        design.guardRails().stream().map(r -> RailView.of(r.metric(), r.mostHarm())).toList(),
        new StopView(
            design.stopRules().whenDecided(),
            design.stopRules().onSampleRatio(),
            design.stopRules().onGuardRail(),
            design.stopRules().mostDays()),
        experiment.createdAt(),
        experiment.startedAt(),
        experiment.stoppedAt(),
        experiment.stopReason(),
        experiment.winner());
  }
}
