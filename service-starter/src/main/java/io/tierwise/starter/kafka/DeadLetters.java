package io.tierwise.starter.kafka;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.RejectedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;

/** Puts messages that a service cannot take on the topic of rejected events, reasons included. */
public final class DeadLetters {
  private final KafkaTemplate<String, byte[]> kafka;
  private final Clock clock;
  private final String service;

  public DeadLetters(KafkaTemplate<String, byte[]> kafka, Clock clock, String service) {
    this.kafka = kafka;
    this.clock = clock;
    this.service = service;
  }

  /**
   * The id of the rejection is made of topic, partition and offset: a redelivery rejects the same
   * message again under the same id.
   *
   * @return completes when the broker has it; wait for it before committing the offset
   */
  public CompletableFuture<?> reject(
      ConsumerRecord<String, byte[]> message, List<RejectedEvent.Reason> reasons) {
    byte[] value = message.value() == null ? new byte[0] : message.value();
    String text = utf8(value);
    RejectedEvent rejected =
        new RejectedEvent(
            RejectedEvent.SCHEMA,
            service + "/" + message.topic() + "-" + message.partition() + "@" + message.offset(),
            clock.instant(),
            service,
            message.topic(),
            message.topic(),
            message.partition(),
            message.offset(),
            null,
            message.key(),
            reasons,
            text,
            text == null ? Base64.getEncoder().encodeToString(value) : null);
    return kafka.send(
        new ProducerRecord<>(Topics.REJECTED_EVENTS, message.key(), ContractJson.write(rejected)));
  }

  private static @Nullable String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
