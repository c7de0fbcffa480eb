package io.tierwise.benchmarks.tiering;

import io.tierwise.contracts.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How many assignments the topic has taken since it was made. */
final class TopicCount implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;

  TopicCount(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.metrics.push", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  long messages() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.TIER_ASSIGNMENTS).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
