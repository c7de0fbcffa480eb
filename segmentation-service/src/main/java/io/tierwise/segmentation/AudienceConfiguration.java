package io.tierwise.segmentation;

import io.micrometer.core.instrument.MeterRegistry;
import io.tierwise.segmentation.activity.Activities;
import io.tierwise.segmentation.activity.ForgetActivity;
import io.tierwise.segmentation.activity.RecordActivity;
import io.tierwise.segmentation.adapter.kafka.BehaviorEventsListener;
import io.tierwise.segmentation.adapter.kafka.SegmentChangePublisher;
import io.tierwise.segmentation.adapter.postgres.JdbcActivities;
import io.tierwise.segmentation.adapter.postgres.JdbcAudienceSizes;
import io.tierwise.segmentation.adapter.postgres.JdbcAudiences;
import io.tierwise.segmentation.adapter.postgres.JdbcSegmentChanges;
import io.tierwise.segmentation.adapter.postgres.JdbcStandings;
import io.tierwise.segmentation.adapter.postgres.JdbcSubjects;
import io.tierwise.segmentation.adapter.worker.BackgroundLoop;
import io.tierwise.segmentation.audience.AudienceSizes;
import io.tierwise.segmentation.audience.Audiences;
import io.tierwise.segmentation.audience.EstimateAudience;
import io.tierwise.segmentation.audience.KeepAudiences;
import io.tierwise.segmentation.audience.PublishSegmentChanges;
import io.tierwise.segmentation.audience.SegmentChangeFeed;
import io.tierwise.segmentation.audience.SegmentChanges;
import io.tierwise.segmentation.audience.Standings;
import io.tierwise.segmentation.audience.Subjects;
import io.tierwise.segmentation.lifecycle.KeepLifecycles;
import io.tierwise.segmentation.run.UnitOfWork;
import io.tierwise.starter.kafka.DeadLetters;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;

/** Activity and segments by rule on their ports. */
@Configuration(proxyBeanMethods = false)
class AudienceConfiguration {
  private static final Duration LOOK_FOR_TOUCHED = Duration.ofSeconds(2);
  private static final Duration LOOK_FOR_CHANGES = Duration.ofSeconds(1);
  private static final Duration LOOK_FOR_OLD_ACTIVITY = Duration.ofHours(1);

  /** Longer than a send may take before it fails. */
  private static final Duration RELAY_LEASE = Duration.ofSeconds(13);

  @Bean
  Activities activities(JdbcClient jdbc) {
    return new JdbcActivities(jdbc);
  }

  @Bean
  BehaviorEventsListener behaviorEventsListener(
      Activities activities,
      UnitOfWork work,
      DeadLetters deadLetters,
      Clock clock,
      MeterRegistry meters) {
    return new BehaviorEventsListener(
        new RecordActivity(activities, work), deadLetters, clock, meters);
  }

  @Bean
  BackgroundLoop oldActivityLoop(
      Activities activities, SegmentationProperties properties, Clock clock) {
    ForgetActivity forget = new ForgetActivity(activities, properties.activityDays(), clock);
    return new BackgroundLoop("old-activity", forget::forgetNext, LOOK_FOR_OLD_ACTIVITY);
  }

  @Bean
  Audiences audiences(JdbcClient jdbc, UnitOfWork work) {
    return new JdbcAudiences(jdbc, work);
  }

  @Bean
  Standings standings(JdbcClient jdbc) {
    return new JdbcStandings(jdbc);
  }

  @Bean
  Subjects subjects(JdbcClient jdbc) {
    return new JdbcSubjects(jdbc);
  }

  @Bean
  AudienceSizes audienceSizes(JdbcClient jdbc) {
    return new JdbcAudienceSizes(jdbc);
  }

  @Bean
  EstimateAudience estimateAudience(AudienceSizes sizes, Clock clock) {
    return new EstimateAudience(sizes, clock);
  }

  @Bean
  BackgroundLoop audienceLoop(
      Audiences audiences,
      Standings standings,
      Subjects subjects,
      KeepLifecycles lifecycles,
      UnitOfWork work,
      Clock clock) {
    KeepAudiences keep = new KeepAudiences(audiences, standings, subjects, lifecycles, work, clock);
    return new BackgroundLoop("audiences", keep::keepNext, LOOK_FOR_TOUCHED);
  }

  @Bean
  SegmentChanges segmentChanges(JdbcClient jdbc, Clock clock) {
    return new JdbcSegmentChanges(jdbc, clock);
  }

  @Bean
  SegmentChangeFeed segmentChangeFeed(KafkaTemplate<String, byte[]> kafka) {
    return new SegmentChangePublisher(kafka);
  }

  @Bean(destroyMethod = "close")
  PublishSegmentChanges publishSegmentChanges(SegmentChanges changes, SegmentChangeFeed feed) {
    return new PublishSegmentChanges(changes, feed, "audiences-" + UUID.randomUUID(), RELAY_LEASE);
  }

  @Bean
  BackgroundLoop segmentChangeLoop(PublishSegmentChanges changes) {
    return new BackgroundLoop("segment-change-relay", changes::publishNext, LOOK_FOR_CHANGES);
  }
}
