package io.tierwise.launcher.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One batch as one HTTP request. */
final class BatchRequest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Whether anyone is there is to be known sooner; a batch that was taken is harmless again. */
  private static final Duration FIRST_TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final FrontDoor.Settings settings;
  private final String path;
  private final byte[] opening;
  private final AtomicBoolean answered;

  /**
   * @param field that holds the batch: {@code batch} or {@code items}
   * @param answered whether the door has ever answered
   */
  BatchRequest(
      HttpClient client,
      FrontDoor.Settings settings,
      String path,
      String field,
      AtomicBoolean answered) {
    this.answered = answered;
    this.client = client;
    this.settings = settings;
    this.path = path;
    this.opening = ("{\"" + field + "\":[").getBytes(StandardCharsets.US_ASCII);
  }

  HttpResponse<byte[]> send(List<Outgoing> batch) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url().resolve(path))
            .timeout(answered.get() ? TIMEOUT : FIRST_TIMEOUT)
            .header("Content-Type", "application/json")
            .header("Authorization", settings.authorization())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body(batch)));
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    answered.set(true);
    return response;
  }

  String address() {
    return settings.url().resolve(path).toString();
  }

  private byte[] body(List<Outgoing> batch) {
    int size = opening.length + 2 + batch.stream().mapToInt(e -> e.json().length + 1).sum();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
    bytes.writeBytes(opening);
    for (int i = 0; i < batch.size(); i++) {
      if (i > 0) {
        bytes.write(',');
      }
      bytes.writeBytes(batch.get(i).json());
    }
    bytes.write(']');
    bytes.write('}');
    return bytes.toByteArray();
  }
}
