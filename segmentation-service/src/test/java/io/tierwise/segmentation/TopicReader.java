package io.tierwise.segmentation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Collects what comes on a topic from now on. */
final class TopicReader implements AutoCloseable {
  /**
   * @param value null for a tombstone
   * @param seenAt when it was read, in nanoseconds of {@link System#nanoTime()}
   */
  record Message(String key, byte[] value, String traceparent, long seenAt) {}

  private final List<Message> messages = Collections.synchronizedList(new ArrayList<>());
  private final Thread thread;
  private volatile boolean open = true;

  TopicReader(String bootstrapServers, String topic) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                20),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    consumer
        .partitionsFor(topic)
        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    CompletableFuture<Void> started = new CompletableFuture<>();
    thread = Thread.ofPlatform().start(() -> read(consumer, started));
    started.join();
  }

  private void read(KafkaConsumer<String, byte[]> consumer, CompletableFuture<Void> started) {
    try (consumer) {
      started.complete(null);
      while (open) {
        consumer
            .poll(Duration.ofMillis(50))
            .forEach(
                m -> {
                  var trace = m.headers().lastHeader("traceparent");
                  messages.add(
                      new Message(
                          m.key(),
                          m.value(),
                          trace == null ? "" : new String(trace.value()),
                          System.nanoTime()));
                });
      }
    }
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }

  List<Message> of(String key) {
    return messages().stream().filter(message -> message.key().equals(key)).toList();
  }

  @Override
  public void close() {
    open = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
