package io.tierwise.benchmarks.tiering;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An analyst: asks for a run, waits for it and publishes it. */
final class RunClient implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final long POLL_MILLIS = 50;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI service;

  RunClient(URI service) {
    this.service = service;
  }

  /** A draft of five tiers by k-means. */
  JsonNode draft() throws IOException, InterruptedException {
    String id = call("POST", "/v1/runs", "{\"k\": 5}").get("id").asString();
    while (true) {
      JsonNode run = call("GET", "/v1/runs/" + id, null);
      String state = run.get("state").asString();
      if (state.equals("DRAFT")) {
        return run;
      }
      if (!state.equals("QUEUED") && !state.equals("RUNNING")) {
        throw new IllegalStateException("the run ended as " + run);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /**
   * @return how many assignments it changed
   */
  long publish(JsonNode draft) throws IOException, InterruptedException {
    return call("POST", "/v1/runs/" + draft.get("id").asString() + "/publish", null)
        .get("publication")
        .get("changed")
        .asLong();
  }

  private JsonNode call(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(service.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body == null ? "" : body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
