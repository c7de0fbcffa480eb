package io.tierwise.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecallCheckTest {
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int status = 200;
  private HttpServer server;
  private Rest rest;

  /** The first answer knows nobody, as that of a service whose database is slow to answer. */
  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/recommendations/batch",
        exchange -> {
          try (exchange) {
            boolean known = requests.incrementAndGet() > 1;
            byte[] answer =
                """
                {"results":[
                  {"userId":"a","historyKnown":%1$s,"items":[{"itemId":"x"},{"itemId":"y"}]},
                  {"userId":"b","historyKnown":%1$s,"items":[{"itemId":"x"}]},
                  {"userId":"c","historyKnown":%1$s,"items":[]}]}
                """
                    .formatted(known)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
    rest = new Rest(name -> URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void shut() {
    rest.close();
    server.stop(0);
  }

  @Test
  void recall_isTheMeanShareOfTheNextPurchase() throws Exception {
    Map<String, Set<String>> next =
        Map.of("a", Set.of("x", "z"), "b", Set.of("x"), "c", Set.of("q"));
    RecallCheck.Recall recall = new RecallCheck(rest, next).of("item-knn");

    assertThat(recall.recallAt10()).isCloseTo((0.5 + 1 + 0) / 3, within(1e-12));
    assertThat(recall.served()).isEqualTo(2);
    assertThat(requests).hasValue(2);
  }

  @Test
  void refusal_isToldWithItsServiceAndStatus() {
    status = 400;
    assertThatThrownBy(() -> new RecallCheck(rest, Map.of("a", Set.of("x"))).of("item-knn"))
        .isInstanceOf(DemoFailed.class)
        .hasMessageContaining("recommend-service answered 400");
  }
}
