package io.tierwise.launcher.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The services' REST APIs as a client sees them. */
final class Rest implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration LONGEST_RUN = Duration.ofSeconds(180);
  private static final int SHOWN = 500;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final JsonMapper json = new JsonMapper();
  private final Function<String, URI> services;

  /**
   * @param services the base URL of a service by its name
   */
  Rest(Function<String, URI> services) {
    this.services = services;
  }

  JsonMapper json() {
    return json;
  }

  JsonNode get(String service, String path) throws DemoFailed, IOException, InterruptedException {
    return json.readTree(text(service, path));
  }

  String text(String service, String path) throws DemoFailed, IOException, InterruptedException {
    return send(service, request(service, path).GET());
  }

  JsonNode put(String service, String path, Object body)
      throws DemoFailed, IOException, InterruptedException {
    return json.readTree(
        send(
            service,
            request(service, path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))));
  }

  JsonNode post(String service, String path, @Nullable Object body)
      throws DemoFailed, IOException, InterruptedException {
    HttpRequest.Builder request = request(service, path);
    if (body == null) {
      request.POST(HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
    }
    return json.readTree(send(service, request));
  }

  /** Asks for a run and polls it until its state is one of those, or a failure. */
  JsonNode run(String service, String path, Object body, List<String> finished)
      throws DemoFailed, IOException, InterruptedException {
    String id = post(service, path, body).path("id").asString();
    long deadline = System.nanoTime() + LONGEST_RUN.toNanos();
    while (true) {
      JsonNode run = get(service, path + "/" + id);
      String state = run.path("state").asString("");
      if (finished.contains(state)) {
        return run;
      }
      if (state.equals("FAILED") || state.equals("CANCELLED")) {
        throw new DemoFailed(
            "%s: %s/%s is %s: %s"
                .formatted(service, path, id, state, run.path("failure").asString("no reason")));
      }
      if (System.nanoTime() > deadline) {
        throw new DemoFailed(
            "%s: %s/%s is still %s after %d s"
                .formatted(service, path, id, state, LONGEST_RUN.toSeconds()));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** All pages of a listing. */
  List<JsonNode> all(String service, String path)
      throws DemoFailed, IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    while (true) {
      JsonNode page =
          get(service, path + "?limit=1000" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.path("items").forEach(items::add);
      JsonNode next = page.path("nextCursor");
      if (!next.isString()) {
        return items;
      }
      cursor = java.net.URLEncoder.encode(next.asString(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private HttpRequest.Builder request(String service, String path) {
    return HttpRequest.newBuilder(services.apply(service).resolve(path)).timeout(TIMEOUT);
  }

  private String send(String service, HttpRequest.Builder builder)
      throws DemoFailed, IOException, InterruptedException {
    HttpRequest request = builder.build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      String body = response.body();
      throw new DemoFailed(
          "%s answered %d to %s %s: %s"
              .formatted(
                  service,
                  response.statusCode(),
                  request.method(),
                  request.uri().getPath(),
                  body.substring(0, Math.min(SHOWN, body.length()))));
    }
    return response.body();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
