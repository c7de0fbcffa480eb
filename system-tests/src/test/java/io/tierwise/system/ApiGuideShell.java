package io.tierwise.system;

import io.tierwise.system.ApiGuide.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs examples one after the other as a reader would in one terminal: a variable that one block
 * sets is there in the next. A function around curl notes the status of each call.
 */
final class ApiGuideShell {
  private static final Duration BLOCK_TIME = Duration.ofMinutes(4);

  private static final String SCRIPT =
      """
      set -euo pipefail
      set -a
      [ ! -s "$GUIDE_VARIABLES" ] || source "$GUIDE_VARIABLES"
      curl() {
        command curl --max-time 120 "$@" --write-out '%%{stderr}%%{http_code}\\n' 2>>"$GUIDE_STATUSES"
      }
      %s
      export -p | grep -v '^declare -[a-z]*r' >"$GUIDE_VARIABLES"
      """;

  private final Map<String, String> environment;
  private final Path folder;
  private final Duration patience;

  /**
   * @param environment what the guide tells its reader to set
   * @param folder for what the blocks print; the working directory of all of them
   * @param patience how long an answer may take that is marked "eventually"
   */
  ApiGuideShell(Map<String, String> environment, Path folder, Duration patience) {
    this.environment = Map.copyOf(environment);
    this.folder = folder;
    this.patience = patience;
  }

  /**
   * What happened.
   *
   * @param statuses of the calls, in order; 0 where there was no answer
   */
  record Outcome(
      Example example, int exitCode, List<Integer> statuses, String output, String errors) {

    /** Why this is not what the guide says, if it is not. */
    Optional<String> failure() {
      if (exitCode != 0) {
        return failed("ended with code " + exitCode);
      }
      if (statuses.isEmpty()) {
        return failed("called nothing");
      }
      if (statuses.stream().anyMatch(status -> status != example.status())) {
        return failed("answered " + statuses + " instead of " + example.status());
      }
      String text = example.text();
      if (text != null && !output.contains(text)) {
        return failed("does not print " + text);
      }
      return Optional.empty();
    }

    private Optional<String> failed(String what) {
      return Optional.of(
          "docs/api.md, line %d: the example %s%n%s%nprinted:%n%s%n%s"
              .formatted(example.line(), what, example.script(), output, errors));
    }
  }

  /** Runs an example, again and again while it may still come true. */
  Outcome run(Example example) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Outcome outcome = runOnce(example);
    while (example.eventually() && outcome.failure().isPresent() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(250);
      outcome = runOnce(example);
    }
    return outcome;
  }

  private Outcome runOnce(Example example) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    Path statuses = folder.resolve("statuses");
    Files.writeString(statuses, "");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", SCRIPT.formatted(example.script()))
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("GUIDE_STATUSES", statuses.toString());
    builder.environment().put("GUIDE_VARIABLES", folder.resolve("variables").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      boolean ended = process.waitFor(BLOCK_TIME.toSeconds(), TimeUnit.SECONDS);
      List<String> calls = Files.readAllLines(statuses);
      return new Outcome(
          example,
          ended ? process.exitValue() : -1,
          calls.stream().filter(call -> call.matches("\\d{3}")).map(Integer::valueOf).toList(),
          Files.readString(output),
          Files.readString(errors) + String.join("\n", calls));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
