package io.tierwise.campaign;

import io.micrometer.core.instrument.MeterRegistry;
import io.tierwise.campaign.adapter.kafka.BehaviorEventsListener;
import io.tierwise.campaign.adapter.kafka.ContactPublisher;
import io.tierwise.campaign.adapter.kafka.JourneyEvents;
import io.tierwise.campaign.adapter.kafka.MemberListener;
import io.tierwise.campaign.adapter.postgres.JdbcAllocationRuns;
import io.tierwise.campaign.adapter.postgres.JdbcContactHistory;
import io.tierwise.campaign.adapter.postgres.JdbcContacts;
import io.tierwise.campaign.adapter.postgres.JdbcCoupons;
import io.tierwise.campaign.adapter.postgres.JdbcExperiments;
import io.tierwise.campaign.adapter.postgres.JdbcMemberStates;
import io.tierwise.campaign.adapter.postgres.JdbcMembers;
import io.tierwise.campaign.adapter.postgres.JdbcOutcomes;
import io.tierwise.campaign.adapter.postgres.JdbcPeriodSpend;
import io.tierwise.campaign.adapter.postgres.JdbcPersons;
import io.tierwise.campaign.adapter.postgres.JdbcRandomisedOutcomes;
import io.tierwise.campaign.adapter.postgres.JdbcRandomisedUnits;
import io.tierwise.campaign.adapter.postgres.JdbcResponseHistory;
import io.tierwise.campaign.adapter.postgres.JpaCampaigns;
import io.tierwise.campaign.adapter.rest.RestAffinities;
import io.tierwise.campaign.adapter.scheduling.AllocationWorker;
import io.tierwise.campaign.adapter.scheduling.BackgroundLoop;
import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.audience.Persons;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.coupon.Coupons;
import io.tierwise.campaign.decision.CurrentModel;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.journey.FollowMembers;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.loyalty.Ledgers;
import io.tierwise.campaign.outcome.Outcomes;
import io.tierwise.campaign.pressure.ContactPolicies;
import io.tierwise.campaign.pressure.ContactPressure;
import io.tierwise.campaign.response.DescribeResponses;
import io.tierwise.campaign.response.RandomisedOutcomes;
import io.tierwise.campaign.response.ResponsePrior;
import io.tierwise.campaign.run.AllocationRuns;
import io.tierwise.campaign.run.ContactHistory;
import io.tierwise.campaign.run.RunAllocation;
import io.tierwise.campaign.run.SubmitAllocation;
import io.tierwise.campaign.trial.Experiments;
import io.tierwise.campaign.trial.ManageExperiments;
import io.tierwise.campaign.trial.ReportGlobalHoldout;
import io.tierwise.campaign.trial.WatchExperiments;
import io.tierwise.campaign.uplift.ReportUplift;
import io.tierwise.starter.kafka.DeadLetters;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts use cases and adapters together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CampaignProperties.class, RecommendProperties.class})
class CampaignConfiguration {
  private static final int DATABASE_SECONDS = 60;
  private static final Duration EXPERIMENTS_LOOKED_AT_EVERY = Duration.ofSeconds(30);

  @Bean
  ResponsePrior responsePrior(CampaignProperties properties) {
    return new ResponsePrior(properties.priorResponseRate(), properties.priorStrength());
  }

  @Bean
  TransactionTemplate transactions(PlatformTransactionManager manager) {
    TransactionTemplate template = new TransactionTemplate(manager);
    template.setTimeout(DATABASE_SECONDS);
    return template;
  }

  @Bean
  Campaigns campaigns(
      EntityManagerFactory entities, JdbcClient jdbc, TransactionTemplate transactions) {
    return new JpaCampaigns(
        SharedEntityManagerCreator.createSharedEntityManager(entities), jdbc, transactions);
  }

  @Bean
  Members members(DataSource dataSource, PlatformTransactionManager manager, Clock clock) {
    return new JdbcMembers(dataSource, readOnly(manager), clock);
  }

  private static TransactionTemplate readOnly(PlatformTransactionManager manager) {
    TransactionTemplate readOnly = new TransactionTemplate(manager);
    readOnly.setReadOnly(true);
    readOnly.setTimeout(DATABASE_SECONDS);
    return readOnly;
  }

  @Bean
  Persons persons(JdbcClient jdbc, TransactionTemplate transactions) {
    return new JdbcPersons(jdbc, transactions);
  }

  @Bean
  Contacts contacts(JdbcClient jdbc, TransactionTemplate transactions) {
    return new JdbcContacts(jdbc, transactions);
  }

  @Bean
  Outcomes outcomes(
      JdbcClient jdbc, TransactionTemplate transactions, CampaignProperties properties) {
    return new JdbcOutcomes(jdbc, transactions, properties.attributionWindow());
  }

  @Bean
  Coupons coupons(JdbcClient jdbc, TransactionTemplate transactions) {
    return new JdbcCoupons(jdbc, transactions);
  }

  @Bean
  AllocationRuns allocationRuns(JdbcClient jdbc, TransactionTemplate transactions) {
    return new JdbcAllocationRuns(jdbc, transactions);
  }

  @Bean
  RandomisedOutcomes randomisedOutcomes(JdbcClient jdbc, CampaignProperties properties) {
    return new JdbcRandomisedOutcomes(jdbc, properties.attributionWindow());
  }

  @Bean
  DescribeResponses describeResponses(
      Outcomes outcomes,
      JdbcClient jdbc,
      ResponsePrior prior,
      CampaignProperties properties,
      Clock clock) {
    Duration window = properties.attributionWindow();
    return new DescribeResponses(
        outcomes, new JdbcResponseHistory(jdbc, window), prior, window, clock);
  }

  @Bean
  ReportUplift reportUplift(JdbcClient jdbc, CampaignProperties properties, Clock clock) {
    return new ReportUplift(new JdbcRandomisedUnits(jdbc, properties.attributionWindow()), clock);
  }

  @Bean
  HoldoutAssignment nobody(CampaignProperties properties) {
    return new HoldoutAssignment("global-holdout", properties.globalHoldoutShare());
  }

  @Bean
  ReportGlobalHoldout reportGlobalHoldout(
      HoldoutAssignment nobody, DataSource dataSource, PlatformTransactionManager manager) {
    return new ReportGlobalHoldout(nobody, new JdbcPeriodSpend(dataSource, readOnly(manager)));
  }

  @Bean
  Experiments experiments(JdbcClient jdbc, TransactionTemplate transactions) {
    return new JdbcExperiments(jdbc, transactions);
  }

  @Bean
  ManageExperiments manageExperiments(Experiments experiments, Persons persons, Clock clock) {
    return new ManageExperiments(experiments, persons, clock);
  }

  @Bean
  BackgroundLoop experimentLoop(Experiments experiments, Clock clock) {
    WatchExperiments watch = new WatchExperiments(experiments, clock);
    return new BackgroundLoop(
        "experiments",
        () -> {
          watch.lookAtAll();
          return false;
        },
        EXPERIMENTS_LOOKED_AT_EVERY);
  }

  @Bean
  ContactHistory contactHistory(JdbcClient jdbc) {
    return new JdbcContactHistory(jdbc);
  }

  @Bean
  SubmitAllocation submitAllocation(AllocationRuns runs, Clock clock) {
    return new SubmitAllocation(runs, clock);
  }

  @Bean
  RunAllocation runAllocation(
      Campaigns campaigns,
      Members members,
      Contacts contacts,
      Outcomes outcomes,
      AllocationRuns runs,
      ContactHistory history,
      ContactPolicies policies,
      ContactPressure pressure,
      RandomisedOutcomes randomised,
      HoldoutAssignment nobody,
      ResponsePrior prior,
      RecommendProperties recommend,
      Clock clock) {
    RestAffinities affinities =
        new RestAffinities(
            recommend.url().toString(),
            recommend.connectTimeout(),
            recommend.batchTimeout(),
            Duration.ZERO,
            clock);
    return new RunAllocation(
        campaigns,
        members,
        contacts,
        outcomes,
        affinities,
        runs,
        history,
        policies,
        pressure,
        randomised,
        nobody,
        prior,
        clock);
  }

  @Bean
  MemberListener memberListener(
      JdbcClient jdbc, Persons persons, FollowMembers journeys, DeadLetters deadLetters) {
    return new MemberListener(new JdbcMemberStates(jdbc), persons, journeys, deadLetters);
  }

  @Bean
  BehaviorEventsListener behaviorEventsListener(
      Outcomes outcomes,
      Coupons coupons,
      Ledgers ledgers,
      JourneyEvents journeys,
      DeadLetters deadLetters,
      Clock clock,
      MeterRegistry meters) {
    return new BehaviorEventsListener(
        outcomes, coupons, ledgers, journeys, deadLetters, clock, meters);
  }

  @Bean
  BackgroundLoop allocationLoop(
      RunAllocation allocations, CurrentModel model, MeterRegistry meters) {
    AllocationWorker worker = new AllocationWorker(allocations, model, meters);
    return new BackgroundLoop("allocations", worker::workOnce, Duration.ofMillis(250));
  }

  @Bean
  BackgroundLoop contactLoop(Contacts contacts, KafkaTemplate<String, byte[]> kafka, Clock clock) {
    ContactPublisher publisher = new ContactPublisher(contacts, kafka, clock);
    return new BackgroundLoop("contact-publisher", publisher::publishSome, Duration.ofMillis(250));
  }
}
