package io.tierwise.ingest.imports;

import io.tierwise.ingest.IngestDatabase;
import io.tierwise.ingest.IngestMetrics;
import io.tierwise.ingest.IngestProperties;
import io.tierwise.ingest.KeyedAccess;
import io.tierwise.ingest.Publisher;
import io.tierwise.ingest.WriteKeys;
import io.tierwise.ingest.validation.EventLimits;
import io.tierwise.ingest.validation.EventReader;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires what takes in files. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportsProperties.class)
class ImportsConfiguration {
  @Bean
  ImportJobs importJobs(JdbcClient jdbc) {
    return new ImportJobs(jdbc);
  }

  @Bean
  Spool spool(ImportsProperties properties) {
    return new Spool(properties.folder(), properties.maxSize().toBytes());
  }

  @Bean
  RunImports runImports(
      ImportJobs jobs,
      Spool spool,
      EventReader reader,
      Publisher publisher,
      IngestMetrics metrics,
      ImportsProperties properties,
      IngestProperties limits,
      Clock clock) {
    return new RunImports(
        jobs,
        spool,
        reader,
        publisher,
        metrics,
        properties,
        EventLimits.ofBytes(maxRecord(limits)),
        clock);
  }

  @Bean
  ImportsWorker importsWorker(
      IngestDatabase database,
      RunImports imports,
      ImportJobs jobs,
      Spool spool,
      ImportsProperties properties,
      Clock clock) {
    return new ImportsWorker(database, imports, jobs, spool, properties, clock);
  }

  @Bean
  ReceiveImport receiveImport(
      ImportJobs jobs,
      Spool spool,
      ImportsWorker worker,
      ImportsProperties properties,
      IngestProperties limits,
      Clock clock) {
    return new ReceiveImport(jobs, spool, worker, properties, maxRecord(limits), clock);
  }

  @Bean
  CancelImport cancelImport(ImportJobs jobs, Spool spool, Clock clock) {
    return new CancelImport(jobs, spool, clock);
  }

  @Bean
  ImportStreams importStreams(ImportJobs jobs) {
    return new ImportStreams(jobs);
  }

  private static int maxRecord(IngestProperties limits) {
    return Math.toIntExact(limits.maxImportEvent().toBytes());
  }

  @Bean
  FilterRegistrationBean<KeyedAccess> importsAccess(
      WriteKeys keys, ImportsProperties properties, IngestDatabase database, JsonMapper json) {
    FilterRegistrationBean<KeyedAccess> registration =
        new FilterRegistrationBean<>(
            new KeyedAccess(
                keys,
                properties.writers(),
                "This write key may send events, but not import files",
                database,
                json));
    registration.addUrlPatterns(ImportController.PATH, ImportController.PATH + "/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 15);
    return registration;
  }
}
