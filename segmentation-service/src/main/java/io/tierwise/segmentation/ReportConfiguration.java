package io.tierwise.segmentation;

import io.tierwise.segmentation.adapter.postgres.JdbcReportFigures;
import io.tierwise.segmentation.fairness.FairnessAudits;
import io.tierwise.segmentation.report.ReportFigures;
import io.tierwise.segmentation.report.RunReport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reports on their ports. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {
  @Bean
  ReportFigures reportFigures(JdbcClient jdbc) {
    return new JdbcReportFigures(jdbc);
  }

  @Bean
  RunReport runReport(
      ReportFigures figures,
      FairnessAudits audits,
      SegmentationProperties properties,
      @Value("${tierwise.base-currency}") String currency) {
    return new RunReport(figures, audits, properties.grid(), currency);
  }
}
