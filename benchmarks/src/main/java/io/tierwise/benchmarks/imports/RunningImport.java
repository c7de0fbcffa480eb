package io.tierwise.benchmarks.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tierwise.benchmarks.process.ResidentMemory;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One import, watched over the API. */
final class RunningImport {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI door;
  private final String path;
  private final double uploadSeconds;
  private JsonNode last;
  private double mostHeapMiB;

  private RunningImport(URI door, Path file) throws IOException, InterruptedException {
    this.door = door;
    long begin = System.nanoTime();
    HttpRequest request =
        request("/v1/imports")
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofFile(file))
            .build();
    HttpResponse<String> answer = sent(request, 202);
    this.uploadSeconds = (System.nanoTime() - begin) / 1e9;
    this.last = JSON.readTree(answer.body());
    this.path = "/v1/imports/" + last.get("id").stringValue();
  }

  static RunningImport begin(Stack stack, Path file) throws IOException, InterruptedException {
    return new RunningImport(stack.url(ServiceSettings.INGEST), file);
  }

  /** Waits until so much of the file is done; with 1, for the end of the import. */
  void until(double progress) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      last = JSON.readTree(get(path));
      mostHeapMiB = Math.max(mostHeapMiB, heapMiB());
      switch (last.get("state").stringValue()) {
        case "SUCCEEDED" -> {
          return;
        }
        case "FAILED", "CANCELLED" -> throw new IOException("the import ended: " + last);
        default -> {
          if (progress < 1 && last.get("progress").doubleValue() >= progress) {
            return;
          }
        }
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IOException("the import did not get on: " + last);
  }

  boolean isRunning() {
    return last.get("state").stringValue().equals("RUNNING");
  }

  /** That it was worked on, waiting for leases not included. */
  double busySeconds() {
    return last.at("/timings/busyMs").longValue() / 1e3;
  }

  double uploadSeconds() {
    return uploadSeconds;
  }

  long accepted() {
    return last.at("/counts/accepted").longValue();
  }

  /** As seen when it was looked, garbage included. */
  double mostHeapMiB() {
    return mostHeapMiB;
  }

  /** Resident, at its highest; 0 where the system does not tell. */
  static double mostMemoryMiB(Stack stack) throws IOException {
    long pid = stack.process(ServiceSettings.INGEST).orElseThrow().pid();
    return ResidentMemory.mostMiB(pid);
  }

  private double heapMiB() throws IOException, InterruptedException {
    return get("/actuator/prometheus")
            .lines()
            .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("\"heap\""))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum()
        / (1 << 20);
  }

  private String get(String from) throws IOException, InterruptedException {
    return sent(request(from).timeout(Duration.ofSeconds(30)).build(), 200).body();
  }

  /** The service is ready before its database is, and says so. */
  private HttpResponse<String> sent(HttpRequest request, int status)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (true) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == status) {
        return answer;
      }
      if (answer.statusCode() != 503 || System.nanoTime() - end > 0) {
        throw new IOException(answer + ": " + answer.body());
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private HttpRequest.Builder request(String to) {
    String key = ServiceSettings.LOCAL_WRITE_KEY + ":";
    return HttpRequest.newBuilder(door.resolve(to))
        .header(
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(key.getBytes(UTF_8)));
  }
}
