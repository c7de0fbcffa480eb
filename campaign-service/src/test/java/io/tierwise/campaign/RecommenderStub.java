package io.tierwise.campaign;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands for recommend-service over real HTTP: users whose id ends in 7 love every offer. */
final class RecommenderStub {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpServer SERVER = start();
  static volatile boolean broken;

  static String url() {
    return "http://localhost:" + SERVER.getAddress().getPort();
  }

  private static HttpServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/v1/affinities",
          exchange -> {
            byte[] answer = answer(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(broken ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] answer(JsonNode request) {
    List<Object> affinities = new ArrayList<>();
    for (JsonNode user : request.get("userIds")) {
      String id = user.asString();
      Map<String, Double> scores = new TreeMap<>();
      for (JsonNode offer : request.get("offers")) {
        scores.put(offer.get("offerId").asString(), id.endsWith("7") ? 0.9 : 0.1);
      }
      affinities.add(Map.of("userId", id, "scores", scores));
    }
    return JSON.writeValueAsBytes(Map.of("modelVersion", "stub", "affinities", affinities));
  }

  private RecommenderStub() {}
}
