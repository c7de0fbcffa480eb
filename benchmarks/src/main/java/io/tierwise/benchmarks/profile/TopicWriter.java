package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Puts events on the topic as ingest-service does. */
public final class TopicWriter implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;
  private final Set<Integer> begun = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  public TopicWriter(String bootstrapServers) {
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

  public void send(BehaviorEvent event) {
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(Topics.BEHAVIOR_EVENTS, event.userKey(), ContractJson.write(event));
    if (begun.size() < producer.partitionsFor(Topics.BEHAVIOR_EVENTS).size()) {
      begin(message);
      return;
    }
    producer.send(
        message,
        (metadata, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
  }

  /**
   * Alone, until each partition has taken a message. A broker that is about to lead a new partition
   * may turn the first batch away and take the second, and then it refuses the first for ever.
   */
  private void begin(ProducerRecord<String, byte[]> message) {
    try {
      begun.add(producer.send(message).get().partition());
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker refused a message", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the broker had a message", e);
    }
  }

  /** Returns when the broker has acknowledged everything. */
  public void flush() {
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
