package io.tierwise.recommend.training;

import io.tierwise.recommend.evaluation.RankingMetrics;
import io.tierwise.recommend.evaluation.RatingAccuracy;
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
 * @param progress 0..1
 * @param metrics by algorithm id, from before the refit on all data
 * @param facts sizes and milliseconds by name
 * @param failure why it failed, for a person
 */
public record TrainingRun(
    String id,
    State state,
    int attempt,
    Wish wish,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    double progress,
    Map<String, RankingMetrics> metrics,
    Map<String, Long> facts,
    Outcome outcome,
    @Nullable String modelVersion,
    @Nullable String failure) {
  /**
   * What was asked for.
   *
   * @param cut interactions after it are ignored; null takes all
   * @param search whether parameters are chosen on a validation split
   * @param primary whom {@code auto} asks; null leaves it to the search, or to item k-NN
   * @param force whether the model goes live even if it is not better than the live one
   */
  public record Wish(
      Set<Algorithm> algorithms,
      @Nullable Instant cut,
      boolean search,
      @Nullable Algorithm primary,
      boolean force) {
    public Wish {
      algorithms = Set.copyOf(algorithms);
    }

    public static Wish of(Set<Algorithm> algorithms, @Nullable Instant cut) {
      return new Wish(algorithms, cut, false, null, false);
    }
  }

  /**
   * What a test led to.
   *
   * @param recipes by algorithm id: the parameters that were used
   * @param tried validation NDCG@10 by recipe, where there was a search
   * @param verdict null before it is spoken
   * @param ratings how far predicted ratings are off; null without a model or a test of them
   */
  public record Outcome(
      Map<String, String> recipes,
      Map<String, Double> tried,
      @Nullable Verdict verdict,
      @Nullable RatingAccuracy ratings) {
    public static final Outcome NONE = new Outcome(Map.of(), Map.of(), null, null);

    public Outcome {
      recipes = Map.copyOf(recipes);
      tried = Map.copyOf(tried);
    }
  }

  public TrainingRun {
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
    FAILED,
    CANCELLED
  }

  static TrainingRun queued(String id, Wish wish, Instant now) {
    return new TrainingRun(
        id,
        State.QUEUED,
        0,
        wish,
        now,
        null,
        null,
        0,
        Map.of(),
        Map.of(),
        Outcome.NONE,
        null,
        null);
  }

  TrainingRun with(double newProgress, Map<String, RankingMetrics> found, Map<String, Long> more) {
    return with(newProgress, found, more, outcome);
  }

  TrainingRun with(
      double newProgress,
      Map<String, RankingMetrics> found,
      Map<String, Long> more,
      Outcome newOutcome) {
    Map<String, Long> all = new TreeMap<>(facts);
    all.putAll(more);
    return new TrainingRun(
        id,
        state,
        attempt,
        wish,
        requestedAt,
        startedAt,
        finishedAt,
        newProgress,
        found,
        all,
        newOutcome,
        modelVersion,
        failure);
  }
}
