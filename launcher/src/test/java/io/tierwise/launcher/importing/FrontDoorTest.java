package io.tierwise.launcher.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tierwise.launcher.importing.FrontDoor.FrontDoorFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Against a small server that answers as the front door does. */
class FrontDoorTest {
  private final Map<String, List<Integer>> received = new ConcurrentHashMap<>();
  private final List<String> rejected = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> limits = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int closedFor;
  private volatile String key = "key";
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/batch", this::batch);
    server.createContext("/v1/items/batch", this::batch);
    server.start();
  }

  @AfterEach
  void shut() {
    server.stop(0);
  }

  private FrontDoor.Settings settings() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return FrontDoor.Settings.of(url, key);
  }

  private final DoorListener listener =
      new DoorListener() {
        @Override
        public void accepted(int events) {
          accepted.addAndGet(events);
        }

        @Override
        public void rejected(Outgoing event, String code, String detail) {
          synchronized (rejected) {
            rejected.add(event.line() + " " + code + " " + detail);
          }
        }

        @Override
        public void waiting(String reason, Duration pause, Duration atMost) {
          synchronized (pauses) {
            pauses.add(pause);
            limits.add(reason + " " + atMost);
          }
        }
      };

  private static Outgoing event(String user, int number) {
    String json = "{\"userId\":\"%s\",\"n\":%d}".formatted(user, number);
    return new Outgoing(user, json.getBytes(StandardCharsets.UTF_8), number);
  }

  private void send(FrontDoor.Settings settings, List<Outgoing> events) throws Exception {
    try (FrontDoor door = new FrontDoor(settings, listener, listener)) {
      for (Outgoing event : events) {
        door.send(event);
      }
      door.flush();
    }
  }

  @Test
  void events_ofOneUser_arriveInOrder() throws Exception {
    send(settings(), IntStream.range(0, 5_000).mapToObj(i -> event("u" + i % 7, i)).toList());

    assertThat(accepted).hasValue(5_000);
    assertThat(received).hasSize(7);
    assertThat(received.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
    assertThat(requests.get()).isGreaterThanOrEqualTo(13);
  }

  @Test
  void rejections_areReportedOneByOne() throws Exception {
    send(settings(), List.of(event("a", 1), event("bad", 2), event("a", 3)));

    assertThat(accepted).hasValue(2);
    assertThat(rejected).containsExactly("2 negative-price properties.price: -1 is negative");
  }

  @Test
  void closedDoor_isTriedAgainAfterTheTimeItAsksFor() throws Exception {
    closedFor = 2;
    send(settings(), List.of(event("a", 1)));

    assertThat(accepted).hasValue(1);
    assertThat(requests).hasValue(3);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(400));
  }

  @Test
  void doorThatStaysClosed_failsAfterPatience() {
    closedFor = Integer.MAX_VALUE;
    assertThatThrownBy(
            () ->
                send(
                    settings().patientFor(Duration.ofMillis(300)),
                    IntStream.range(0, 10_000).mapToObj(i -> event("a", i)).toList()))
        .isInstanceOf(FrontDoorFailed.class)
        .hasMessageContaining("status 503");
    assertThat(accepted).hasValue(0);
  }

  @Test
  void nobodyThere_fails() {
    server.stop(0);
    assertThatThrownBy(
            () -> send(settings().patientFor(Duration.ofMillis(300)), List.of(event("a", 1))))
        .isInstanceOf(FrontDoorFailed.class)
        .hasMessageStartingWith("nothing answers at http://127.0.0.1:")
        .hasMessageContaining("(connection refused)");
  }

  @Test
  void nobodyThere_isSaidAtOnce_andTriedForHalfAMinuteOnly() throws Exception {
    server.stop(0);
    try (FrontDoor door = new FrontDoor(settings(), listener, listener)) {
      for (int i = 0; i < 401; i++) {
        door.send(event("a", i));
      }
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(limits).first().asString().endsWith(") PT30S"));
    }
  }

  @Test
  void doorThatWasThere_isGivenAllItsTime() throws Exception {
    try (FrontDoor door = new FrontDoor(settings(), listener, listener)) {
      door.send(event("a", 1));
      door.flush();
      server.stop(0);
      for (int i = 0; i < 401; i++) {
        door.send(event("a", i));
      }
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(limits).first().asString().endsWith(") PT5M"));
    }
  }

  @Test
  void wrongKey_failsAtOnce() {
    key = "other";
    assertThatThrownBy(() -> send(settings(), List.of(event("a", 1))))
        .isInstanceOf(FrontDoorFailed.class)
        .hasMessageContaining("refuses the write key");
    assertThat(requests).hasValue(1);
  }

  @Test
  void batchRefusedAsAWhole_isHalvedUntilTheFaultStandsAlone() throws Exception {
    List<Outgoing> events =
        new ArrayList<>(IntStream.range(0, 99).mapToObj(i -> event("a", i)).toList());
    events.add(57, event("poison", 1_000));
    send(settings(), events);

    assertThat(accepted).hasValue(99);
    assertThat(rejected).containsExactly("1000 broken-json $: cannot be read");
  }

  @Test
  void items_goToTheirOwnDoor() throws Exception {
    AtomicInteger items = new AtomicInteger();
    DoorListener ofItems =
        new DoorListener() {
          @Override
          public void accepted(int count) {
            items.addAndGet(count);
          }

          @Override
          public void rejected(Outgoing event, String code, String detail) {}
        };
    try (FrontDoor door = new FrontDoor(settings(), listener, ofItems)) {
      door.sendItem("{\"userId\":\"item\",\"n\":1}".getBytes(StandardCharsets.UTF_8));
      door.flush();
    }
    assertThat(items).hasValue(1);
    assertThat(accepted).hasValue(0);
  }

  private void batch(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int request = requests.incrementAndGet();
      // The user "key" with an empty password.
      if (!"Basic a2V5Og==".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, "{}");
      } else if (request <= closedFor) {
        if (request == 1) {
          exchange.getResponseHeaders().add("Retry-After", "1");
        }
        answer(exchange, 503, "{\"title\":\"busy\"}");
      } else {
        JsonNode tree = EventJson.mapper().readTree(body);
        read(exchange, tree.has("batch") ? tree.path("batch") : tree.path("items"));
      }
    }
  }

  private void read(HttpExchange exchange, JsonNode batch) throws IOException {
    List<String> results = new ArrayList<>();
    int refused = 0;
    for (JsonNode event : batch) {
      String user = event.path("userId").asString();
      if (user.equals("poison")) {
        answer(
            exchange,
            400,
            "{\"errors\":[{\"field\":\"$\",\"code\":\"broken-json\",\"message\":\"cannot be read\"}]}");
        return;
      }
    }
    for (JsonNode event : batch) {
      String user = event.path("userId").asString();
      if (user.equals("bad")) {
        refused++;
        results.add(
            "{\"index\":%d,\"status\":\"rejected\",\"errors\":[{\"field\":\"properties.price\",\"code\":\"negative-price\",\"message\":\"-1 is negative\"}]}"
                .formatted(results.size()));
      } else {
        received.computeIfAbsent(user, name -> new ArrayList<>()).add(event.path("n").asInt());
        results.add("{\"index\":%d,\"status\":\"accepted\"}".formatted(results.size()));
      }
    }
    answer(
        exchange,
        202,
        "{\"accepted\":%d,\"rejected\":%d,\"results\":[%s]}"
            .formatted(results.size() - refused, refused, String.join(",", results)));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
