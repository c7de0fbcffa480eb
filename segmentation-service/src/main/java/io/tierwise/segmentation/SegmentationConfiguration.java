package io.tierwise.segmentation;

import io.micrometer.core.instrument.MeterRegistry;
import io.tierwise.segmentation.adapter.kafka.ProfileFeaturesListener;
import io.tierwise.segmentation.adapter.kafka.TierAssignmentPublisher;
import io.tierwise.segmentation.adapter.metrics.SegmentationMeters;
import io.tierwise.segmentation.adapter.web.RunEventStreams;
import io.tierwise.segmentation.adapter.worker.BackgroundLoop;
import io.tierwise.segmentation.adapter.worker.LoopSignals;
import io.tierwise.segmentation.clustering.TieringEngine;
import io.tierwise.segmentation.clustering.TieringEngines;
import io.tierwise.segmentation.run.ArchiveRuns;
import io.tierwise.segmentation.run.AssignTier;
import io.tierwise.segmentation.run.AssignmentFeed;
import io.tierwise.segmentation.run.AssignmentOutbox;
import io.tierwise.segmentation.run.CompareRuns;
import io.tierwise.segmentation.run.CreateRun;
import io.tierwise.segmentation.run.CustomerFeatures;
import io.tierwise.segmentation.run.CustomerIds;
import io.tierwise.segmentation.run.DecidePublication;
import io.tierwise.segmentation.run.ExplainTier;
import io.tierwise.segmentation.run.PublishAssignments;
import io.tierwise.segmentation.run.PublishRun;
import io.tierwise.segmentation.run.RunComparisons;
import io.tierwise.segmentation.run.RunDefaults;
import io.tierwise.segmentation.run.RunObserver;
import io.tierwise.segmentation.run.RunSegmentation;
import io.tierwise.segmentation.run.SegmentationRuns;
import io.tierwise.segmentation.run.TierAssignments;
import io.tierwise.segmentation.run.TierDirectory;
import io.tierwise.segmentation.run.TierLabels;
import io.tierwise.segmentation.run.TierPolicies;
import io.tierwise.segmentation.run.UnitOfWork;
import io.tierwise.segmentation.run.ValueKeeper;
import io.tierwise.segmentation.run.ValueKeepers;
import io.tierwise.segmentation.run.WorkSignal;
import io.tierwise.starter.kafka.DeadLetters;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

/** Use cases on their ports. */
@Configuration(proxyBeanMethods = false)
class SegmentationConfiguration {
  private static final Map<String, TieringEngine> ENGINES = TieringEngines.all();
  private static final Duration LOOK_FOR_RUNS = Duration.ofSeconds(2);
  private static final Duration LOOK_FOR_OLD_RUNS = Duration.ofMinutes(10);
  private static final Duration LOOK_FOR_ASSIGNMENTS = Duration.ofSeconds(1);

  /** Longer than a send may take before it fails. */
  private static final Duration RELAY_LEASE = Duration.ofSeconds(13);

  /** Names this process in leases; a restarted one is another. */
  private final String owner = "segmentation-" + UUID.randomUUID();

  @Bean
  RunDefaults runDefaults(
      SegmentationProperties properties, ObjectProvider<BuildProperties> build) {
    BuildProperties built = build.getIfAvailable();
    return new RunDefaults(
        properties.seed(),
        properties.restarts(),
        properties.fitSample(),
        properties.silhouetteSample(),
        properties.maxTiers(),
        properties.maxQueuedRuns(),
        properties.lease(),
        built == null || built.getVersion() == null ? "unpackaged" : built.getVersion());
  }

  @Bean
  CreateRun createRun(
      SegmentationRuns runs,
      CustomerFeatures features,
      TierPolicies policies,
      WorkSignal signal,
      RunDefaults defaults,
      Clock clock) {
    return new CreateRun(runs, features, policies, ENGINES.keySet(), signal, defaults, clock);
  }

  @Bean
  RunSegmentation runSegmentation(
      SegmentationRuns runs,
      CustomerFeatures features,
      TierPolicies policies,
      TierLabels labels,
      RunObserver observer,
      SegmentationProperties properties,
      RunDefaults defaults,
      Clock clock) {
    return new RunSegmentation(
        runs,
        features,
        policies,
        labels,
        ENGINES,
        properties.grid(),
        observer,
        defaults,
        owner,
        clock);
  }

  @Bean
  PublishRun publishRun(
      SegmentationRuns runs,
      CustomerFeatures features,
      TierAssignments assignments,
      UnitOfWork work,
      WorkSignal signal,
      RunObserver observer,
      Clock clock) {
    return new PublishRun(runs, features, assignments, work, signal, observer, clock);
  }

  @Bean
  DecidePublication decidePublication(SegmentationRuns runs, PublishRun publishRun) {
    return new DecidePublication(runs, publishRun);
  }

  @Bean
  AssignTier assignTier(
      CustomerFeatures features,
      CustomerIds ids,
      SegmentationRuns runs,
      TierAssignments assignments,
      List<ValueKeeper> values,
      UnitOfWork work,
      WorkSignal signal,
      RunObserver observer,
      Clock clock) {
    return new AssignTier(
        features, ids, runs, assignments, new ValueKeepers(values), work, signal, observer, clock);
  }

  @Bean(destroyMethod = "close")
  PublishAssignments publishAssignments(
      AssignmentOutbox outbox, AssignmentFeed feed, RunObserver observer) {
    return new PublishAssignments(outbox, feed, observer, owner, RELAY_LEASE);
  }

  @Bean
  CompareRuns compareRuns(SegmentationRuns runs, RunComparisons comparisons) {
    return new CompareRuns(runs, comparisons);
  }

  @Bean
  ExplainTier explainTier(
      SegmentationRuns runs, CustomerFeatures features, CustomerIds ids, TierDirectory directory) {
    return new ExplainTier(runs, features, ids, directory);
  }

  @Bean
  RunObserver runObserver(MeterRegistry meters, SegmentationRuns runs, Clock clock) {
    return new SegmentationMeters(meters, runs, clock);
  }

  @Bean
  BackgroundLoop runLoop(RunSegmentation runs) {
    return new BackgroundLoop("segmentation-runs", runs::runNext, LOOK_FOR_RUNS);
  }

  @Bean
  BackgroundLoop publicationLoop(DecidePublication publications) {
    return new BackgroundLoop("run-publications", publications::decideNext, LOOK_FOR_RUNS);
  }

  @Bean
  BackgroundLoop archiveLoop(
      SegmentationRuns runs,
      TierAssignments assignments,
      UnitOfWork work,
      SegmentationProperties properties) {
    ArchiveRuns archive = new ArchiveRuns(runs, assignments, work, properties.keptRuns());
    return new BackgroundLoop("old-runs", archive::archiveNext, LOOK_FOR_OLD_RUNS);
  }

  @Bean
  BackgroundLoop relayLoop(PublishAssignments assignments) {
    return new BackgroundLoop(
        "tier-assignment-relay", assignments::publishNext, LOOK_FOR_ASSIGNMENTS);
  }

  @Bean
  WorkSignal workSignal(BackgroundLoop runLoop, BackgroundLoop relayLoop) {
    return new LoopSignals(runLoop, relayLoop);
  }

  @Bean(destroyMethod = "close")
  RunEventStreams runEventStreams(SegmentationRuns runs, SegmentationProperties properties) {
    return new RunEventStreams(runs, properties.eventStreams());
  }

  @Bean
  ProfileFeaturesListener profileFeaturesListener(
      AssignTier assignTier, DeadLetters deadLetters, Clock clock, MeterRegistry meters) {
    return new ProfileFeaturesListener(assignTier, deadLetters, clock, meters);
  }

  @Bean
  AssignmentFeed assignmentFeed(KafkaTemplate<String, byte[]> kafka) {
    return new TierAssignmentPublisher(kafka);
  }
}
