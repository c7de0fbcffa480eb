package io.tierwise.benchmarks.ingest;

import io.tierwise.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The ceiling: a loop that sends what ingest-service sent, key, value and headers, with the
 * settings of its producer, and does nothing else.
 */
final class BareProducer implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;
  private final List<ConsumerRecord<String, byte[]>> messages;

  BareProducer(String bootstrapServers, List<ConsumerRecord<String, byte[]>> messages) {
    this.messages = List.copyOf(messages);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "enable.idempotence", "true",
                "compression.type", "lz4",
                "linger.ms", "5",
                "batch.size", "65536",
                "buffer.memory", "33554432",
                "enable.metrics.push", "false"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** The oldest messages on the topic of accepted events, some of every partition. */
  static List<ConsumerRecord<String, byte[]>> sample(String bootstrapServers, int count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "enable.metrics.push", "false");
    List<ConsumerRecord<String, byte[]>> sample = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.BEHAVIOR_EVENTS).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      for (TopicPartition partition : partitions) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        int wanted = Math.ceilDiv(count, partitions.size());
        int taken = 0;
        while (taken < wanted && consumer.position(partition) < end) {
          for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
            if (taken < wanted) {
              sample.add(message);
              taken++;
            }
          }
        }
      }
    }
    java.util.Collections.shuffle(sample, new java.util.Random(1));
    return sample;
  }

  /**
   * @param events acknowledged
   * @param seconds until the last of them was
   */
  record Outcome(long events, double seconds) {
    double eventsPerSecond() {
      return events / seconds;
    }
  }

  Outcome run(Duration time) {
    AtomicLong acknowledged = new AtomicLong();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    for (int i = 0; System.nanoTime() - end < 0; i++) {
      ConsumerRecord<String, byte[]> message = messages.get(i % messages.size());
      producer.send(
          new ProducerRecord<>(
              message.topic(), null, message.key(), message.value(), message.headers()),
          (metadata, e) -> {
            if (e == null) {
              acknowledged.incrementAndGet();
            } else {
              failure.compareAndSet(null, e);
            }
          });
    }
    producer.flush();
    double seconds = (System.nanoTime() - start) / 1e9;
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the broker refused a message", failed);
    }
    return new Outcome(acknowledged.get(), seconds);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
