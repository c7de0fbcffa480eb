package io.tierwise.system;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.profile.ProfileFeatures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What other services know of users: the last message of each key. */
final class FeatureTopic {
  /** Of the keys that contain the text and have not been taken away. */
  static Map<String, ProfileFeatures> latest(String bootstrapServers, String text) {
    Map<String, ProfileFeatures> latest = new TreeMap<>();
    try (Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.PROFILE_FEATURES).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
          if (!message.key().contains(text)) {
            continue;
          }
          if (message.value() == null) {
            latest.remove(message.key());
          } else {
            latest.put(message.key(), ContractJson.read(message.value(), ProfileFeatures.class));
          }
        }
      }
    }
    return latest;
  }

  private FeatureTopic() {}
}
