package io.tierwise.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Stands between a client and ingest-service and spoils the first two attempts at each batch. Some
 * of them get through without the client hearing of it, who sends again what is there already.
 */
final class RoughRoad implements AutoCloseable {
  enum Fault {
    BUSY,
    ERROR_AFTER_DELIVERY,
    CONNECTION_LOST_AFTER_DELIVERY
  }

  private static final int SPOILED_ATTEMPTS = 2;
  private static final Pattern MESSAGE_ID = Pattern.compile("\"messageId\":\"([^\"]+)\"");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI target;
  private final Map<String, Batch> batches = new ConcurrentHashMap<>();
  private final Map<Fault, Integer> faults = new ConcurrentHashMap<>();
  private final Collection<String> arrivals = new ConcurrentLinkedQueue<>();

  private record Batch(int number, int attempts) {}

  RoughRoad(URI target) throws IOException {
    this.target = target;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Map<Fault, Integer> faults() {
    return faults;
  }

  /** The message ids that ingest-service has answered with 202, once for each time. */
  Collection<String> arrivals() {
    return arrivals;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Batch batch = count(body);
      if (batch.attempts > SPOILED_ATTEMPTS) {
        HttpResponse<byte[]> answer = deliver(exchange, body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
        return;
      }
      Fault fault = Fault.values()[(batch.number + batch.attempts) % Fault.values().length];
      faults.merge(fault, 1, Integer::sum);
      switch (fault) {
        case BUSY -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          exchange.sendResponseHeaders(503, -1);
        }
        case ERROR_AFTER_DELIVERY -> {
          deliver(exchange, body);
          exchange.sendResponseHeaders(500, -1);
        }
        case CONNECTION_LOST_AFTER_DELIVERY -> deliver(exchange, body);
      }
    }
  }

  /** A batch is known by its first message. */
  private synchronized Batch count(byte[] body) {
    String first = messageIds(body).iterator().next();
    Batch before = batches.getOrDefault(first, new Batch(batches.size(), 0));
    Batch now = new Batch(before.number, before.attempts + 1);
    batches.put(first, now);
    return now;
  }

  private HttpResponse<byte[]> deliver(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (String header : new String[] {"Authorization", "Content-Type", "User-Agent"}) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() == 202) {
        arrivals.addAll(messageIds(body));
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static Collection<String> messageIds(byte[] body) {
    return MESSAGE_ID
        .matcher(new String(body, StandardCharsets.UTF_8))
        .results()
        .map((MatchResult result) -> result.group(1))
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.close();
  }
}
