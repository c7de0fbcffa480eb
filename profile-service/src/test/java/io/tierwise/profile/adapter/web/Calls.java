package io.tierwise.profile.adapter.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of the service's own API. */
final class Calls {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final int port;

  Calls(int port) {
    this.port = port;
  }

  /** An answer without body is JSON null. */
  record Answer(int status, JsonNode body) {}

  Answer get(String path) throws Exception {
    return call("GET", path, null);
  }

  Answer call(String method, String path, @Nullable String json) throws Exception {
    HttpResponse<String> response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(
                    method,
                    json == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(90))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    String body = response.body();
    return new Answer(
        response.statusCode(), JsonMapper.shared().readTree(body.isEmpty() ? "null" : body));
  }
}
