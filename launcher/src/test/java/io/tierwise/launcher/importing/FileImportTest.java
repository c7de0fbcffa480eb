package io.tierwise.launcher.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tierwise.launcher.importing.FrontDoor.FrontDoorFailed;
import io.tierwise.launcher.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a small server that answers as ingest-service does. */
class FileImportTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Deque<String> states = new ArrayDeque<>(List.of("QUEUED", "RUNNING"));
  private @TempDir Path folder;
  private HttpServer server;
  private volatile byte[] sent = {};
  private volatile int busyFor;
  private volatile String end = "SUCCEEDED";
  private volatile int refusal;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/imports", this::imports);
    server.start();
  }

  @AfterEach
  void shut() {
    server.stop(0);
  }

  private void imports(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      if (query.equals("limit=1")) {
        answer(exchange, refusal == 0 ? 200 : refusal, "{\"items\":[]}");
      } else if (busyFor > 0) {
        busyFor--;
        answer(exchange, 503, "{}");
      } else if (exchange.getRequestMethod().equals("POST")) {
        sent = body;
        answer(exchange, 202, job("QUEUED"));
      } else {
        String state = states.poll();
        answer(exchange, 200, job(state == null ? end : state));
      }
    }
  }

  private static String job(String state) {
    return """
        {"id":"job-1","state":"%s","progress":0.5,"trouble":"it broke",
        "counts":{"events":5,"accepted":3,"rejected":2,"reasons":{"negative-price":2}},
        "timings":{"eventsPerSecond":1000}}
        """
        .formatted(state);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private Tally run(ImportFormat format, String text, boolean gzip) throws Exception {
    Path file = folder.resolve("file");
    Files.writeString(file, text);
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    FrontDoor.Settings settings =
        FrontDoor.Settings.of(url, "key").patientFor(Duration.ofSeconds(20));
    Terminal terminal = new Terminal(new PrintStream(printed), false);
    return new FileImport(terminal).run(format, file, settings, gzip);
  }

  private static String unzipped(byte[] bytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void eventsAreSentAsTheyAre_andTheJobIsFollowedToItsEnd() throws Exception {
    busyFor = 2;
    String events = "{\"type\":\"track\"}\nnot even JSON\n";
    Tally tally = run(ImportFormat.EVENTS, events, false);
    assertThat(sent).asString(StandardCharsets.UTF_8).isEqualTo(events);
    assertThat(tally.accepted()).isEqualTo(3);
    assertThat(tally.rejected()).isEqualTo(2);
    assertThat(tally.firstReasons()).containsExactly("negative-price");
    assertThat(states).isEmpty();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("status 503: trying again", "import job-1", "2 negative-price", "importId=job-1");
  }

  @Test
  void plainFile_isCompressedWhereAskedFor() throws Exception {
    run(ImportFormat.EVENTS, "{\"type\":\"page\"}\n", true);
    assertThat(unzipped(sent)).isEqualTo("{\"type\":\"page\"}\n");
  }

  @Test
  void fileOfAnotherShop_isSentAsEvents() throws Exception {
    Tally tally =
        run(
            ImportFormat.RETAILROCKET,
            "timestamp,visitorid,event,itemid,transactionid\n"
                + "1433221332117,257597,view,355908,\nnonsense\n",
            false);
    assertThat(unzipped(sent).lines())
        .singleElement()
        .asString()
        .contains("Product Viewed", "355908", "messageId");
    assertThat(tally.skipped()).isEqualTo(1);
  }

  @Test
  void failedJob_isAFailure() {
    end = "FAILED";
    assertThatThrownBy(() -> run(ImportFormat.EVENTS, "{}\n", false))
        .isInstanceOf(FrontDoorFailed.class)
        .hasMessage("the import is FAILED: it broke");
  }

  @Test
  void wrongKey_isSaidBeforeAnythingIsRead() {
    refusal = 401;
    assertThatThrownBy(() -> run(ImportFormat.CDNOW, "{}\n", false))
        .isInstanceOf(FrontDoorFailed.class)
        .hasMessageContaining("refuses the write key");
    assertThat(sent).isEmpty();
  }
}
