package io.tierwise.ingest.rejects;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.UnreadableContract;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.Provenance;
import io.tierwise.ingest.rejects.Rejection.Kept;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Keeps what any service rejected. It begins when the tables are there, tries a poll again until
 * the database takes it, and is a consumer group of its own, so that the door beside it does not
 * wait.
 */
@Component
final class RejectedEventsListener {
  static final String ID = "rejected-events";
  private static final Logger log = LoggerFactory.getLogger(RejectedEventsListener.class);
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final Rejections rejections;

  RejectedEventsListener(Rejections rejections) {
    this.rejections = rejections;
  }

  @KafkaListener(
      id = ID,
      groupId = "${spring.kafka.consumer.group-id}-rejects",
      topics = Topics.REJECTED_EVENTS,
      autoStartup = "false",
      concurrency = "1",
      properties = "max.poll.records=250")
  void onPoll(List<ConsumerRecord<String, byte[]>> poll) {
    List<Kept> kept = new ArrayList<>(poll.size());
    for (ConsumerRecord<String, byte[]> message : poll) {
      Kept rejection = read(message);
      if (rejection != null) {
        kept.add(rejection);
      }
    }
    if (!kept.isEmpty()) {
      rejections.keep(kept);
    }
  }

  /**
   * Nobody rejects a rejection: one that cannot be read is told to the log and left on its topic.
   */
  static @Nullable Kept read(ConsumerRecord<String, byte[]> message) {
    try {
      Provenance provenance = Provenance.read(message.headers());
      byte[] value = message.value() == null ? new byte[0] : message.value();
      RejectedEvent event = ContractJson.read(value, RejectedEvent.class);
      return new Kept(
          new Rejection(
              0,
              Rejection.idOf(event.rejectionId()),
              event.rejectionId(),
              timeOf(event, message),
              Objects.requireNonNullElse(event.service(), "unknown"),
              Objects.requireNonNullElse(event.source(), "unknown"),
              event.topic(),
              event.partition(),
              event.offset(),
              event.messageId(),
              event.userKey(),
              event.reasons().stream().map(RejectedEventsListener::whole).toList(),
              ReplayStatus.OPEN,
              0,
              null,
              provenance == null ? null : provenance.place()),
          payload(event),
          !Provenance.isCut(message.headers()),
          provenance);
    } catch (UnreadableContract | IllegalArgumentException e) {
      log.atWarn()
          .log(
              "{}-{}@{} is no rejection: {}",
              message.topic(),
              message.partition(),
              message.offset(),
              e.getMessage());
      return null;
    }
  }

  private static Reason whole(Reason reason) {
    return new Reason(
        Objects.requireNonNullElse(reason.field(), "$"),
        Objects.requireNonNullElse(reason.code(), "unknown"),
        Objects.requireNonNullElse(reason.message(), ""));
  }

  private static Instant timeOf(RejectedEvent event, ConsumerRecord<String, byte[]> message) {
    Instant at = event.rejectedAt();
    return at == null || at.isBefore(EARLIEST) || at.isAfter(LATEST)
        ? Instant.ofEpochMilli(message.timestamp())
        : at;
  }

  private static byte[] payload(RejectedEvent event) {
    if (event.payload() != null) {
      return event.payload().getBytes(StandardCharsets.UTF_8);
    }
    return event.payloadBase64() == null
        ? new byte[0]
        : Base64.getDecoder().decode(event.payloadBase64());
  }
}
