package io.tierwise.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the JDK's server: what is sent arrives, and both forms of an answer are read. */
class FrontDoorConnectionTest {
  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private HttpServer server;
  private URI base;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    answer("/sized", 202, true, "{\"accepted\":1,\"rejected\":0}");
    answer("/chunked", 202, false, "{\"accepted\":1,\"rejected\":0}");
    answer("/rejected", 202, true, "{\"accepted\":0,\"rejected\":1}");
    server.start();
  }

  private void answer(String path, int status, boolean sized, String text) {
    server.createContext(
        path,
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          received.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
          exchange.sendResponseHeaders(status, sized ? text.length() : 0);
          try (var out = exchange.getResponseBody()) {
            out.write(text.getBytes(UTF_8));
          }
        });
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void requests_followEachOtherOnOneConnection() throws Exception {
    try (FrontDoorConnection connection = new FrontDoorConnection(base)) {
      for (String path : List.of("/sized", "/chunked", "/sized")) {
        var answer =
            connection.send(
                FrontDoorConnection.request(base, path, "key", "{\"a\":1}".getBytes(UTF_8)));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text()).isEqualTo("{\"accepted\":1,\"rejected\":0}");
      }
    }
    assertThat(received).hasSize(3).containsOnly("Basic a2V5Og== {\"a\":1}");
  }

  @Test
  void load_countsWhatWasAccepted() throws Exception {
    HttpLoad load = new HttpLoad(base, "/sized", "key", List.of("{}".getBytes(UTF_8)), 1);
    var closed = load.asFastAsPossible(2, Duration.ofSeconds(2));
    assertThat(closed.events()).isPositive().isEqualTo(received.size());
    assertThat(closed.latencies().count()).isEqualTo(received.size());
    received.clear();
    var paced = load.paced(2, Duration.ofSeconds(2), 10);
    assertThat(paced.events()).isEqualTo(received.size()).isBetween(1L, 20L);
  }

  @Test
  void rejectedEvent_endsTheLoad() {
    HttpLoad load = new HttpLoad(base, "/rejected", "key", List.of("{}".getBytes(UTF_8)), 1);
    assertThatIllegalStateException()
        .isThrownBy(() -> load.asFastAsPossible(1, Duration.ofSeconds(1)))
        .withMessageContaining("\"rejected\":1");
  }
}
