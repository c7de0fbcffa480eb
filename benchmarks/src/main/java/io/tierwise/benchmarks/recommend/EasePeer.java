package io.tierwise.benchmarks.recommend;

import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** EASE by scipy in a process of its own. */
final class EasePeer {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path script;
  private final Path rows;

  private EasePeer(Path script, Path rows) {
    this.script = script;
    this.rows = rows;
  }

  /** What one fit took and how well it ranks. */
  record Fit(double seconds, double recallAt20, double ndcgAt20) {}

  static EasePeer of(Path folder, PublicData data) throws IOException {
    Files.createDirectories(folder);
    Path script = folder.resolve("ease.py");
    try (InputStream resource =
        Objects.requireNonNull(EasePeer.class.getResourceAsStream("/peers/ease.py"))) {
      Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
    }
    Path rows = folder.resolve("ease.bin");
    write(rows, data);
    return new EasePeer(script, rows);
  }

  private static void write(Path file, PublicData data) throws IOException {
    InteractionLog log = data.train();
    Map<Integer, Set<Integer>> tests = new HashMap<>();
    for (TimeSplit.Case test : data.cases()) {
      tests.put(test.user(), test.relevant());
    }
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      write(out, log.users(), log.items());
      for (int user = 0; user < log.users(); user++) {
        int[] own =
            IntStream.range(log.start(user), log.end(user)).map(log::item).distinct().toArray();
        int[] relevant =
            tests.getOrDefault(user, Set.of()).stream().mapToInt(item -> item).toArray();
        write(out, own.length);
        write(out, own);
        write(out, relevant.length);
        write(out, relevant);
      }
    }
  }

  private static void write(DataOutputStream out, int... values) throws IOException {
    for (int value : values) {
      out.writeInt(Integer.reverseBytes(value));
    }
  }

  /**
   * @param precision float32 or float64
   * @return empty where {@code python3}, scipy or the memory for it is missing
   */
  Optional<Fit> fit(double ridge, String precision) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder("python3", script.toString(), rows.toString(), "" + ridge, precision)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
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
