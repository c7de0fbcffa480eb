package io.tierwise.launcher.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many messages each consumer group still has before it, by the broker's own books. */
final class ConsumerLag implements AutoCloseable {
  private static final int SECONDS = 20;
  private final Admin admin;

  ConsumerLag(String bootstrapServers) {
    admin =
        Admin.create(Map.of("bootstrap.servers", bootstrapServers, "enable.metrics.push", "false"));
  }

  /** By group, only those that lag. */
  Map<String, Long> byGroup() throws DemoFailed, InterruptedException {
    try {
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = committed();
      Set<TopicPartition> partitions = new HashSet<>();
      committed.values().forEach(offsets -> partitions.addAll(offsets.keySet()));
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
      var ends = admin.listOffsets(latest).all().get(SECONDS, TimeUnit.SECONDS);
      Map<String, Long> lags = new TreeMap<>();
      committed.forEach(
          (group, offsets) -> {
            long lag = 0;
            for (var entry : offsets.entrySet()) {
              var end = ends.get(entry.getKey());
              if (end != null && entry.getValue() != null) {
                lag += Math.max(0, end.offset() - entry.getValue().offset());
              }
            }
            if (lag > 0) {
              lags.put(group, lag);
            }
          });
      return lags;
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new DemoFailed("the broker does not say how far its consumers are: " + e);
    }
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed()
      throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
    List<String> groups =
        admin.listGroups().all().get(SECONDS, TimeUnit.SECONDS).stream()
            .map(GroupListing::groupId)
            .toList();
    Map<String, ListConsumerGroupOffsetsSpec> wanted = new HashMap<>();
    groups.forEach(group -> wanted.put(group, new ListConsumerGroupOffsetsSpec()));
    return wanted.isEmpty()
        ? Map.of()
        : admin.listConsumerGroupOffsets(wanted).all().get(SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    admin.close();
  }
}
