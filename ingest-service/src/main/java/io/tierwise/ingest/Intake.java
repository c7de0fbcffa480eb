package io.tierwise.ingest;

import io.tierwise.contracts.JsonBytes;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.Answers.EventResult;
import io.tierwise.ingest.Answers.EventResults;
import io.tierwise.ingest.Answers.Status;
import io.tierwise.ingest.validation.Envelope;
import io.tierwise.ingest.validation.EventLimits;
import io.tierwise.ingest.validation.EventOrigin;
import io.tierwise.ingest.validation.EventReader;
import io.tierwise.ingest.validation.JsonSlices.Cut;
import io.tierwise.ingest.validation.JsonSlices.Slice;
import io.tierwise.ingest.validation.Reading;
import io.tierwise.ingest.validation.Reading.Accepted;
import io.tierwise.ingest.validation.Reading.Rejected;
import io.tierwise.ingest.validation.ReasonCode;
import io.tierwise.ingest.validation.UsualEvents;
import io.tierwise.ingest.validation.UsualEvents.Ready;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The events of one body: a result and a message for each, in order. */
public final class Intake {
  private record Identity(String userKey, String messageId) {}

  private final Provenance provenance;
  private final String source;
  private final Instant at;
  private final byte[] body;
  private final List<EventResult> results = new ArrayList<>();
  private final List<EventType> types = new ArrayList<>();
  private final List<List<Reason>> reasons = new ArrayList<>();
  private final List<ProducerRecord<String, byte[]>> messages = new ArrayList<>();
  private final Consumer<ProducerRecord<String, byte[]>> out;
  private final JsonBytes room = new JsonBytes();
  private final Map<Identity, Integer> indexes = new HashMap<>();
  private @Nullable UsualEvents usual;
  private boolean refused;

  /** The same for all rejections, so that a large batch of them does not multiply its envelope. */
  private List<Header> headers = List.of();

  /** Keeps the messages. */
  public Intake(String source, Instant at, byte[] body, Provenance provenance) {
    this(source, at, body, provenance, null);
  }

  /**
   * @param out takes each message as soon as it is made
   */
  Intake(
      String source,
      Instant at,
      byte[] body,
      Provenance provenance,
      @Nullable Consumer<ProducerRecord<String, byte[]>> out) {
    this.provenance = provenance;
    this.source = source;
    this.at = at;
    this.body = body;
    this.out = out == null ? messages::add : out;
  }

  /** All events of a batch; a fault beside them is a fault of the whole body. */
  public void takeBatch(
      EventReader reader, Cut.Elements elements, Envelope envelope, EventLimits limits) {
    if (envelope.reasons().isEmpty()) {
      EventOrigin origin = EventOrigin.batched(source, at, envelope.context(), envelope.sentAt());
      elements.slices().forEach(slice -> take(reader, slice, limits, origin));
    } else {
      rejectWhole(envelope.reasons());
    }
  }

  public void take(EventReader reader, Slice slice, EventLimits limits, EventOrigin origin) {
    if (usual == null) {
      usual = reader.usual(body);
    }
    Ready ready = usual.read(slice.offset(), slice.length(), limits, origin);
    if (ready != null) {
      accept(ready.type(), ready.messageId(), Outgoing.of(ready), slice);
      return;
    }
    switch (reader.read(body, slice.offset(), slice.length(), limits, origin)) {
      case Accepted<BehaviorEvent> accepted -> accept(accepted, slice);
      case Rejected<BehaviorEvent> rejected -> reject(rejected, slice);
    }
  }

  /** The body cannot be told apart into events: it is rejected as it is. */
  public void rejectWhole(List<Reason> reasons) {
    refused = true;
    headers = provenance.ofBody().headers();
    reject(new Rejected<>(null, null, reasons), new Slice(0, body.length));
  }

  private void accept(Accepted<BehaviorEvent> accepted, Slice slice) {
    BehaviorEvent event = accepted.value();
    ProducerRecord<String, byte[]> message = Outgoing.of(accepted, room);
    if (message == null) {
      reject(Outgoing.tooLargeToSend(accepted), slice);
    } else {
      accept(event.type(), event.messageId(), message, slice);
    }
  }

  private void accept(
      EventType type, String messageId, ProducerRecord<String, byte[]> message, Slice slice) {
    int index = results.size();
    Integer first = indexes.putIfAbsent(new Identity(message.key(), messageId), index);
    if (first != null) {
      reject(duplicate(message.key(), messageId, first), slice);
      return;
    }
    out.accept(message);
    types.add(type);
    results.add(new EventResult(index, messageId, Status.accepted, null));
  }

  private void reject(Rejected<BehaviorEvent> rejected, Slice slice) {
    if (headers.isEmpty()) {
      headers = provenance.headers();
    }
    out.accept(
        Outgoing.overHttp(rejected, headers, source, at, body, slice.offset(), slice.length()));
    reasons.add(rejected.reasons());
    results.add(
        new EventResult(
            results.size(), rejected.id(), Status.rejected, Answers.errors(rejected.reasons())));
  }

  private static Rejected<BehaviorEvent> duplicate(String userKey, String messageId, int first) {
    Reading.Rejected<BehaviorEvent> bare =
        Rejected.of(
            "messageId",
            ReasonCode.DUPLICATE_MESSAGE_ID,
            "is the one of the event at index " + first);
    return new Rejected<>(messageId, userKey, bare.reasons());
  }

  /** Unless they were taken as they came. */
  public List<ProducerRecord<String, byte[]>> messages() {
    return messages;
  }

  /** Reasons of each event that was rejected. */
  public List<List<Reason>> rejections() {
    return reasons;
  }

  /** Whether the body was rejected as a whole. */
  public boolean isRefused() {
    return refused;
  }

  /** Of its events; one where the body was rejected as a whole. */
  int size() {
    return results.size();
  }

  public EventResults results() {
    return new EventResults(types.size(), reasons.size(), results);
  }

  void count(IngestMetrics metrics, String door) {
    metrics.accepted(door, types);
    reasons.forEach(each -> metrics.rejected(door, each));
  }
}
