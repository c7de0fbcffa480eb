package io.tierwise.segmentation;

import io.tierwise.segmentation.adapter.postgres.JdbcDailySales;
import io.tierwise.segmentation.adapter.postgres.JdbcReportFigures;
import io.tierwise.segmentation.fairness.FairnessAudits;
import io.tierwise.segmentation.forecast.DailySales;
import io.tierwise.segmentation.forecast.MakeForecast;
import io.tierwise.segmentation.propensity.PropensityModels;
import io.tierwise.segmentation.report.ReportFigures;
import io.tierwise.segmentation.report.RunReport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forecasts and reports on their ports. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {
  @Bean
  ReportFigures reportFigures(JdbcClient jdbc) {
    return new JdbcReportFigures(jdbc);
  }

  @Bean
  DailySales dailySales(JdbcClient jdbc) {
    return new JdbcDailySales(jdbc);
  }

  @Bean
  MakeForecast makeForecast(DailySales sales) {
    return new MakeForecast(sales);
  }

  @Bean
  RunReport runReport(
      ReportFigures figures,
      FairnessAudits audits,
      DailySales sales,
      PropensityModels models,
      SegmentationProperties properties,
      @Value("${tierwise.base-currency}") String currency) {
    return new RunReport(figures, audits, sales, models, properties.grid(), currency);
  }
}
