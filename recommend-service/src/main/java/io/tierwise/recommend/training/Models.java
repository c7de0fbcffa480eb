package io.tierwise.recommend.training;

import io.tierwise.recommend.evaluation.RankingMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored models, of which one is live. */
public interface Models {
  /**
   * @param bytes size of the stored model
   * @param live whether it serves
   */
  record ModelSummary(
      String version,
      String runId,
      Instant trainedAt,
      @Nullable Instant cut,
      List<String> algorithms,
      Map<String, RankingMetrics> metrics,
      Map<String, Long> facts,
      long bytes,
      boolean live) {}

  record StoredModel(String version, Instant trainedAt, byte[] bytes) {}

  /**
   * Newest first.
   *
   * @param before the version of which the older ones are wanted, null for all
   * @throws IllegalArgumentException if that is no version
   */
  List<ModelSummary> newest(@Nullable String before, int limit);

  Optional<String> liveVersion();

  Optional<StoredModel> live();

  /** Recipe of the live model's primary algorithm. */
  Optional<String> liveRecipe();

  /**
   * Puts a stored model live, whatever its figures: a promotion by force or a rollback.
   *
   * @param by who wanted it
   * @return false if there is no such model, or only its figures are kept
   * @throws IllegalArgumentException if that is no version
   */
  boolean promote(String version, String by, Instant now);
}
