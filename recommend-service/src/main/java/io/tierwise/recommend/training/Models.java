package io.tierwise.recommend.training;

import io.tierwise.recommend.evaluation.RankingMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored models; the newest serves. */
public interface Models {
  /**
   * @param bytes size of the stored model
   * @param live whether it is the newest
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

  Optional<String> latestVersion();

  Optional<StoredModel> latest();
}
