package io.tierwise.ingest;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.CatalogItem;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.Answers.ItemResult;
import io.tierwise.ingest.Answers.ItemResults;
import io.tierwise.ingest.Answers.Status;
import io.tierwise.ingest.validation.EventLimits;
import io.tierwise.ingest.validation.ItemReader;
import io.tierwise.ingest.validation.JsonSlices;
import io.tierwise.ingest.validation.JsonSlices.Cut;
import io.tierwise.ingest.validation.JsonSlices.Slice;
import io.tierwise.ingest.validation.Reading;
import io.tierwise.ingest.validation.Reading.Accepted;
import io.tierwise.ingest.validation.Reading.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The catalogue's way in: items are validated, sent on, and answered once the broker has them. */
@Component
final class ItemDoor {
  private final WriteKeys keys;
  private final AdmissionGate gate;
  private final ItemReader reader;
  private final Publisher publisher;
  private final IngestProperties properties;
  private final EventLimits limits;
  private final Clock clock;

  ItemDoor(
      WriteKeys keys,
      AdmissionGate gate,
      ItemReader reader,
      Publisher publisher,
      IngestProperties properties,
      Clock clock) {
    this.keys = keys;
    this.gate = gate;
    this.reader = reader;
    this.publisher = publisher;
    this.properties = properties;
    this.limits = EventLimits.ofBytes(Math.toIntExact(properties.maxEvent().toBytes()));
    this.clock = clock;
  }

  ResponseEntity<Object> put(String id, HttpServletRequest request) {
    return enter(
        request,
        properties.maxEvent().toBytes(),
        body -> {
          Reading<CatalogItem> item =
              reader.read(body, 0, body.length, limits, id, clock.instant());
          if (item instanceof Rejected<CatalogItem> rejected) {
            throw Answers.refused("invalid-item", rejected.reasons());
          }
          return publish(List.of(item));
        });
  }

  ResponseEntity<Object> delete(String id, HttpServletRequest request) {
    if (!isKnown(request)) {
      return Answers.unauthorized();
    }
    List<Reason> reasons = reader.checkId(id);
    if (!reasons.isEmpty()) {
      throw Answers.refused("invalid-item", reasons);
    }
    return send(
        List.of(new ProducerRecord<>(Topics.CATALOG_ITEMS, id, tombstone())),
        List.of(new ItemResult(0, id, Status.accepted, null)));
  }

  ResponseEntity<Object> batch(HttpServletRequest request) {
    return enter(
        request,
        properties.maxBatch().toBytes(),
        body ->
            switch (JsonSlices.cut(body, "items", properties.maxBatchEvents())) {
              case Cut.Elements elements -> publish(items(body, elements.slices()));
              case Cut.Unreadable unreadable ->
                  throw Answers.refused("invalid-batch", List.of(unreadable.reason()));
            });
  }

  private List<Reading<CatalogItem>> items(byte[] body, List<Slice> slices) {
    return slices.stream()
        .map(s -> reader.read(body, s.offset(), s.length(), limits, null, clock.instant()))
        .toList();
  }

  private ResponseEntity<Object> publish(List<Reading<CatalogItem>> items) {
    List<ItemResult> results = new ArrayList<>(items.size());
    List<ProducerRecord<String, byte[]>> messages = new ArrayList<>(items.size());
    for (Reading<CatalogItem> item : items) {
      int index = results.size();
      switch (item) {
        case Accepted<CatalogItem>(CatalogItem read) -> {
          messages.add(
              new ProducerRecord<>(Topics.CATALOG_ITEMS, read.itemId(), ContractJson.write(read)));
          results.add(new ItemResult(index, read.itemId(), Status.accepted, null));
        }
        case Rejected<CatalogItem> rejected ->
            results.add(
                new ItemResult(
                    index, rejected.id(), Status.rejected, Answers.errors(rejected.reasons())));
      }
    }
    return send(messages, results);
  }

  private ResponseEntity<Object> send(
      List<ProducerRecord<String, byte[]>> messages, List<ItemResult> results) {
    BitSet acknowledged = publisher.sendAll(messages);
    if (acknowledged.cardinality() < messages.size()) {
      return Answers.brokerUnavailable(acknowledged, messages.size());
    }
    return ResponseEntity.accepted()
        .body(new ItemResults(messages.size(), results.size() - messages.size(), results));
  }

  private ResponseEntity<Object> enter(
      HttpServletRequest request, long max, Function<byte[], ResponseEntity<Object>> handler) {
    if (!isKnown(request)) {
      return Answers.unauthorized();
    }
    try (AdmissionGate.Pass pass = gate.enter(Bodies.expectedLength(request))) {
      byte[] body = Bodies.read(request, max);
      pass.shrinkTo(body.length);
      return handler.apply(body);
    }
  }

  private boolean isKnown(HttpServletRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return keys.sourceOf(WriteKeys.userOf(authorization)).isPresent();
  }

  /** A message without value deletes what its key names. */
  @SuppressWarnings("NullAway")
  private static byte[] tombstone() {
    return null;
  }
}
