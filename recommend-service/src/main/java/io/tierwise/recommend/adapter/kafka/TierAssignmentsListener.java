package io.tierwise.recommend.adapter.kafka;

import io.tierwise.contracts.Topics;
import io.tierwise.recommend.evaluation.Tiers.Assignment;
import io.tierwise.recommend.intake.FollowTiers;
import io.tierwise.starter.kafka.DeadLetters;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;

/** Which tier users are in; a message without value takes it from them. */
public final class TierAssignmentsListener {
  private final FollowTiers tiers;
  private final Poll poll;

  public TierAssignmentsListener(FollowTiers tiers, DeadLetters deadLetters) {
    this.tiers = tiers;
    this.poll = new Poll(deadLetters);
  }

  /** The part of the contract that is read here. */
  record Standing(String userId, @Nullable String tier, Instant assignedAt) {}

  @KafkaListener(
      id = "tier-assignments",
      idIsGroup = false,
      topics = Topics.TIER_ASSIGNMENTS,
      concurrency = "1")
  public void onTiers(List<ConsumerRecord<String, byte[]>> messages) {
    Map<String, ConsumerRecord<String, byte[]>> last = new LinkedHashMap<>();
    messages.forEach(message -> last.put(message.key(), message));
    Map<String, Assignment> told = new LinkedHashMap<>();
    last.forEach(
        (key, message) -> {
          if (message.value() == null && key != null) {
            Instant at = Instant.ofEpochMilli(message.timestamp());
            told.put(key, new Assignment(key.replace("\0", ""), null, at));
          }
        });
    poll.read(
        List.copyOf(last.values()),
        Standing.class,
        (_, standing) -> {
          String userId = StorableText.id("userId", standing.userId());
          String tier = StorableText.label(standing.tier());
          Instant at = Objects.requireNonNull(standing.assignedAt(), "assignedAt");
          told.put(userId, new Assignment(userId, tier, at));
        });
    tiers.follow(told.values());
  }
}
