package io.tierwise.recommend.adapter.web;

import io.tierwise.recommend.evaluation.RankingMetrics;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.training.TrainingRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A training run as JSON.
 *
 * @param data interactions, users and items that were used
 * @param timings in milliseconds
 */
record TrainingRunView(
    String id,
    String state,
    double progress,
    Parameters parameters,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    Map<String, Long> data,
    Map<String, Long> timings,
    Map<String, RankingMetrics> metrics,
    @Nullable String modelVersion,
    @Nullable String failure) {
  private static final String MILLIS = "Millis";

  record Parameters(List<String> algorithms, @Nullable Instant cut) {}

  static TrainingRunView of(TrainingRun run) {
    return new TrainingRunView(
        run.id(),
        run.state().name(),
        run.progress(),
        new Parameters(run.algorithms().stream().map(Algorithm::id).sorted().toList(), run.cut()),
        run.requestedAt(),
        run.startedAt(),
        run.finishedAt(),
        facts(run.facts(), false),
        facts(run.facts(), true),
        run.metrics(),
        run.modelVersion(),
        run.failure());
  }

  static Map<String, Long> facts(Map<String, Long> facts, boolean timings) {
    Map<String, Long> some = new TreeMap<>(facts);
    some.keySet().removeIf(name -> name.endsWith(MILLIS) != timings);
    return some;
  }
}
