package io.tierwise.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether the operations of a running service refuse query parameters that they do not have. */
public final class OpenApiParameters {
  private static final String UNKNOWN = "no-such-parameter";
  private final HttpClient http;
  private final String service;
  private final String authorization;

  private OpenApiParameters(HttpClient http, String service, String authorization) {
    this.http = http;
    this.service = service;
    this.authorization = authorization;
  }

  /**
   * Calls every operation that the service describes with all its parameters and one that it does
   * not have.
   *
   * @param authorization may be empty
   * @return with their answers, the operations that do not name just that one as unknown in a 400
   */
  public static List<String> misread(int port, String authorization) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return new OpenApiParameters(http, "http://127.0.0.1:" + port, authorization).misread();
    }
  }

  private List<String> misread() {
    JsonNode api = JsonMapper.shared().readTree(send("GET", "/v3/api-docs", "*/*").body());
    JsonNode paths = api.path("paths");
    if (paths.isEmpty()) {
      throw new IllegalStateException("no description of an API at " + service);
    }
    List<String> misread = new ArrayList<>();
    for (var path : paths.properties()) {
      for (var operation : path.getValue().properties()) {
        String method = operation.getKey().toUpperCase(Locale.ROOT);
        String address =
            path.getKey().replaceAll("\\{[^}]+}", "1") + query(operation.getValue(), api);
        HttpResponse<String> answer = send(method, address, bodyType(operation.getValue()));
        if (answer.statusCode() != 400 || !unknown(answer.body()).equals(List.of(UNKNOWN))) {
          misread.add(method + " " + path.getKey() + " " + answer.statusCode() + answer.body());
        }
      }
    }
    return misread;
  }

  private static String query(JsonNode operation, JsonNode api) {
    StringBuilder query = new StringBuilder("?" + UNKNOWN + "=1");
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asString().equals("query")
          && !isMap(parameter.path("schema"), api)) {
        query.append('&').append(parameter.path("name").asString()).append("=1");
      }
    }
    return query.toString();
  }

  /** Its name is that of none of its parameters. */
  private static boolean isMap(JsonNode schema, JsonNode api) {
    String reference = schema.path("$ref").asString("");
    JsonNode type = reference.isEmpty() ? schema : api.at(reference.substring(1));
    return type.path("type").asString("").equals("object");
  }

  private static String bodyType(JsonNode operation) {
    return operation.at("/requestBody/content").properties().stream()
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("application/json");
  }

  private static List<String> unknown(String answer) {
    List<String> names = new ArrayList<>();
    try {
      for (JsonNode error : JsonMapper.shared().readTree(answer).path("errors")) {
        if (error.path("code").asString().equals("unknown-parameter")) {
          names.add(error.path("field").asString());
        }
      }
    } catch (JacksonException _) {
      // Not a problem detail.
    }
    return names;
  }

  private HttpResponse<String> send(String method, String address, String bodyType) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service + address))
            .method(method, BodyPublishers.noBody())
            .header("Content-Type", bodyType)
            .timeout(Duration.ofMinutes(1));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
