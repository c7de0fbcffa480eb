package io.tierwise.benchmarks.imports;

import io.tierwise.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The events on the topic, told apart by their message ids. */
final class TopicCount {
  private static final byte[] ID = "\"messageId\":\"".getBytes(StandardCharsets.US_ASCII);

  private final Map<String, Object> settings;
  private final Map<TopicPartition, Long> counted = new HashMap<>();

  TopicCount(String bootstrapServers) {
    settings = Map.of("bootstrap.servers", bootstrapServers, "enable.metrics.push", "false");
  }

  /**
   * @param different by message id
   */
  record Counted(long all, long different) {}

  /** Those that have come since it was asked before. */
  Counted next() {
    Set<UUID> ids = new HashSet<>();
    long all = 0;
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.BEHAVIOR_EVENTS).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      for (TopicPartition partition : partitions) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, counted.getOrDefault(partition, 0L));
        long end = ends.getOrDefault(partition, 0L);
        while (consumer.position(partition) < end) {
          for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
            ids.add(idOf(message.value()));
            all++;
          }
        }
      }
      counted.putAll(ends);
    }
    return new Counted(all, ids.size());
  }

  /** Sixteen bytes are enough to tell millions of ids apart, and less than the ids. */
  private static UUID idOf(byte[] json) {
    for (int from = 0; from + ID.length < json.length; from++) {
      if (Arrays.equals(json, from, from + ID.length, ID, 0, ID.length)) {
        int start = from + ID.length;
        int end = start;
        while (json[end] != '"') {
          end++;
        }
        return UUID.nameUUIDFromBytes(Arrays.copyOfRange(json, start, end));
      }
    }
    throw new IllegalStateException("an event without a message id");
  }
}
