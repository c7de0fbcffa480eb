package io.tierwise.recommend.adapter.web;

import io.tierwise.recommend.evaluation.RankingMetrics;
import io.tierwise.recommend.training.Models.ModelSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stored model as JSON. */
record ModelView(
    String modelVersion,
    boolean live,
    String runId,
    Instant trainedAt,
    @Nullable Instant cut,
    List<String> algorithms,
    Map<String, RankingMetrics> metrics,
    Map<String, Long> data,
    long bytes) {
  static ModelView of(ModelSummary model) {
    return new ModelView(
        model.version(),
        model.live(),
        model.runId(),
        model.trainedAt(),
        model.cut(),
        model.algorithms(),
        model.metrics(),
        TrainingRunView.facts(model.facts(), false),
        model.bytes());
  }
}
