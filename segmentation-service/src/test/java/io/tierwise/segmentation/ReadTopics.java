package io.tierwise.segmentation;

import io.tierwise.contracts.Topics;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Whether the service has worked through all that it was sent. */
final class ReadTopics implements AutoCloseable {
  private static final String GROUP = "segmentation-service";
  private final Admin admin;

  ReadTopics(String bootstrapServers) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  boolean toTheirEnds() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> read =
        admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, OffsetSpec> partitions =
        read.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .map(Map.Entry::getKey)
            .filter(partition -> !partition.topic().equals(Topics.REJECTED_EVENTS))
            .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(partitions).all().get();
    return ends.entrySet().stream()
        .allMatch(
            end ->
                Objects.requireNonNull(read.get(end.getKey())).offset() >= end.getValue().offset());
  }

  @Override
  public void close() {
    admin.close();
  }
}
