package io.tierwise.campaign;

import io.tierwise.campaign.adapter.kafka.CatalogListener;
import io.tierwise.campaign.adapter.kafka.ErasureListener;
import io.tierwise.campaign.adapter.kafka.JourneyEvents;
import io.tierwise.campaign.adapter.kafka.KafkaHistory;
import io.tierwise.campaign.adapter.kafka.SegmentListener;
import io.tierwise.campaign.adapter.postgres.JdbcAudienceStates;
import io.tierwise.campaign.adapter.postgres.JdbcEnrolments;
import io.tierwise.campaign.adapter.postgres.JdbcItems;
import io.tierwise.campaign.adapter.postgres.JdbcJourneyFigures;
import io.tierwise.campaign.adapter.postgres.JdbcJourneys;
import io.tierwise.campaign.adapter.scheduling.BackgroundLoop;
import io.tierwise.campaign.adapter.web.JourneyJson;
import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.delivery.Messages;
import io.tierwise.campaign.delivery.Templates;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.journey.CurrentBook;
import io.tierwise.campaign.journey.DryRun;
import io.tierwise.campaign.journey.Enrolments;
import io.tierwise.campaign.journey.FollowEvents;
import io.tierwise.campaign.journey.FollowItems;
import io.tierwise.campaign.journey.FollowMembers;
import io.tierwise.campaign.journey.JourneyReader;
import io.tierwise.campaign.journey.Journeys;
import io.tierwise.campaign.journey.LookAtDue;
import io.tierwise.campaign.journey.ManageJourneys;
import io.tierwise.campaign.journey.ReportJourney;
import io.tierwise.campaign.journey.SweepMembers;
import io.tierwise.starter.kafka.DeadLetters;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts journeys together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JourneyProperties.class)
class JourneyConfiguration {
  private static final Duration LONGEST_READING = Duration.ofSeconds(20);

  /** Of a dry run, which holds them in memory. */
  private static final long MOST_EVENTS = 150_000;

  @Bean
  JsonMapperBuilderCustomizer journeyJson() {
    return JourneyJson::customize;
  }

  @Bean
  Journeys journeys(JdbcClient jdbc, TransactionTemplate transactions) {
    return new JdbcJourneys(jdbc, transactions);
  }

  @Bean
  CurrentBook currentBook(Journeys journeys) {
    return new CurrentBook(journeys);
  }

  @Bean
  ManageJourneys manageJourneys(Journeys journeys, Clock clock) {
    return new ManageJourneys(journeys, clock);
  }

  @Bean
  JourneyReader journeyReader(Templates templates) {
    return new JourneyReader(name -> templates.find(name).isPresent());
  }

  @Bean
  Enrolments enrolments(JdbcClient jdbc, TransactionTemplate transactions, Messages messages) {
    return new JdbcEnrolments(jdbc, transactions, messages);
  }

  @Bean
  JourneyEvents journeyEvents(
      CurrentBook books, Enrolments enrolments, JourneyProperties properties, Clock clock) {
    return new JourneyEvents(
        new FollowEvents(books, enrolments, clock, properties.settle(), properties.latest()));
  }

  @Bean
  FollowMembers followMembers(
      CurrentBook books, Enrolments enrolments, JourneyProperties properties, Clock clock) {
    return new FollowMembers(books, enrolments, clock, properties.settle(), properties.latest());
  }

  @Bean
  SegmentListener segmentListener(
      JdbcClient jdbc, FollowMembers journeys, DeadLetters deadLetters) {
    return new SegmentListener(new JdbcAudienceStates(jdbc), journeys, deadLetters);
  }

  @Bean
  CatalogListener catalogListener(
      CurrentBook books,
      Enrolments enrolments,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      JourneyProperties properties,
      DeadLetters deadLetters,
      Clock clock) {
    return new CatalogListener(
        new FollowItems(
            books, new JdbcItems(jdbc, transactions), enrolments, clock, properties.latest()),
        deadLetters);
  }

  @Bean
  ErasureListener erasureListener(Enrolments enrolments, DeadLetters deadLetters) {
    return new ErasureListener(enrolments, deadLetters);
  }

  @Bean
  LookAtDue lookAtDue(
      CurrentBook books,
      Enrolments enrolments,
      Members members,
      HoldoutAssignment nobody,
      JourneyProperties properties,
      Clock clock) {
    return new LookAtDue(books, enrolments, members, nobody, clock, properties.batch());
  }

  @Bean
  BackgroundLoop journeyLoop(LookAtDue look, JourneyProperties properties) {
    return new BackgroundLoop("journeys", look::lookOnce, properties.pollInterval());
  }

  @Bean
  SweepMembers sweepMembers(
      CurrentBook books,
      Members members,
      Enrolments enrolments,
      JourneyProperties properties,
      Clock clock) {
    return new SweepMembers(books, members, enrolments, clock, properties.latest().multipliedBy(2));
  }

  @Bean
  BackgroundLoop journeySweepLoop(
      SweepMembers sweep, Enrolments enrolments, JourneyProperties properties, Clock clock) {
    return new BackgroundLoop(
        "journey-sweep",
        () -> {
          sweep.sweep();
          enrolments.forgetEvents(clock.instant().minus(properties.keepEvents()));
          return false;
        },
        properties.sweepEvery());
  }

  @Bean
  DryRun dryRun(
      ConsumerFactory<String, byte[]> consumers,
      Enrolments enrolments,
      Members members,
      Clock clock) {
    return new DryRun(
        new KafkaHistory(consumers, clock, LONGEST_READING, MOST_EVENTS), enrolments, members);
  }

  @Bean
  ReportJourney reportJourney(Journeys journeys, JdbcClient jdbc) {
    return new ReportJourney(journeys, new JdbcJourneyFigures(jdbc));
  }
}
