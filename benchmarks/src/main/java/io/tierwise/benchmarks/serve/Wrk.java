package io.tierwise.benchmarks.serve;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** W. Glozer's load generator wrk, from its Debian package. */
public record Wrk(Path script, int users, int items) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * @param micros how long the run took
   * @param p50 microseconds
   * @param empty answers without items, or without an offer
   * @param refused answers other than 200
   * @param broken connections that failed or timed out
   */
  public record Result(
      long requests,
      long micros,
      long p50,
      long p99,
      long max,
      long empty,
      long refused,
      long broken) {
    public double perSecond() {
      return 1e6 * requests / micros;
    }

    long failed() {
      return empty + refused + broken;
    }
  }

  public static boolean isInstalled() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("wrk", "-v").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * @param folder for the script
   * @param name of the script, without its ending
   */
  public static Wrk in(Path folder, String name, int users, int items) throws IOException {
    Files.createDirectories(folder);
    Path script = folder.resolve(name + ".lua");
    try (InputStream resource =
        Objects.requireNonNull(Wrk.class.getResourceAsStream("/peers/" + name + ".lua"))) {
      Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
    }
    return new Wrk(script, users, items);
  }

  /**
   * @param paths with {user} or {item} where its id goes, each as often as the others
   */
  public Result run(URI server, List<String> paths, int connections, Duration time)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "wrk",
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + time.toSeconds() + "s",
                "--timeout=5s",
                "--latency",
                "--script=" + script,
                server.toString()));
    builder.environment().put("WRK_USERS", Integer.toString(users));
    builder.environment().put("WRK_ITEMS", Integer.toString(items));
    builder.environment().put("WRK_PATHS", String.join("\n", paths));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("wrk failed: " + output);
    }
    JsonNode json =
        JSON.readTree(
            output.lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow());
    return new Result(
        json.get("requests").longValue(),
        json.get("micros").longValue(),
        json.get("p50").longValue(),
        json.get("p99").longValue(),
        json.get("max").longValue(),
        json.get("empty").longValue(),
        json.get("refused").longValue(),
        json.get("broken").longValue());
  }
}
