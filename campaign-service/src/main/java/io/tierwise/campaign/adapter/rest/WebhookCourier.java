package io.tierwise.campaign.adapter.rest;

import io.tierwise.campaign.delivery.OneByOne;
import io.tierwise.campaign.delivery.Outcome;
import io.tierwise.campaign.delivery.Parcel;
import io.tierwise.campaign.delivery.SenderSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Posts each message, under the key of the message, signed where there is a secret. */
public final class WebhookCourier implements OneByOne.Courier {
  /** Of an answer that no other attempt would change. */
  private static final Set<Integer> FINAL = Set.of(400, 410, 413, 415, 422);

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private final HttpClient client;
  private final SenderSettings.Webhook settings;
  private final @Nullable WebhookSignature signature;
  private final Clock clock;

  public WebhookCourier(
      HttpClient client,
      SenderSettings.Webhook settings,
      @Nullable WebhookSignature signature,
      Clock clock) {
    this.client = client;
    this.settings = settings;
    this.signature = signature;
    this.clock = clock;
  }

  @Override
  public Outcome carry(Parcel parcel) {
    byte[] body = MessageJson.of(parcel);
    String key = parcel.message().key();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (signature != null) {
      long at = clock.instant().getEpochSecond();
      request
          .header("webhook-id", key)
          .header("webhook-timestamp", String.valueOf(at))
          .header("webhook-signature", signature.of(key, at, body));
    }
    try {
      return outcome(client.send(request.build(), HttpResponse.BodyHandlers.discarding()));
    } catch (IOException e) {
      return new Outcome.Troubled(
          e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Troubled("interrupted", null);
    }
  }

  private Outcome outcome(HttpResponse<Void> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return new Outcome.Sent();
    }
    String reason = "the receiver answered " + status;
    if (FINAL.contains(status)) {
      return new Outcome.Failed(reason);
    }
    boolean asksToWait = status == 429 || status == 503;
    return new Outcome.Troubled(
        reason,
        asksToWait
            ? answer.headers().firstValue("Retry-After").map(this::notBefore).orElse(null)
            : null);
  }

  /** Seconds, or a date; null if it is neither. */
  private @Nullable Instant notBefore(String retryAfter) {
    Instant now = clock.instant();
    try {
      Instant asked =
          retryAfter.strip().matches("[0-9]{1,9}")
              ? now.plusSeconds(Long.parseLong(retryAfter.strip()))
              : ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                  .toInstant();
      Instant latest = now.plus(LONGEST_WAIT);
      return asked.isAfter(latest) ? latest : asked;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
