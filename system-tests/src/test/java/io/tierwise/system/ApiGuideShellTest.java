package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiGuideShellTest {
  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer server;
  private ApiGuideShell shell;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/found", 200, "{\"orders\":1}");
    answer("/missing", 404, "{}");
    server.createContext(
        "/third-time",
        exchange -> {
          int status = calls.incrementAndGet() < 3 ? 404 : 200;
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    shell =
        new ApiGuideShell(
            Map.of("SHOP", "http://127.0.0.1:" + server.getAddress().getPort()),
            folder,
            Duration.ofSeconds(60));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(String path, int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private ApiGuideShell.Outcome run(String expectation, String script) throws Exception {
    return shell.run(
        ApiGuide.parse("<!-- expect " + expectation + " -->\n```bash\n" + script + "\n```\n")
            .examples()
            .getFirst());
  }

  @Test
  void run_acceptsWhatTheGuideSays() throws Exception {
    var outcome = run("200, with \"orders\":1", "curl -s \"$SHOP/found\"");

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.output()).isEqualTo("{\"orders\":1}");
  }

  @Test
  void run_refusesAnotherStatusOfAnyCall() throws Exception {
    var outcome = run("200", "curl -s $SHOP/missing\ncurl -s $SHOP/found");

    assertThat(outcome.statuses()).containsExactly(404, 200);
    assertThat(outcome.failure()).hasValueSatisfying(why -> assertThat(why).contains("[404, 200]"));
  }

  @Test
  void run_refusesAnotherText() throws Exception {
    assertThat(run("200, with \"orders\":2", "curl -s $SHOP/found").failure()).isPresent();
  }

  @Test
  void run_refusesABlockThatFailsOrCallsNothing() throws Exception {
    assertThat(run("200", "curl -s $SHOP/found\nfalse").failure()).isPresent();
    assertThat(run("200", "curl -s $SHOP/found\necho \"$NEVER_SET\"").failure()).isPresent();
    assertThat(run("200", "true").failure()).isPresent();
  }

  @Test
  void run_refusesAServerThatDoesNotAnswer() throws Exception {
    server.stop(0);

    assertThat(run("200", "curl -s $SHOP/found").failure()).isPresent();
  }

  @Test
  void run_triesAgainOnlyWhereTheGuideSaysEventually() throws Exception {
    assertThat(run("200", "curl -s $SHOP/third-time").failure()).isPresent();
    assertThat(run("200 eventually", "curl -s $SHOP/third-time").failure()).isEmpty();
    assertThat(calls).hasValue(3);
  }

  @Test
  void run_keepsVariablesForTheNextBlock() throws Exception {
    assertThat(run("200", "BODY=$(curl -s $SHOP/found)").failure()).isEmpty();

    var next = run("404, with was {\"orders\":1}", "echo \"was $BODY\"\ncurl -s $SHOP/missing");

    assertThat(next.failure()).isEmpty();
  }
}
