package io.tierwise.campaign.adapter.kafka;

import io.tierwise.campaign.journey.EventHistory;
import io.tierwise.campaign.journey.SeenEvent;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.UnreadableContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads the log of events again, as far as it is kept, beside the listeners and without a group.
 */
public final class KafkaHistory implements EventHistory {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration BROKER = Duration.ofSeconds(5);
  private final ConsumerFactory<String, byte[]> consumers;
  private final Clock clock;
  private final Duration longest;
  private final long most;

  /**
   * @param longest reading ends then, complete or not
   * @param most events handed on, which bounds the memory of who asks
   */
  public KafkaHistory(
      ConsumerFactory<String, byte[]> consumers, Clock clock, Duration longest, long most) {
    this.consumers = consumers;
    this.clock = clock;
    this.longest = longest;
    this.most = most;
  }

  @Override
  public Coverage read(Instant since, Set<String> names, Consumer<SeenEvent> visitor) {
    Instant end = clock.instant().plus(longest);
    try (var consumer = consumers.createConsumer(null, "-history", null)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.BEHAVIOR_EVENTS, BROKER).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, BROKER));
      Map<TopicPartition, Long> times = new HashMap<>();
      partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
      Instant oldest = null;
      for (Map.Entry<TopicPartition, @Nullable OffsetAndTimestamp> first :
          consumer.offsetsForTimes(times, BROKER).entrySet()) {
        OffsetAndTimestamp start = first.getValue();
        if (start == null) {
          ends.remove(first.getKey());
          consumer.pause(List.of(first.getKey()));
        } else {
          consumer.seek(first.getKey(), start.offset());
          Instant at = Instant.ofEpochMilli(start.timestamp());
          oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
        }
      }
      long read = 0;
      long handed = 0;
      ends.values().removeIf(last -> last == 0);
      while (!ends.isEmpty() && handed < most && clock.instant().isBefore(end)) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
          read++;
          handed += hand(message, names, visitor) ? 1 : 0;
        }
        ends.entrySet().removeIf(e -> consumer.position(e.getKey()) >= e.getValue());
      }
      return new Coverage(oldest, ends.isEmpty(), read);
    }
  }

  private static boolean hand(
      ConsumerRecord<String, byte[]> message, Set<String> names, Consumer<SeenEvent> visitor) {
    try {
      SeenEvent event = JourneyEvents.read(message.value(), names);
      if (event != null) {
        visitor.accept(event);
      }
      return event != null;
    } catch (UnreadableContract | IllegalArgumentException | NullPointerException e) {
      return false; // The listener has put it to the dead letters.
    }
  }
}
