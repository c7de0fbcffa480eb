package io.tierwise.recommend.training;

import io.tierwise.recommend.evaluation.RankingMetrics;
import io.tierwise.recommend.model.Algorithm;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One training, from the request to the model.
 *
 * @param attempt how often it was taken up; a crash hands it on
 * @param cut interactions after it are ignored; null takes all
 * @param progress 0..1
 * @param metrics by algorithm id, from before the refit on all data
 * @param facts sizes and milliseconds by name
 * @param failure why it failed, for a person
 */
public record TrainingRun(
    String id,
    State state,
    int attempt,
    Set<Algorithm> algorithms,
    @Nullable Instant cut,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    double progress,
    Map<String, RankingMetrics> metrics,
    Map<String, Long> facts,
    @Nullable String modelVersion,
    @Nullable String failure) {
  public TrainingRun {
    algorithms = Set.copyOf(algorithms);
    metrics = Map.copyOf(metrics);
    facts = Map.copyOf(facts);
    if (!(progress >= 0 && progress <= 1)) {
      throw new IllegalArgumentException("progress " + progress + " is not in 0..1");
    }
  }

  public enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  static TrainingRun queued(
      String id, Set<Algorithm> algorithms, @Nullable Instant cut, Instant now) {
    return new TrainingRun(
        id, State.QUEUED, 0, algorithms, cut, now, null, null, 0, Map.of(), Map.of(), null, null);
  }

  TrainingRun with(double newProgress, Map<String, RankingMetrics> found, Map<String, Long> more) {
    Map<String, Long> all = new TreeMap<>(facts);
    all.putAll(more);
    return new TrainingRun(
        id,
        state,
        attempt,
        algorithms,
        cut,
        requestedAt,
        startedAt,
        finishedAt,
        newProgress,
        found,
        all,
        modelVersion,
        failure);
  }
}
