package io.tierwise.segmentation;

import io.tierwise.segmentation.adapter.postgres.JdbcAuditedCustomers;
import io.tierwise.segmentation.adapter.postgres.JdbcFairnessAudits;
import io.tierwise.segmentation.adapter.worker.BackgroundLoop;
import io.tierwise.segmentation.clustering.TieringEngines;
import io.tierwise.segmentation.fairness.AuditFairness;
import io.tierwise.segmentation.fairness.AuditedCustomers;
import io.tierwise.segmentation.fairness.FairnessAudits;
import io.tierwise.segmentation.run.RunDefaults;
import io.tierwise.segmentation.run.SegmentationRuns;
import io.tierwise.segmentation.run.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fairness on its ports. */
@Configuration(proxyBeanMethods = false)
class FairnessConfiguration {
  private static final Duration LOOK_FOR_AUDITS = Duration.ofSeconds(1);

  @Bean
  FairnessAudits fairnessAudits(JdbcClient jdbc) {
    return new JdbcFairnessAudits(jdbc);
  }

  @Bean
  AuditedCustomers auditedCustomers(JdbcClient jdbc, UnitOfWork work) {
    return new JdbcAuditedCustomers(jdbc, work);
  }

  @Bean
  AuditFairness auditFairness(
      FairnessAudits audits,
      AuditedCustomers customers,
      SegmentationRuns runs,
      RunDefaults defaults,
      Clock clock) {
    return new AuditFairness(
        audits,
        customers,
        runs,
        TieringEngines.all(),
        defaults,
        "fairness-" + UUID.randomUUID(),
        clock);
  }

  @Bean
  BackgroundLoop fairnessLoop(AuditFairness fairness) {
    return new BackgroundLoop("fairness-audits", fairness::auditNext, LOOK_FOR_AUDITS);
  }
}
