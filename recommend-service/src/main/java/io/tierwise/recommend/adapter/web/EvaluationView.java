package io.tierwise.recommend.adapter.web;

import io.tierwise.recommend.evaluation.EvaluationReport;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.training.Evaluation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An evaluation as JSON. */
record EvaluationView(
    UUID id,
    String state,
    double progress,
    List<String> algorithms,
    @Nullable Instant cut,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable EvaluationReport report,
    @Nullable String failure) {
  static EvaluationView of(Evaluation evaluation) {
    return new EvaluationView(
        evaluation.id(),
        evaluation.state(),
        evaluation.progress(),
        evaluation.wish().algorithms().stream().map(Algorithm::id).sorted().toList(),
        evaluation.wish().cut(),
        evaluation.createdAt(),
        evaluation.startedAt(),
        evaluation.finishedAt(),
        evaluation.report(),
        evaluation.failure());
  }
}
