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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** W. Glozer's load generator wrk, from its Debian package. */
public final class Wrk {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SEED = 20261122;

  private final Path script;
  private final int users;
  private final int items;
  private int runs;

  private Wrk(Path script, int users, int items) {
    this.script = script;
    this.users = users;
    this.items = items;
  }

  /**
   * @param lines method, path and perhaps a body, with {user} or {item} where its id goes; each
   *     line is asked for as often as the others
   * @param full a text that is in every answer that is not empty
   */
  public record Requests(List<String> lines, String full) {
    public Requests {
      lines = List.copyOf(lines);
    }

    /** Lists of items. */
    static Requests lists(List<String> paths) {
      return new Requests(paths.stream().map("GET "::concat).toList(), "\"score\"");
    }
  }

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
   */
  public static Wrk in(Path folder, int users, int items) throws IOException {
    Files.createDirectories(folder);
    Path script = folder.resolve("load.lua");
    try (InputStream resource =
        Objects.requireNonNull(Wrk.class.getResourceAsStream("/peers/load.lua"))) {
      Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
    }
    return new Wrk(script, users, items);
  }

  /** As fast as the connections go. */
  public Result run(URI server, Requests requests, int connections, Duration time)
      throws IOException, InterruptedException {
    return run(server, requests, connections, time, Map.of());
  }

  /**
   * @param perSecond that are sent, about: a connection rests for random times between an answer
   *     and its next request
   */
  Result paced(URI server, Requests requests, int connections, Duration time, double perSecond)
      throws IOException, InterruptedException {
    String pause = String.format(Locale.ROOT, "%.3f", 1e3 * connections / perSecond);
    return run(server, requests, connections, time, Map.of("WRK_PAUSE", pause));
  }

  private Result run(
      URI server, Requests requests, int connections, Duration time, Map<String, String> more)
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
    Map<String, String> environment = builder.environment();
    environment.put("WRK_USERS", Integer.toString(users));
    environment.put("WRK_ITEMS", Integer.toString(items));
    environment.put("WRK_REQUESTS", String.join("\n", requests.lines()));
    environment.put("WRK_FULL", requests.full());
    environment.put("WRK_SEED", Integer.toString(SEED + runs++));
    environment.putAll(more);
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
