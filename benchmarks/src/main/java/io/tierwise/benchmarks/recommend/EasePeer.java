package io.tierwise.benchmarks.recommend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * EASE by scipy in a process of its own, in single precision as ours.
 *
 * @param rows as {@link PeerRows} writes them
 */
record EasePeer(Path script, Path rows) {
  private static final JsonMapper JSON = new JsonMapper();

  /** For fit and ranking together; less where the machine has room for the matrix. */
  private static final long MOST_MINUTES = 10;

  /**
   * What one fit took.
   *
   * @param ranking null where that took too long
   */
  record Fit(double seconds, @Nullable Ranking ranking) {}

  /** How well it ranks. */
  record Ranking(double recallAt20, double ndcgAt20) {}

  static EasePeer of(Path folder, Path rows) throws IOException {
    return new EasePeer(PeerRows.copy("ease.py", folder), rows);
  }

  /**
   * @param step every so many users are ranked
   * @return empty where {@code python3}, scipy, the memory or the time for it is missing
   */
  Optional<Fit> fit(double ridge, int step) throws IOException, InterruptedException {
    Path answer = script.resolveSibling("ease.json");
    ProcessBuilder builder =
        new ProcessBuilder("python3", script.toString(), rows.toString(), "" + ridge, "" + step)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(answer.toFile());
    // The peer chooses what suits the machine.
    builder.environment().remove("OPENBLAS_CORETYPE");
    builder.environment().remove("OPENBLAS_L2_SIZE");
    try {
      Process process = builder.start();
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException noPython) {
      return Optional.empty();
    }
    List<JsonNode> lines = Files.readAllLines(answer).stream().map(JSON::readTree).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    JsonNode ranking = lines.size() > 1 ? lines.get(1) : null;
    return Optional.of(
        new Fit(
            lines.getFirst().get("seconds").asDouble(),
            ranking == null
                ? null
                : new Ranking(ranking.get("recall").asDouble(), ranking.get("ndcg").asDouble())));
  }
}
