package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.analysis.BehaviorAnalysis;
import io.tierwise.profile.analysis.Visits;
import io.tierwise.profile.fold.Formula;
import io.tierwise.profile.history.Baselines;
import io.tierwise.profile.history.IdentityLinks;
import io.tierwise.profile.history.LedgerMonths;
import io.tierwise.profile.history.Orders;
import io.tierwise.profile.history.Sessions;
import io.tierwise.profile.history.Transactions;
import io.tierwise.profile.lookup.IdentityArchive;
import io.tierwise.profile.lookup.ProfileCatalog;
import io.tierwise.profile.quality.RejectionTally;
import io.tierwise.profile.quality.TrafficRules;
import io.tierwise.profile.standing.Standings;
import io.tierwise.profile.trait.TraitSample;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ports that PostgreSQL stands behind. */
@Configuration(proxyBeanMethods = false)
public class PostgresConfiguration {
  private static final int TRANSACTION_SECONDS = 60;
  private static final int SCAN_SECONDS = 3_600;

  private static TransactionTemplate transaction(PlatformTransactionManager manager) {
    TransactionTemplate transaction = new TransactionTemplate(manager);
    transaction.setTimeout(TRANSACTION_SECONDS);
    return transaction;
  }

  @Bean
  LedgerPartitions ledgerPartitions(
      JdbcTemplate jdbc, PlatformTransactionManager manager, Clock clock) {
    return new LedgerPartitions(jdbc, transaction(manager), clock);
  }

  @Bean
  LedgerMonths ledgerMonths(JdbcTemplate jdbc, LedgerPartitions partitions) {
    return new JdbcLedgerMonths(jdbc, partitions);
  }

  @Bean
  Baselines baselines(JdbcTemplate jdbc) {
    return new JdbcBaselines(jdbc);
  }

  @Bean
  JdbcLedger ledger(
      JdbcTemplate jdbc,
      LedgerPartitions partitions,
      PlatformTransactionManager manager,
      TrafficRules rules,
      JdbcItemCatalogue catalogue,
      Clock clock) {
    JdbcFacts facts =
        new JdbcFacts(jdbc, new FactLabels(jdbc, transaction(manager)), rules, catalogue, clock);
    return new JdbcLedger(jdbc, partitions, facts);
  }

  @Bean
  ProfileRows profileRows() {
    return new ProfileRows(new ProfileStateFormat());
  }

  @Bean
  JdbcProfiles profiles(JdbcTemplate jdbc, ProfileRows rows) {
    return new JdbcProfiles(jdbc, rows);
  }

  @Bean
  Orders orders(JdbcTemplate jdbc) {
    return new JdbcOrders(jdbc);
  }

  @Bean
  Sessions sessions(JdbcTemplate jdbc) {
    return new JdbcSessions(jdbc);
  }

  @Bean
  IdentityLinks identityLinks(JdbcTemplate jdbc) {
    return new JdbcIdentityLinks(jdbc);
  }

  @Bean
  Transactions transactions(PlatformTransactionManager manager) {
    return new JdbcTransactions(transaction(manager));
  }

  @Bean
  JdbcPublications publications(JdbcTemplate jdbc, JdbcProfiles profiles, ProfileRows rows) {
    return new JdbcPublications(jdbc, profiles, rows);
  }

  @Bean
  JdbcTags tags(JdbcTemplate jdbc) {
    return new JdbcTags(jdbc);
  }

  @Bean
  Standings standings(JdbcTemplate jdbc) {
    return new JdbcStandings(jdbc);
  }

  @Bean
  TraitSample traitSample(JdbcTemplate jdbc, PlatformTransactionManager manager) {
    return new JdbcTraitSample(jdbc, transaction(manager));
  }

  @Bean
  ProfileCatalog profileCatalog(
      JdbcTemplate jdbc,
      JdbcProfiles profiles,
      ProfileRows rows,
      JdbcTags tags,
      PlatformTransactionManager manager) {
    TransactionTemplate scans = new TransactionTemplate(manager);
    scans.setReadOnly(true);
    scans.setTimeout(SCAN_SECONDS);
    return new JdbcProfileCatalog(jdbc, profiles, rows, tags, scans);
  }

  @Bean
  IdentityArchive identityArchive(JdbcTemplate jdbc) {
    return new JdbcIdentityArchive(jdbc);
  }

  @Bean
  BehaviorAnalysis behaviorAnalysis(
      JdbcTemplate jdbc, PlatformTransactionManager manager, JdbcTags tags, Formula formula) {
    AnalysisQueries queries = new AnalysisQueries(jdbc, manager);
    return new JdbcAnalysis(
        queries, tags, new JdbcPaths(queries, tags, formula.sessionGap()), formula);
  }

  @Bean
  Visits visits(JdbcTemplate jdbc, PlatformTransactionManager manager, Formula formula) {
    return new JdbcVisits(jdbc, transaction(manager), formula.sessionGap());
  }

  @Bean
  JdbcSuspects suspects(JdbcTemplate jdbc, JdbcPublications publications, Clock clock) {
    return new JdbcSuspects(jdbc, publications, clock);
  }

  @Bean
  JdbcQuality dataQuality(
      JdbcTemplate jdbc, PlatformTransactionManager manager, JdbcSuspects suspects, Clock clock) {
    return new JdbcQuality(
        jdbc, new AnalysisQueries(jdbc, manager), suspects, transaction(manager), clock);
  }

  @Bean
  JdbcItemCatalogue itemCatalogue(JdbcTemplate jdbc) {
    return new JdbcItemCatalogue(jdbc);
  }

  @Bean
  RejectionTally rejectionTally(JdbcTemplate jdbc, PlatformTransactionManager manager) {
    return new JdbcRejectionTally(jdbc, transaction(manager));
  }

  @Bean
  PublicationGauges publicationGauges(JdbcPublications publications, Clock clock) {
    return new PublicationGauges(publications, clock);
  }
}
