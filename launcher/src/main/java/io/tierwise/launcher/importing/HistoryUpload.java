package io.tierwise.launcher.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Sends a folder of The Complete Journey to campaign-service as history. */
public final class HistoryUpload {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** All rows are kept before there is an answer. */
  private static final Duration ANSWER = Duration.ofMinutes(10);

  /**
   * @param url of campaign-service
   * @return what it says of the import
   * @throws IOException if it cannot be reached or refuses
   */
  public static JsonNode send(Path folder, URI url)
      throws IOException, InterruptedException, UnreadableFile {
    Path rows = Files.createTempFile("tierwise-history", ".ndjson");
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
      try (OutputStream out = Files.newOutputStream(rows)) {
        CompleteJourneyHistory.write(folder, out);
      }
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(url.resolve("/v1/history-imports"))
                  .timeout(ANSWER)
                  .header("Content-Type", "application/x-ndjson")
                  .POST(HttpRequest.BodyPublishers.ofFile(rows))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 201) {
        throw new IOException(
            url + " answers " + answer.statusCode() + ": " + answer.body().strip());
      }
      return EventJson.mapper().readTree(answer.body());
    } finally {
      Files.deleteIfExists(rows);
    }
  }

  private HistoryUpload() {}
}
