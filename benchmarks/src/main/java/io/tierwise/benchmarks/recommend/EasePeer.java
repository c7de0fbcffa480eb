package io.tierwise.benchmarks.recommend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * EASE by scipy in a process of its own, in single precision as ours.
 *
 * @param rows as {@link PeerRows} writes them
 */
record EasePeer(Path script, Path rows) {
  private static final JsonMapper JSON = new JsonMapper();

  /** What one fit took and how well it ranks. */
  record Fit(double seconds, double recallAt20, double ndcgAt20) {}

  static EasePeer of(Path folder, Path rows) throws IOException {
    return new EasePeer(PeerRows.copy("ease.py", folder), rows);
  }

  /**
   * @return empty where {@code python3}, scipy or the memory for it is missing
   */
  Optional<Fit> fit(double ridge) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("python3", script.toString(), rows.toString(), "" + ridge)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // The peer chooses what suits the machine.
    builder.environment().remove("OPENBLAS_CORETYPE");
    builder.environment().remove("OPENBLAS_L2_SIZE");
    Process process;
    try {
      process = builder.start();
    } catch (IOException noPython) {
      return Optional.empty();
    }
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      return Optional.empty();
    }
    JsonNode found = JSON.readTree(Arrays.asList(answer.strip().split("\n")).getLast());
    return Optional.of(
        new Fit(
            found.get("seconds").asDouble(),
            found.get("recall").asDouble(),
            found.get("ndcg").asDouble()));
  }
}
