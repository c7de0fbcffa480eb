package io.tierwise.segmentation.adapter.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.segmentation.customer.FeatureChange;
import io.tierwise.segmentation.run.AssignTier;
import io.tierwise.starter.kafka.DeadLetters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;

/** Hands each poll of features to the use case; what cannot be read goes to the dead letters. */
public final class ProfileFeaturesListener {
  private static final Logger log = LoggerFactory.getLogger(ProfileFeaturesListener.class);

  private final AssignTier assignTier;
  private final DeadLetters deadLetters;
  private final Clock clock;
  private final Timer lag;

  public ProfileFeaturesListener(
      AssignTier assignTier, DeadLetters deadLetters, Clock clock, MeterRegistry meters) {
    this.assignTier = assignTier;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.lag =
        Timer.builder("tierwise.segmentation.features.lag")
            .description("From a feature message on the topic until it is taken in, oldest of poll")
            .register(meters);
  }

  @KafkaListener(id = "profile-features", topics = Topics.PROFILE_FEATURES, idIsGroup = false)
  void onFeatures(List<ConsumerRecord<String, byte[]>> poll) {
    List<FeatureChange> changes = new ArrayList<>(poll.size());
    List<CompletableFuture<?>> rejections = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> message : poll) {
      try {
        FeatureMessages.change(message).ifPresent(changes::add);
      } catch (RuntimeException unreadable) {
        log.atWarn()
            .addKeyValue("partition", message.partition())
            .addKeyValue("offset", message.offset())
            .log("feature message refused: {}", unreadable.getMessage());
        rejections.add(deadLetters.reject(message, List.of(reason(unreadable))));
      }
    }
    assignTier.featuresChanged(changes);
    rejections.forEach(CompletableFuture::join);
    long oldest = poll.stream().mapToLong(ConsumerRecord::timestamp).min().orElseThrow();
    lag.record(Duration.between(Instant.ofEpochMilli(oldest), clock.instant()));
  }

  private static RejectedEvent.Reason reason(RuntimeException unreadable) {
    return new RejectedEvent.Reason(
        "value", "unreadable-features", String.valueOf(unreadable.getMessage()));
  }
}
