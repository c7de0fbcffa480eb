package io.tierwise.ingest.rejects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.ingest.IngestProperties;
import io.tierwise.ingest.Intake;
import io.tierwise.ingest.Provenance;
import io.tierwise.ingest.Provenance.Door;
import io.tierwise.ingest.rejects.Rejection.Kept;
import io.tierwise.ingest.rejects.Verdict.Closed;
import io.tierwise.ingest.rejects.Verdict.Fit;
import io.tierwise.ingest.rejects.Verdict.Unfit;
import io.tierwise.ingest.validation.Envelope;
import io.tierwise.ingest.validation.EventLimits;
import io.tierwise.ingest.validation.EventOrigin;
import io.tierwise.ingest.validation.EventReader;
import io.tierwise.ingest.validation.ExchangeRates;
import io.tierwise.ingest.validation.JsonSlices;
import io.tierwise.ingest.validation.JsonSlices.Slice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A currency is unknown, events are rejected for it; then it is known, and they are replayed. */
class RevalidationTest {
  private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
  private static final EventReader BEFORE =
      new EventReader(new ExchangeRates("GBP", Map.of()), false);
  private static final EventReader AFTER =
      new EventReader(new ExchangeRates("GBP", Map.of("EUR", new BigDecimal("0.85"))), false);
  private static final IngestProperties LIMITS =
      new Binder(
              new MapConfigurationPropertySource(Map.of("tierwise.ingest.write-keys.web", "key")))
          .bind("tierwise.ingest", IngestProperties.class)
          .get();
  private static final Revalidation REVALIDATION = new Revalidation(AFTER, LIMITS);
  private static final String ORDER =
      """
      {%s"event":"Order Completed","userId":"u"%s,
       "properties":{"order_id":"1","revenue":10,"currency":"EUR"}}""";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"messageId\":\"m\"",
        ",\"originalTimestamp\":\"2026-11-22T11:00:00Z\",\"sentAt\":\"2026-11-22T11:30:00Z\"",
        ",\"context\":{\"locale\":\"en\"}"
      })
  void singleCall_isReadAsItsDoorWouldHave(String more) {
    byte[] body = ORDER.formatted("", more).getBytes(UTF_8);
    Intake rejected = single(BEFORE, body);
    assertThat(rejected.rejections()).hasSize(1);
    assertThat(REVALIDATION.judge(kept(rejected.messages().getFirst()), null))
        .isInstanceOfSatisfying(
            Fit.class,
            fit ->
                assertThat(events(fit.messages()))
                    .isEqualTo(events(single(AFTER, body).messages())));
  }

  @Test
  void batch_isReadWithItsEnvelope() {
    String order =
        ORDER.formatted("\"type\":\"track\",", ",\"originalTimestamp\":\"2026-11-22T09:00:00Z\"");
    byte[] body =
        ("{\"sentAt\":\"2026-11-22T10:00:00Z\",\"writeKey\":\"key\",\"context\":{\"ip\":\"1.2.3.4\",\"locale\":\"en\"},\"batch\":["
                + order
                + "]}")
            .getBytes(UTF_8);
    Intake rejected = batch(BEFORE, body);
    Kept kept = kept(rejected.messages().getFirst());
    assertThat(Objects.requireNonNull(kept.provenance()).envelope())
        .contains("\"en\"")
        .doesNotContain("1.2.3.4")
        .doesNotContain("\"key\"");
    assertThat(REVALIDATION.judge(kept, null))
        .isInstanceOfSatisfying(
            Fit.class,
            fit ->
                assertThat(events(fit.messages()))
                    .isEqualTo(events(batch(AFTER, body).messages())));
  }

  @Test
  void addressThatWasTakenOut_isNotMadeUp() {
    byte[] body =
        ORDER
            .formatted("", ",\"messageId\":\"m\",\"context\":{\"ip\":\"1.2.3.4\"}")
            .getBytes(UTF_8);
    Kept kept = kept(single(BEFORE, body).messages().getFirst());
    EventReader keeping =
        new EventReader(new ExchangeRates("GBP", Map.of("EUR", BigDecimal.ONE)), true);
    assertThat(new Revalidation(keeping, LIMITS).judge(kept, null))
        .isInstanceOfSatisfying(
            Fit.class, fit -> assertThat(events(fit.messages()).getFirst().context()).isNull());
  }

  @Test
  void secondOfTheSameMessageIds_needsAnotherOne() {
    String pages =
        """
        {"batch":[{"type":"page","userId":"u","messageId":"m","name":"A"},
                  {"type":"page","userId":"u","messageId":"m","name":"B"}]}""";
    Kept second = kept(batch(AFTER, pages.getBytes(UTF_8)).messages().get(1));
    assertThat(REVALIDATION.judge(second, null)).isInstanceOf(Unfit.class);
    String same = "{\"type\":\"page\",\"userId\":\"u\",\"messageId\":\"m\"}";
    assertThat(REVALIDATION.judge(second, same.getBytes(UTF_8))).isInstanceOf(Unfit.class);
    assertThat(REVALIDATION.judge(second, same.replace("\"m\"", "\"m2\"").getBytes(UTF_8)))
        .isInstanceOfSatisfying(Fit.class, fit -> assertThat(fit.messageId()).isEqualTo("m2"));
  }

  @Test
  void payloadOfWhichOnlyTheBeginningWasKept_needsACorrection() {
    byte[] large = ("{\"a\":\"" + "x".repeat(70_000) + "\"}").getBytes(UTF_8);
    Kept kept = kept(single(BEFORE, large).messages().getFirst());
    assertThat(kept.complete()).isFalse();
    assertThat(REVALIDATION.judge(kept, null)).isInstanceOf(Closed.class);
    assertThat(REVALIDATION.judge(kept, ORDER.formatted("", "").getBytes(UTF_8)))
        .isInstanceOf(Fit.class);
  }

  /** It goes with each event of its batch. */
  @Test
  void largeEnvelope_isKeptAsItsTime() {
    byte[] body =
        ("{\"sentAt\":\"2026-11-22T10:00:00Z\",\"context\":{\"x\":\""
                + "x".repeat(5_000)
                + "\"},\"batch\":[{}]}")
            .getBytes(UTF_8);
    assertThat(
            Objects.requireNonNull(kept(batch(BEFORE, body).messages().getFirst()).provenance())
                .envelope())
        .isEqualTo("{\"sentAt\":\"2026-11-22T10:00:00Z\"}");
  }

  private static Intake single(EventReader reader, byte[] body) {
    Intake intake = new Intake("web", AT, body, Provenance.single(EventType.TRACK));
    intake.take(
        reader,
        new Slice(0, body.length),
        EventLimits.ofBytes(100_000),
        EventOrigin.single(EventType.TRACK, "web", AT));
    return intake;
  }

  private static Intake batch(EventReader reader, byte[] body) {
    JsonSlices.Cut.Elements cut = (JsonSlices.Cut.Elements) JsonSlices.cut(body, "batch", 10);
    Envelope envelope = Envelope.read(cut.envelope(), 32_768);
    Provenance provenance = Provenance.batch(Door.BATCH).under(envelope, cut.envelope());
    Intake intake = new Intake("web", AT, body, provenance);
    intake.takeBatch(reader, cut, envelope, EventLimits.ofBytes(32_768));
    return intake;
  }

  /** As the topic hands it to the listener. */
  private static Kept kept(ProducerRecord<String, byte[]> sent) {
    ConsumerRecord<String, byte[]> message =
        new ConsumerRecord<>(
            sent.topic(),
            0,
            0,
            AT.toEpochMilli(),
            TimestampType.CREATE_TIME,
            0,
            0,
            sent.key(),
            sent.value(),
            new RecordHeaders(sent.headers()),
            java.util.Optional.empty());
    return Objects.requireNonNull(RejectedEventsListener.read(message));
  }

  private static List<BehaviorEvent> events(List<ProducerRecord<String, byte[]>> messages) {
    return messages.stream().map(m -> ContractJson.read(m.value(), BehaviorEvent.class)).toList();
  }
}
