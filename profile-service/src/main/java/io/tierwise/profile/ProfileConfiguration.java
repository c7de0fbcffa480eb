package io.tierwise.profile;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tierwise.profile.adapter.contract.BehaviorEventFormat;
import io.tierwise.profile.adapter.kafka.BehaviorEventsListener;
import io.tierwise.profile.adapter.kafka.Inflow;
import io.tierwise.profile.adapter.kafka.KafkaFeatureChannel;
import io.tierwise.profile.adapter.kafka.LastTraces;
import io.tierwise.profile.adapter.kafka.PublicationSchedule;
import io.tierwise.profile.adapter.kafka.StandingsListener;
import io.tierwise.profile.adapter.metrics.MeteredFold;
import io.tierwise.profile.adapter.schedule.RefoldSchedule;
import io.tierwise.profile.adapter.schedule.RetirementSchedule;
import io.tierwise.profile.adapter.web.ProfileAnswers;
import io.tierwise.profile.explain.ExplainProfile;
import io.tierwise.profile.fold.Formula;
import io.tierwise.profile.history.Baselines;
import io.tierwise.profile.history.DecideIdentity;
import io.tierwise.profile.history.EventFormat;
import io.tierwise.profile.history.FoldEvents;
import io.tierwise.profile.history.FoldMetrics;
import io.tierwise.profile.history.HistoryWriter;
import io.tierwise.profile.history.IdentityLinks;
import io.tierwise.profile.history.Ledger;
import io.tierwise.profile.history.LedgerMonths;
import io.tierwise.profile.history.Orders;
import io.tierwise.profile.history.OutdatedProfiles;
import io.tierwise.profile.history.ProfileWriter;
import io.tierwise.profile.history.Profiles;
import io.tierwise.profile.history.RecomputeProfile;
import io.tierwise.profile.history.RefoldProfiles;
import io.tierwise.profile.history.RetireLedger;
import io.tierwise.profile.history.Sessions;
import io.tierwise.profile.history.Transactions;
import io.tierwise.profile.lookup.ExportProfiles;
import io.tierwise.profile.lookup.IdentityArchive;
import io.tierwise.profile.lookup.ProfileCatalog;
import io.tierwise.profile.lookup.ReadIdentity;
import io.tierwise.profile.lookup.ReadProfiles;
import io.tierwise.profile.publication.FeatureChannel;
import io.tierwise.profile.publication.PendingPublications;
import io.tierwise.profile.publication.PublishFeatures;
import io.tierwise.profile.publication.SuspectedUsers;
import io.tierwise.profile.quality.QualityTally;
import io.tierwise.profile.quality.TalliedFold;
import io.tierwise.profile.standing.Standings;
import io.tierwise.starter.kafka.DeadLetters;
import io.tierwise.starter.trouble.TroubleLog;
import java.time.Clock;
import java.util.Set;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Puts the use cases together. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(ProfileProperties.class)
class ProfileConfiguration {
  private static final int EXPORTED_AT_A_TIME = 500;

  @Bean
  Formula formula(ProfileProperties properties) {
    return properties.formula();
  }

  @Bean
  EventFormat eventFormat() {
    return new BehaviorEventFormat();
  }

  @Bean
  FoldMetrics foldMetrics(MeterRegistry meters, QualityTally tally) {
    return new TalliedFold(new MeteredFold(meters), tally);
  }

  @Bean
  ProfileWriter profileWriter(
      Profiles profiles, Orders orders, Sessions sessions, Formula formula, Clock clock) {
    return new ProfileWriter(profiles, orders, sessions, formula, clock);
  }

  @Bean
  HistoryWriter historyWriter(
      EventFormat format,
      Ledger ledger,
      Baselines baselines,
      Profiles profiles,
      IdentityLinks links,
      ProfileWriter writer,
      Formula formula,
      FoldMetrics metrics,
      Clock clock) {
    return new HistoryWriter(
        format, ledger, baselines, profiles, links, writer, formula, metrics, clock);
  }

  @Bean
  RetireLedger retireLedger(
      Transactions transactions,
      Profiles profiles,
      LedgerMonths months,
      Baselines baselines,
      EventFormat format,
      Formula formula,
      ProfileProperties properties,
      MeterRegistry meters,
      Clock clock) {
    Counter retired =
        Counter.builder("tierwise.profile.ledger.retired")
            .description("Events that were folded into baselines and left the ledger")
            .register(meters);
    return new RetireLedger(
        transactions,
        profiles,
        months,
        baselines,
        format,
        formula,
        properties.ledger().retention(),
        retired::increment,
        clock);
  }

  @Bean
  RetirementSchedule retirementSchedule(RetireLedger retire) {
    return new RetirementSchedule(retire);
  }

  @Bean
  FoldEvents foldEvents(
      EventFormat format,
      Ledger ledger,
      Transactions transactions,
      HistoryWriter writer,
      FoldMetrics metrics) {
    return new FoldEvents(format, ledger, transactions, writer, metrics);
  }

  @Bean
  RecomputeProfile recomputeProfile(
      Transactions transactions, Profiles profiles, HistoryWriter writer) {
    return new RecomputeProfile(transactions, profiles, writer);
  }

  @Bean
  DecideIdentity decideIdentity(
      Transactions transactions, Profiles profiles, HistoryWriter writer) {
    return new DecideIdentity(transactions, profiles, writer);
  }

  @Bean
  Inflow inflow() {
    return new Inflow();
  }

  @Bean
  LastTraces lastTraces() {
    return new LastTraces();
  }

  @Bean
  BehaviorEventsListener behaviorEventsListener(
      FoldEvents foldEvents, DeadLetters deadLetters, Inflow inflow, LastTraces traces) {
    return new BehaviorEventsListener(foldEvents, deadLetters, inflow, traces);
  }

  @Bean
  StandingsListener standingsListener(Standings standings) {
    return new StandingsListener(standings);
  }

  @Bean
  FeatureChannel featureChannel(KafkaTemplate<String, byte[]> kafka, LastTraces traces) {
    return new KafkaFeatureChannel(kafka, traces);
  }

  @Bean
  PublishFeatures publishFeatures(
      PendingPublications pending,
      FeatureChannel channel,
      SuspectedUsers suspects,
      ProfileProperties properties,
      @Value("${tierwise.profile.suspects.published:false}") boolean suspectsPublished,
      Clock clock) {
    return new PublishFeatures(
        pending,
        channel,
        suspectsPublished ? keys -> Set.of() : suspects,
        properties.publication().pace(),
        clock);
  }

  @Bean
  PublicationSchedule publicationSchedule(PublishFeatures publishFeatures, Inflow inflow) {
    return new PublicationSchedule(publishFeatures, inflow);
  }

  @Bean
  ReadProfiles readProfiles(ProfileCatalog catalog) {
    return new ReadProfiles(catalog);
  }

  @Bean
  ReadIdentity readIdentity(IdentityArchive archive) {
    return new ReadIdentity(archive);
  }

  @Bean
  RefoldProfiles refoldProfiles(
      OutdatedProfiles profiles, RecomputeProfile recompute, Formula formula) {
    return new RefoldProfiles(profiles, recompute, formula);
  }

  @Bean
  RefoldSchedule refoldSchedule(RefoldProfiles refoldProfiles) {
    return new RefoldSchedule(refoldProfiles);
  }

  @Bean
  ExplainProfile explainProfile(
      ProfileCatalog catalog, EventFormat format, Formula formula, Clock clock) {
    return new ExplainProfile(catalog, format, formula, clock);
  }

  @Bean
  SimpleAsyncTaskSchedulerCustomizer backgroundErrors() {
    TroubleLog trouble =
        new TroubleLog(LoggerFactory.getLogger(ProfileConfiguration.class), "background work");
    return scheduler -> scheduler.setErrorHandler(trouble::failed);
  }

  @Bean
  ExportProfiles exportProfiles(ProfileCatalog catalog, ReadProfiles profiles) {
    return new ExportProfiles(catalog, profiles, EXPORTED_AT_A_TIME);
  }

  @Bean
  ProfileAnswers profileAnswers(@Value("${tierwise.base-currency}") String currency, Clock clock) {
    return new ProfileAnswers(currency, clock);
  }
}
