package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The health check of the images, which has nothing but bash. */
class HealthcheckTest {
  @Test
  void healthcheck_followsReadiness() throws Exception {
    assertThat(exitCodeWhenReadinessAnswers(200)).isZero();
    assertThat(exitCodeWhenReadinessAnswers(503)).isNotZero();
    assertThat(exitCodeWhenReadinessAnswers(404)).isNotZero();
  }

  @Test
  void healthcheck_failsWhenNothingListens() throws Exception {
    HttpServer server = serverAnswering(200);
    int port = server.getAddress().getPort();
    server.stop(0);

    assertThat(exitCode(port)).isNotZero();
  }

  private static int exitCodeWhenReadinessAnswers(int status) throws Exception {
    HttpServer server = serverAnswering(status);
    server.start();
    try {
      return exitCode(server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer serverAnswering(int status) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/actuator/health/readiness",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    return server;
  }

  private static int exitCode(int port) throws Exception {
    ProcessBuilder check = new ProcessBuilder(Checkout.file("deploy/healthcheck").toString());
    check.environment().put("SERVER_PORT", Integer.toString(port));
    Process process =
        check
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
