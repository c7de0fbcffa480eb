package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Puts events on the topic as ingest-service does. */
final class TopicWriter implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  TopicWriter(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "compression.type", "lz4",
                "linger.ms", "5",
                "batch.size", "65536",
                "enable.metrics.push", "false"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  void send(BehaviorEvent event) {
    producer.send(
        new ProducerRecord<>(Topics.BEHAVIOR_EVENTS, event.userKey(), ContractJson.write(event)),
        (metadata, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
  }

  /** Returns when the broker has acknowledged everything. */
  void flush() {
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the broker refused a message", failed);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
