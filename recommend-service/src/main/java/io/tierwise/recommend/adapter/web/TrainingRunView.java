package io.tierwise.recommend.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.recommend.evaluation.RankingMetrics;
import io.tierwise.recommend.evaluation.RatingAccuracy;
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
 * @param recipes the parameters that were used, by algorithm
 * @param tried NDCG@10 on the validation split by recipe, where there was a search
 * @param promotion whether the model went live, and the figures that decided
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
    @Schema(description = "Errors of predicted ratings beside the means; null without")
        @Nullable RatingAccuracy ratings,
    Map<String, String> recipes,
    Map<String, Double> tried,
    @Nullable VerdictView promotion,
    @Nullable String modelVersion,
    @Nullable String failure) {
  private static final String MILLIS = "Millis";

  record Parameters(
      List<String> algorithms,
      @Nullable Instant cut,
      boolean search,
      @Nullable String primary,
      boolean force) {
    static Parameters of(TrainingRun.Wish wish) {
      return new Parameters(
          wish.algorithms().stream().map(Algorithm::id).sorted().toList(),
          wish.cut(),
          wish.search(),
          wish.primary() == null ? null : wish.primary().id(),
          wish.force());
    }
  }

  static TrainingRunView of(TrainingRun run) {
    return new TrainingRunView(
        run.id(),
        run.state().name(),
        run.progress(),
        Parameters.of(run.wish()),
        run.requestedAt(),
        run.startedAt(),
        run.finishedAt(),
        facts(run.facts(), false),
        facts(run.facts(), true),
        run.metrics(),
        run.outcome().ratings(),
        new TreeMap<>(run.outcome().recipes()),
        new TreeMap<>(run.outcome().tried()),
        VerdictView.of(run.outcome().verdict()),
        run.modelVersion(),
        run.failure());
  }

  static Map<String, Long> facts(Map<String, Long> facts, boolean timings) {
    Map<String, Long> some = new TreeMap<>(facts);
    some.keySet().removeIf(name -> name.endsWith(MILLIS) != timings);
    return some;
  }
}
