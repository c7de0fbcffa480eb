package io.tierwise.segmentation;

import io.tierwise.segmentation.adapter.postgres.JdbcAssignmentOutbox;
import io.tierwise.segmentation.adapter.postgres.JdbcClvFits;
import io.tierwise.segmentation.adapter.postgres.JdbcCustomerFeatures;
import io.tierwise.segmentation.adapter.postgres.JdbcCustomerIds;
import io.tierwise.segmentation.adapter.postgres.JdbcCustomerValues;
import io.tierwise.segmentation.adapter.postgres.JdbcRunComparisons;
import io.tierwise.segmentation.adapter.postgres.JdbcSegmentationRuns;
import io.tierwise.segmentation.adapter.postgres.JdbcTierAssignments;
import io.tierwise.segmentation.adapter.postgres.JdbcTierDirectory;
import io.tierwise.segmentation.adapter.postgres.JpaTierPolicies;
import io.tierwise.segmentation.adapter.postgres.RunAssignmentCopy;
import io.tierwise.segmentation.adapter.postgres.SpringTransactions;
import io.tierwise.segmentation.run.AssignmentOutbox;
import io.tierwise.segmentation.run.CustomerFeatures;
import io.tierwise.segmentation.run.CustomerIds;
import io.tierwise.segmentation.run.RunComparisons;
import io.tierwise.segmentation.run.SegmentationRuns;
import io.tierwise.segmentation.run.TierDirectory;
import io.tierwise.segmentation.run.TierPolicies;
import io.tierwise.segmentation.run.UnitOfWork;
import io.tierwise.segmentation.value.ClvFits;
import io.tierwise.segmentation.value.CustomerValues;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;

/** Ports on PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class PostgresConfiguration {
  @Bean
  UnitOfWork unitOfWork(PlatformTransactionManager transactions) {
    return new SpringTransactions(transactions);
  }

  @Bean
  CustomerFeatures customerFeatures(JdbcClient jdbc, JdbcTemplate template) {
    return new JdbcCustomerFeatures(jdbc, template);
  }

  @Bean
  CustomerIds customerIds(JdbcClient jdbc) {
    return new JdbcCustomerIds(jdbc);
  }

  @Bean
  JdbcTierAssignments tierAssignments(JdbcClient jdbc) {
    return new JdbcTierAssignments(jdbc);
  }

  @Bean
  SegmentationRuns segmentationRuns(
      JdbcClient jdbc,
      JdbcTemplate template,
      UnitOfWork work,
      JdbcTierAssignments assignments,
      RunComparisons comparisons) {
    return new JdbcSegmentationRuns(
        jdbc, new RunAssignmentCopy(template), work, assignments, comparisons);
  }

  @Bean
  TierDirectory tierDirectory(JdbcClient jdbc) {
    return new JdbcTierDirectory(jdbc);
  }

  @Bean
  RunComparisons runComparisons(JdbcClient jdbc) {
    return new JdbcRunComparisons(jdbc);
  }

  @Bean
  AssignmentOutbox assignmentOutbox(JdbcClient jdbc, Clock clock) {
    return new JdbcAssignmentOutbox(jdbc, clock);
  }

  @Bean
  TierPolicies tierPolicies(EntityManagerFactory entities, UnitOfWork work) {
    return new JpaTierPolicies(
        SharedEntityManagerCreator.createSharedEntityManager(entities), work);
  }

  @Bean
  ClvFits clvFits(JdbcClient jdbc) {
    return new JdbcClvFits(jdbc);
  }

  @Bean
  CustomerValues customerValues(JdbcClient jdbc, JdbcTemplate template) {
    return new JdbcCustomerValues(jdbc, template);
  }
}
