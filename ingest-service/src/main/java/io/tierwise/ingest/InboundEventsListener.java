package io.tierwise.ingest;

import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.validation.EventLimits;
import io.tierwise.ingest.validation.EventOrigin;
import io.tierwise.ingest.validation.EventReader;
import io.tierwise.ingest.validation.Reading;
import io.tierwise.ingest.validation.Reading.Accepted;
import io.tierwise.ingest.validation.Reading.Rejected;
import io.tierwise.ingest.validation.ReasonCode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * The second door: events of the shop's own producers, one a message. Offsets are committed after
 * the broker has acknowledged what came of every message; a redelivery makes the same messages
 * again, under the same ids.
 */
@Component
final class InboundEventsListener {
  private final EventReader reader;
  private final Publisher publisher;
  private final IngestMetrics metrics;
  private final EventLimits limits;
  private final Clock clock;

  InboundEventsListener(
      EventReader reader,
      Publisher publisher,
      IngestMetrics metrics,
      IngestProperties properties,
      Clock clock) {
    this.reader = reader;
    this.publisher = publisher;
    this.metrics = metrics;
    this.limits = EventLimits.ofBytes(Math.toIntExact(properties.maxEvent().toBytes()));
    this.clock = clock;
  }

  @KafkaListener(id = Outgoing.SERVICE, topics = Topics.INBOUND_EVENTS)
  void onPoll(List<ConsumerRecord<String, byte[]>> poll) {
    Instant now = clock.instant();
    List<ProducerRecord<String, byte[]>> messages = new ArrayList<>(poll.size());
    List<EventType> accepted = new ArrayList<>(poll.size());
    List<List<Reason>> rejected = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> message : poll) {
      switch (read(message, now)) {
        case Accepted<BehaviorEvent> event -> {
          ProducerRecord<String, byte[]> out = Outgoing.of(event);
          if (out == null) {
            reject(Outgoing.tooLargeToSend(event), message, now, messages, rejected);
          } else {
            messages.add(out);
            accepted.add(event.value().type());
          }
        }
        case Rejected<BehaviorEvent> event -> reject(event, message, now, messages, rejected);
      }
    }
    int acknowledged = publisher.sendAll(messages).cardinality();
    if (acknowledged < messages.size()) {
      throw new IllegalStateException(
          "the broker acknowledged " + acknowledged + " of " + messages.size() + " messages");
    }
    metrics.accepted(IngestMetrics.TOPIC, accepted);
    rejected.forEach(reasons -> metrics.rejected(IngestMetrics.TOPIC, reasons));
  }

  private Reading<BehaviorEvent> read(ConsumerRecord<String, byte[]> message, Instant now) {
    byte[] value = message.value();
    if (value == null) {
      return Rejected.of("$", ReasonCode.EMPTY, "the message has no value");
    }
    // The broker may hold a message for days: without a time of its own it happened when sent.
    Instant sent = Instant.ofEpochMilli(message.timestamp());
    EventOrigin origin =
        new EventOrigin(
            null,
            message.topic(),
            now,
            sent.isAfter(now) ? now : sent,
            Map.of(),
            null,
            () -> Outgoing.placeOf(message));
    return reader.read(value, 0, value.length, limits, origin);
  }

  private static void reject(
      Rejected<BehaviorEvent> event,
      ConsumerRecord<String, byte[]> message,
      Instant now,
      List<ProducerRecord<String, byte[]>> messages,
      List<List<Reason>> rejected) {
    messages.add(Outgoing.fromTopic(event, message, now));
    rejected.add(event.reasons());
  }
}
