package io.tierwise.campaign;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A receiver of webhooks that keeps what it gets and answers as it is told. */
final class WebhookReceiver implements AutoCloseable {
  record Request(Headers headers, byte[] body) {
    String key() {
      return headers.getFirst("Idempotency-Key");
    }
  }

  record Reply(int status, String retryAfter) {}

  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  volatile Function<Request, Reply> answer = _ -> new Reply(200, null);

  WebhookReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/messages";
  }

  List<Request> of(String key) {
    return requests.stream().filter(request -> request.key().equals(key)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = new Headers();
      headers.putAll(exchange.getRequestHeaders());
      Request request = new Request(headers, exchange.getRequestBody().readAllBytes());
      requests.add(request);
      Reply reply = answer.apply(request);
      if (reply.retryAfter() != null) {
        exchange.getResponseHeaders().set("Retry-After", reply.retryAfter());
      }
      exchange.sendResponseHeaders(reply.status(), -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
