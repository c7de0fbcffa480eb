package io.tierwise.campaign.adapter.kafka;

import io.tierwise.campaign.delivery.Outcome;
import io.tierwise.campaign.delivery.Parcel;
import io.tierwise.campaign.delivery.Sender;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Messages on a topic, under their keys: a compacted topic keeps one of each, and of a message that
 * comes twice the second is the same as the first.
 */
public final class TopicSender implements Sender {
  private static final int BROKER_SECONDS = 15;
  private final KafkaTemplate<String, byte[]> kafka;
  private final String topic;
  private final Function<Parcel, byte[]> json;

  public TopicSender(
      KafkaTemplate<String, byte[]> kafka, String topic, Function<Parcel, byte[]> json) {
    this.kafka = kafka;
    this.topic = topic;
    this.json = json;
  }

  @Override
  public void send(long batch, List<Parcel> parcels, Instant until, Told told) {
    CompletableFuture.allOf(
            parcels.stream().map(parcel -> sendOne(parcel, told)).toArray(CompletableFuture[]::new))
        .join();
  }

  private CompletableFuture<Void> sendOne(Parcel parcel, Told told) {
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(topic, parcel.message().key(), json.apply(parcel));
    CompletableFuture<?> sent;
    try {
      sent = kafka.send(message);
    } catch (RuntimeException e) { // The broker does not know the topic, or is full.
      sent = CompletableFuture.failedFuture(e);
    }
    return sent.orTimeout(BROKER_SECONDS, TimeUnit.SECONDS)
        .handle(
            (_, failure) -> {
              told.of(
                  parcel,
                  failure == null
                      ? new Outcome.Sent()
                      : new Outcome.Troubled("the broker: " + failure.getMessage(), null));
              return null;
            });
  }
}
