package io.tierwise.launcher.importing;

import io.tierwise.launcher.importing.FrontDoor.FrontDoorFailed;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends a batch until it is answered. Trying again is harmless: every event carries its message id,
 * and the same id counts once. A batch that is refused as a whole is halved until the event at
 * fault stands alone.
 */
final class PatientSender {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(60);

  private final BatchRequest request;
  private final Duration patience;
  private final AtomicBoolean heardOf;

  /**
   * @param heardOf whether the door has ever answered
   */
  PatientSender(BatchRequest request, Duration patience, AtomicBoolean heardOf) {
    this.request = request;
    this.patience = patience;
    this.heardOf = heardOf;
  }

  void send(List<Outgoing> batch, DoorListener listener)
      throws FrontDoorFailed, InterruptedException {
    HttpResponse<byte[]> response = answered(batch, listener);
    int status = response.statusCode();
    if (status == 202 || status == 200) {
      Answer.read(response.body()).report(batch, listener);
    } else if (status == 401 || status == 403) {
      throw new FrontDoorFailed(
          "the front door refuses the write key (status %d)".formatted(status), null);
    } else if (status == 404 || status == 405) {
      throw new FrontDoorFailed("no front door at " + request.address(), null);
    } else if (batch.size() > 1) {
      int half = batch.size() / 2;
      send(batch.subList(0, half), listener);
      send(batch.subList(half, batch.size()), listener);
    } else {
      Answer.Refusal refusal = Answer.refusal(status, response.body());
      listener.rejected(batch.getFirst(), refusal.code(), refusal.detail());
    }
  }

  private HttpResponse<byte[]> answered(List<Outgoing> batch, DoorListener listener)
      throws FrontDoorFailed, InterruptedException {
    long begin = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    while (true) {
      String reason;
      Throwable cause = null;
      Duration atMost = patience;
      Optional<Duration> asked = Optional.empty();
      try {
        HttpResponse<byte[]> response = request.send(batch);
        if (response.statusCode() < 500 && response.statusCode() != 429) {
          return response;
        }
        reason = "status " + response.statusCode();
        asked = retryAfter(response);
      } catch (IOException e) {
        reason = "nothing answers at %s (%s)".formatted(request.address(), words(e));
        cause = e;
        if (!heardOf.get() && isAbsence(e)) {
          atMost = min(patience, FrontDoor.Settings.UNHEARD_OF);
        }
      }
      Duration wait = asked.orElse(pause);
      if (System.nanoTime() + wait.toNanos() - begin > atMost.toNanos()) {
        throw new FrontDoorFailed(
            cause == null
                ? "the front door at %s did not take a batch for %d s: %s"
                    .formatted(request.address(), atMost.toSeconds(), reason)
                : "%s, tried for %d s".formatted(reason, atMost.toSeconds()),
            cause);
      }
      listener.waiting(reason, wait, atMost);
      TimeUnit.NANOSECONDS.sleep(wait.toNanos());
      pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  /** Nobody listens there, or there is no such place. */
  static boolean isAbsence(IOException e) {
    return e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
  }

  static String words(IOException e) {
    if (e.getCause() instanceof UnresolvedAddressException
        || (e.getCause() != null
            && e.getCause().getCause() instanceof UnresolvedAddressException)) {
      return "no such host";
    }
    return switch (e) {
      case HttpConnectTimeoutException timeout -> "no connection in time";
      case HttpTimeoutException timeout -> "no answer in time";
      case ConnectException refused -> "connection refused";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,6}"))
        .map(value -> min(Duration.ofSeconds(Long.parseLong(value)), LONGEST_RETRY_AFTER));
  }

  static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
