package io.tierwise.profile.adapter.kafka;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.UnreadableContract;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.profile.quality.RejectionTally;
import io.tierwise.profile.quality.RejectionTally.Rejected;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Counts what ingest-service rejected; what other services did not take is counted where it was
 * met.
 */
public final class RejectionsListener {
  private static final String DOOR = "ingest-service";
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final RejectionTally tally;

  public RejectionsListener(RejectionTally tally) {
    this.tally = tally;
  }

  @KafkaListener(
      id = "rejected-events",
      groupId = "${spring.kafka.consumer.group-id}-rejections",
      topics = Topics.REJECTED_EVENTS,
      concurrency = "1",
      properties = "max.poll.records=500")
  void onRejections(List<ConsumerRecord<String, byte[]>> messages) {
    Map<Integer, List<Rejected>> partitions = new TreeMap<>();
    for (ConsumerRecord<String, byte[]> message : messages) {
      partitions
          .computeIfAbsent(message.partition(), partition -> new ArrayList<>())
          .add(read(message));
    }
    partitions.forEach(tally::count);
  }

  private static Rejected read(ConsumerRecord<String, byte[]> message) {
    Instant sent = Instant.ofEpochMilli(message.timestamp());
    try {
      byte[] value = message.value() == null ? new byte[0] : message.value();
      RejectedEvent event = ContractJson.read(value, RejectedEvent.class);
      Instant at = event.rejectedAt();
      boolean usable = at != null && at.isAfter(EARLIEST) && at.isBefore(LATEST);
      return new Rejected(message.offset(), day(usable ? at : sent), DOOR.equals(event.service()));
    } catch (UnreadableContract | IllegalArgumentException e) {
      return new Rejected(message.offset(), day(sent), false);
    }
  }

  private static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
