package io.tierwise.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.ingest.validation.EventLimits;
import io.tierwise.ingest.validation.EventOrigin;
import io.tierwise.ingest.validation.EventReader;
import io.tierwise.ingest.validation.ExchangeRates;
import io.tierwise.ingest.validation.Reading.Accepted;
import io.tierwise.ingest.validation.Reading.Rejected;
import io.tierwise.ingest.validation.ReasonCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutgoingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Rejected<BehaviorEvent> REJECTED =
      Rejected.of("$", ReasonCode.TOO_LARGE, "too large");

  @Test
  void longPayload_isCutBetweenCharacters() {
    RejectedEvent rejected = rejection(("x" + "\u00e9".repeat(40_000)).getBytes(UTF_8));
    assertThat(rejected.payloadBase64()).isNull();
    assertThat(rejected.payload()).isEqualTo("x" + "\u00e9".repeat(32_767));
  }

  @Test
  void retry_isTheSameRejection() {
    byte[] payload = "{}".getBytes(UTF_8);
    assertThat(rejection(payload).rejectionId()).isEqualTo(rejection(payload).rejectionId());
    assertThat(rejection("[]".getBytes(UTF_8)).rejectionId())
        .isNotEqualTo(rejection(payload).rejectionId());
  }

  @Test
  void eventThatGrowsBeyondAMessage_isNotSent() {
    byte[] json =
        ("{\"type\":\"page\",\"userId\":\"u\",\"messageId\":\"m\",\"properties\":{\"a\":["
                + "1e400,".repeat(3_000)
                + "1]}}")
            .getBytes(UTF_8);
    Object reading =
        new EventReader(new ExchangeRates("GBP", Map.of()), false)
            .read(
                json,
                0,
                json.length,
                EventLimits.ofBytes(32_768),
                EventOrigin.batched("web", NOW, Map.of(), null));
    assertThat(reading)
        .isInstanceOfSatisfying(
            Accepted.class,
            raw -> {
              @SuppressWarnings("unchecked")
              Accepted<BehaviorEvent> accepted = raw;
              assertThat(Outgoing.of(accepted)).isNull();
              assertThat(Outgoing.tooLargeToSend(accepted).id()).isEqualTo("m");
            });
  }

  private static RejectedEvent rejection(byte[] payload) {
    byte[] json =
        Outgoing.overHttp(REJECTED, List.of(), "web", NOW, payload, 0, payload.length).value();
    return ContractJson.read(json, RejectedEvent.class);
  }
}
