package io.tierwise.recommend.training;

import io.tierwise.recommend.evaluation.EvaluationReport;
import io.tierwise.recommend.model.Algorithm;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of models on the shop's own data.
 *
 * @param progress 0..1
 * @param report null before it has SUCCEEDED
 * @param failure why it FAILED, for a person
 */
public record Evaluation(
    UUID id,
    String state,
    Wish wish,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    double progress,
    @Nullable EvaluationReport report,
    @Nullable String failure) {
  /**
   * What to compare.
   *
   * @param algorithms popularity always comes along
   * @param cut interactions after it are ignored; null takes all
   */
  public record Wish(Set<Algorithm> algorithms, @Nullable Instant cut) {
    public Wish {
      algorithms = Set.copyOf(algorithms);
    }
  }
}
