package io.tierwise.ingest;

import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.ingest.Provenance.Door;
import io.tierwise.ingest.Publisher.Sending;
import io.tierwise.ingest.validation.Envelope;
import io.tierwise.ingest.validation.EventLimits;
import io.tierwise.ingest.validation.EventOrigin;
import io.tierwise.ingest.validation.EventReader;
import io.tierwise.ingest.validation.JsonSlices;
import io.tierwise.ingest.validation.JsonSlices.Cut;
import io.tierwise.ingest.validation.JsonSlices.Slice;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The HTTP door: one body in, validated event by event, sent on, and answered once the broker has
 * acknowledged the events and the rejections alike.
 */
@Component
final class EventDoor {
  private final WriteKeys keys;
  private final AdmissionGate gate;
  private final EventReader reader;
  private final Publisher publisher;
  private final IngestMetrics metrics;
  private final IngestProperties properties;
  private final Clock clock;

  EventDoor(
      WriteKeys keys,
      AdmissionGate gate,
      EventReader reader,
      Publisher publisher,
      IngestMetrics metrics,
      IngestProperties properties,
      Clock clock) {
    this.keys = keys;
    this.gate = gate;
    this.reader = reader;
    this.publisher = publisher;
    this.metrics = metrics;
    this.properties = properties;
    this.clock = clock;
  }

  /** One event; refused as a whole where it is rejected. */
  ResponseEntity<Object> single(EventType type, HttpServletRequest request) {
    return enter(
        request,
        properties.maxEvent(),
        (source, body, at) -> {
          String writer = source == null ? sourceOf(envelope(body)) : source;
          if (writer == null) {
            return Answers.unauthorized();
          }
          Sending sending = publisher.begin(1);
          Intake intake = new Intake(writer, at, body, Provenance.single(type), sending::send);
          EventLimits limits = limits(properties.maxEvent());
          Slice whole = new Slice(0, body.length);
          intake.take(reader, whole, limits, EventOrigin.single(type, writer, at));
          return answer(intake, sending, intake.rejections().isEmpty() ? null : "invalid-event");
        });
  }

  ResponseEntity<Object> batch(HttpServletRequest request, Door door) {
    return enter(
        request,
        properties.maxBatch(),
        (source, body, at) ->
            switch (JsonSlices.cut(body, "batch", properties.maxBatchEvents())) {
              case Cut.Elements elements -> batchOf(elements, door, source, body, at);
              case Cut.Unreadable unreadable -> {
                if (source == null) {
                  yield Answers.unauthorized();
                }
                Sending sending = publisher.begin(1);
                Intake intake = new Intake(source, at, body, Provenance.batch(door), sending::send);
                intake.rejectWhole(List.of(unreadable.reason()));
                yield answer(intake, sending, "invalid-batch");
              }
            });
  }

  private ResponseEntity<Object> batchOf(
      Cut.Elements elements, Door door, @Nullable String source, byte[] body, Instant at) {
    Envelope envelope = envelope(elements.envelope());
    String writer = source == null ? sourceOf(envelope) : source;
    if (writer == null) {
      return Answers.unauthorized();
    }
    Provenance provenance = Provenance.batch(door).under(envelope, elements.envelope());
    Sending sending = publisher.begin(elements.slices().size());
    Intake intake = new Intake(writer, at, body, provenance, sending::send);
    EventLimits limits =
        limits(door == Door.IMPORT ? properties.maxImportEvent() : properties.maxEvent());
    intake.takeBatch(reader, elements, envelope, limits);
    return answer(intake, sending, intake.isRefused() ? "invalid-batch" : null);
  }

  /**
   * @param problem the code to refuse the request under, null to answer with the results
   */
  private ResponseEntity<Object> answer(Intake intake, Sending sending, @Nullable String problem) {
    BitSet acknowledged = sending.await();
    if (acknowledged.cardinality() < intake.size()) {
      return Answers.brokerUnavailable(acknowledged, intake.size());
    }
    intake.count(metrics, IngestMetrics.HTTP);
    if (problem != null) {
      throw Answers.refused(problem, intake.rejections().getFirst());
    }
    return ResponseEntity.accepted()
        .contentType(MediaType.APPLICATION_JSON)
        .body(Answers.json(intake.results()));
  }

  private interface Handler {
    /**
     * @param source null where the key has to be in the body
     */
    ResponseEntity<Object> handle(@Nullable String source, byte[] body, Instant at);
  }

  private ResponseEntity<Object> enter(HttpServletRequest request, DataSize max, Handler handler) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    String source = keys.sourceOf(WriteKeys.userOf(authorization)).orElse(null);
    if (source == null && authorization != null) {
      return Answers.unauthorized();
    }
    try (AdmissionGate.Pass pass = gate.enter(Bodies.expectedLength(request))) {
      byte[] body = Bodies.read(request, max.toBytes());
      pass.shrinkTo(body.length);
      return handler.handle(source, body, clock.instant());
    }
  }

  private @Nullable String sourceOf(Envelope envelope) {
    return keys.sourceOf(envelope.writeKey()).orElse(null);
  }

  private Envelope envelope(byte[] json) {
    return Envelope.read(json, Math.toIntExact(properties.maxEvent().toBytes()));
  }

  private static EventLimits limits(DataSize maxEvent) {
    return EventLimits.ofBytes(Math.toIntExact(maxEvent.toBytes()));
  }
}
