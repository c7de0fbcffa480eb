package io.tierwise.benchmarks.serve;

import io.tierwise.benchmarks.process.CpuTime;
import io.tierwise.benchmarks.process.ResidentMemory;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@link ServerWithCeiling} in a process of its own, from the jar that the suite starts. */
final class Server implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int MOST_USERS = 1_000;
  private static final JsonMapper JSON = new JsonMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI url;

  private Server(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * @param histories of so many users are held, with so many deeds
   */
  record Settings(int heapMiB, int histories, long deeds) {}

  /**
   * @param run as the service tells it
   * @param mostHeapMiB the highest use that was seen, garbage included
   */
  record Trained(JsonNode run, double seconds, double mostHeapMiB) {}

  /** The service refused or failed to train, and said why. */
  static final class TrainingFailed extends IOException {
    TrainingFailed(String why) {
      super(why);
    }
  }

  static Server start(
      Installation installation, Stack stack, ServingShop shop, Settings settings, Path log)
      throws IOException, InterruptedException {
    Path jar = installation.serviceJar(ServiceSettings.RECOMMEND).orElseThrow();
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(installation.javaCommand().toString()));
    command.addAll(installation.vectorOptions());
    command.addAll(
        List.of(
            "-Xmx" + settings.heapMiB() + "m",
            "-XX:+UseSerialGC",
            "-Dloader.main=" + ServerWithCeiling.class.getName(),
            "-Dloader.path=" + installation.root().resolve("benchmarks/target/classes"),
            "-cp",
            jar.toString(),
            "org.springframework.boot.loader.launch.PropertiesLauncher",
            "--server.port=" + port,
            "--tierwise.recommend.history.users=" + settings.histories(),
            "--tierwise.recommend.history.deeds=" + settings.deeds()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPRING_KAFKA_BOOTSTRAP_SERVERS", stack.kafkaBootstrapServers());
    builder.environment().put("SPRING_DATASOURCE_URL", shop.url());
    builder.environment().put("SPRING_DATASOURCE_USERNAME", shop.user());
    builder.environment().put("SPRING_DATASOURCE_PASSWORD", shop.password());
    Server server = new Server(builder.start(), URI.create("http://127.0.0.1:" + port));
    try {
      server.awaitReady(log);
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        if (get("/actuator/health/readiness").statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IOException("recommend-service did not start, see " + log);
  }

  URI url() {
    return url;
  }

  double cpuSeconds() {
    return CpuTime.of(process.toHandle()).toNanos() / 1e9;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(30)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  void put(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer = send("PUT", path, body);
    if (answer.statusCode() != 201) { // Created is as well.
      expect(answer, 200);
    }
  }

  /** Asks for everybody once, so that all histories are held. */
  void readHistories(int users) throws IOException, InterruptedException {
    for (int from = 0; from < users; from += MOST_USERS) {
      String ids =
          IntStream.range(from, Math.min(users, from + MOST_USERS))
              .mapToObj(user -> "\"u" + user + "\"")
              .collect(Collectors.joining(","));
      expect(send("POST", "/v1/recommendations/batch", "{\"userIds\":[" + ids + "]}"), 200);
    }
  }

  /** A run whose model goes live whether or not it is better. Returns its address. */
  String beginTraining(List<String> algorithms) throws IOException, InterruptedException {
    HttpResponse<String> begun =
        send(
            "POST",
            "/v1/training-runs",
            "{\"algorithms\":[\"" + String.join("\",\"", algorithms) + "\"],\"force\":true}");
    expect(begun, 202);
    return begun.headers().firstValue("Location").orElseThrow();
  }

  /** The run when it has ended well, empty before. */
  Optional<JsonNode> trained(String run) throws IOException, InterruptedException {
    JsonNode answer = JSON.readTree(get(run).body());
    String state = answer.get("state").asString();
    if (state.equals("FAILED")) {
      throw new TrainingFailed(answer.get("failure").asString());
    }
    return state.equals("SUCCEEDED") ? Optional.of(answer) : Optional.empty();
  }

  /** The version that answers now. */
  String servedVersion() throws IOException, InterruptedException {
    return JSON.readTree(get("/v1/users/u1/recommendations").body()).get("modelVersion").asString();
  }

  /** A run has succeeded a moment before its model answers. */
  void awaitServed(Trained trained) throws IOException, InterruptedException {
    String version = trained.run().get("modelVersion").asString();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!servedVersion().equals(version)) {
      if (System.nanoTime() > end) {
        throw new IOException("model " + version + " does not answer");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  Trained train(List<String> algorithms) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    String run = beginTraining(algorithms);
    double most = 0;
    Optional<JsonNode> ended = Optional.empty();
    while (ended.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(200);
      most = Math.max(most, heapMiB());
      ended = trained(run);
    }
    return new Trained(ended.get(), (System.nanoTime() - begin) / 1e9, most);
  }

  private double heapMiB() throws IOException, InterruptedException {
    return metric("jvm_memory_used_bytes{", "\"heap\"") / (1 << 20);
  }

  /** How many answers came from lists that were made before. */
  double keptAnswers() throws IOException, InterruptedException {
    return metric("tierwise_recommend_kept_answers_total", "");
  }

  /** Sum of the lines that begin so and have a text in them. */
  private double metric(String beginning, String text) throws IOException, InterruptedException {
    return get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(beginning) && line.contains(text))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Resident, at its highest; 0 where the system does not tell. */
  double mostMemoryMiB() throws IOException {
    return ResidentMemory.mostMiB(process.pid());
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static void expect(HttpResponse<String> answer, int status) throws IOException {
    if (answer.statusCode() != status) {
      throw new IOException(answer + ": " + answer.body());
    }
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
