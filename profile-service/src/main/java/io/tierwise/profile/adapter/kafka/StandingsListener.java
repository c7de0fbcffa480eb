package io.tierwise.profile.adapter.kafka;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.segmentation.SegmentChange;
import io.tierwise.contracts.segmentation.TierAssignment;
import io.tierwise.profile.standing.Standings;
import io.tierwise.profile.standing.Standings.TierOf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Follows where users stand: both topics keep the last message of each, in order. */
public final class StandingsListener {
  private final Standings standings;

  public StandingsListener(Standings standings) {
    this.standings = standings;
  }

  @KafkaListener(
      id = "tier-assignments",
      groupId = "${spring.kafka.consumer.group-id}-tiers",
      topics = Topics.TIER_ASSIGNMENTS,
      concurrency = "1")
  void onTiers(List<ConsumerRecord<String, byte[]>> messages) {
    Map<String, TierOf> last = new HashMap<>();
    for (ConsumerRecord<String, byte[]> message : messages) {
      last.put(message.key(), tier(message));
    }
    standings.keepTiers(last.values());
  }

  @KafkaListener(
      id = "segment-changes",
      groupId = "${spring.kafka.consumer.group-id}-audiences",
      topics = Topics.SEGMENT_CHANGES,
      concurrency = "1")
  void onAudiences(List<ConsumerRecord<String, byte[]>> messages) {
    Map<String, List<String>> last = new HashMap<>();
    for (ConsumerRecord<String, byte[]> message : messages) {
      last.put(message.key(), audiences(message));
    }
    standings.keepAudiences(last);
  }

  private static TierOf tier(ConsumerRecord<String, byte[]> message) {
    if (message.value() == null) {
      return new TierOf(message.key(), null, null);
    }
    TierAssignment told = ContractJson.read(message.value(), TierAssignment.class);
    return new TierOf(message.key(), told.tier(), told.segment());
  }

  private static List<String> audiences(ConsumerRecord<String, byte[]> message) {
    return message.value() == null
        ? List.of()
        : ContractJson.read(message.value(), SegmentChange.class).audiences();
  }
}
