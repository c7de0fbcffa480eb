package io.tierwise.launcher.importing;

import io.tierwise.launcher.importing.FrontDoor.FrontDoorFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Hands a file of events to ingest-service, which imports it on its own, and follows it. A service
 * that is away is asked again; the import goes on where it was.
 */
final class ImportJob implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration UPLOAD = Duration.ofHours(2);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final FrontDoor.Settings settings;
  private final Consumer<String> trouble;
  private boolean heardOf;

  /**
   * @param trouble is told why something is tried again
   */
  ImportJob(FrontDoor.Settings settings, Consumer<String> trouble) {
    this.settings = settings;
    this.trouble = trouble;
  }

  /** Whether imports are taken there, before anything is prepared. */
  void check() throws FrontDoorFailed, InterruptedException, IOException {
    answered("/v1/imports?limit=1", null, ANSWER);
  }

  /**
   * @param file NDJSON, plain or gzip
   * @return the import as it was accepted
   */
  JsonNode send(Path file) throws FrontDoorFailed, InterruptedException, IOException {
    return answered("/v1/imports", BodyPublishers.ofFile(file), UPLOAD);
  }

  /** Returns the import when it has ended. */
  JsonNode follow(String id, Consumer<JsonNode> progress)
      throws FrontDoorFailed, InterruptedException, IOException {
    while (true) {
      JsonNode job = answered("/v1/imports/" + id, null, ANSWER);
      String state = job.path("state").asString("");
      if (!state.equals("QUEUED") && !state.equals("RUNNING")) {
        return job;
      }
      progress.accept(job);
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
  }

  private JsonNode answered(String path, @Nullable BodyPublisher body, Duration timeout)
      throws FrontDoorFailed, InterruptedException, IOException {
    URI address = settings.url().resolve(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Authorization", settings.authorization());
    if (body != null) {
      request.header("Content-Type", "application/x-ndjson").POST(body);
    }
    long begin = System.nanoTime();
    while (true) {
      String reason;
      Duration patience = settings.patience();
      try {
        HttpResponse<byte[]> response =
            client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        heardOf = true;
        int status = response.statusCode();
        if (status / 100 == 2) {
          return EventJson.mapper().readTree(response.body());
        }
        if (status != 429 && status != 502 && status != 503 && status != 504) {
          throw refused(status, address, response.body());
        }
        reason = "status " + status;
      } catch (FrontDoorFailed | JacksonException e) {
        throw e;
      } catch (IOException e) {
        reason = "nothing answers at %s (%s)".formatted(address, PatientSender.words(e));
        if (!heardOf && PatientSender.isAbsence(e)) {
          patience = PatientSender.min(patience, FrontDoor.Settings.UNHEARD_OF);
        }
      }
      if (System.nanoTime() - begin > patience.toNanos()) {
        throw new FrontDoorFailed(
            "%s, tried for %d s".formatted(reason, patience.toSeconds()), null);
      }
      trouble.accept("%s: trying again for up to %d s".formatted(reason, patience.toSeconds()));
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private static FrontDoorFailed refused(int status, URI address, byte[] body) {
    if (status == 401 || status == 403) {
      return new FrontDoorFailed(
          "the front door refuses the write key (status %d)".formatted(status), null);
    }
    if (status == 404 || status == 405) {
      return new FrontDoorFailed("no imports at " + address, null);
    }
    return new FrontDoorFailed(
        "the front door refuses the file: " + Answer.refusal(status, body).detail(), null);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
