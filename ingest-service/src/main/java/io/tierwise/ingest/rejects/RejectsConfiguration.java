package io.tierwise.ingest.rejects;

import io.micrometer.core.instrument.MeterRegistry;
import io.tierwise.ingest.IngestDatabase;
import io.tierwise.ingest.IngestProperties;
import io.tierwise.ingest.KeyedAccess;
import io.tierwise.ingest.Publisher;
import io.tierwise.ingest.WriteKeys;
import io.tierwise.ingest.validation.EventReader;
import io.tierwise.starter.idempotency.IdempotencyFilter;
import io.tierwise.starter.idempotency.IdempotentRequests;
import jakarta.servlet.Filter;
import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Wires what needs the database, none of which the doors know of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RejectsProperties.class)
class RejectsConfiguration {
  /** Nothing at the start, which must not need the database; {@link IngestDatabase} does it. */
  @Bean
  FlywayMigrationStrategy laterMigration() {
    return flyway -> {};
  }

  @Bean
  IngestDatabase ingestDatabase(Flyway flyway) {
    return new IngestDatabase(flyway);
  }

  @Bean
  Rejections rejections(JdbcClient client, JdbcTemplate template) {
    return new Rejections(client, template);
  }

  @Bean
  ReplayJobs replayJobs(
      JdbcClient client, Rejections rejections, TransactionOperations transactions) {
    return new ReplayJobs(client, rejections, transactions);
  }

  @Bean
  Revalidation revalidation(EventReader reader, IngestProperties limits) {
    return new Revalidation(reader, limits);
  }

  @Bean
  ReplayMetrics replayMetrics(MeterRegistry meters) {
    return new ReplayMetrics(meters);
  }

  @Bean
  ReplayOne replayOne(
      Rejections rejections,
      Revalidation revalidation,
      Publisher publisher,
      TransactionOperations transactions,
      ReplayMetrics metrics,
      Clock clock) {
    return new ReplayOne(rejections, revalidation, publisher, transactions, metrics, clock);
  }

  @Bean
  RunReplays runReplays(
      ReplayJobs jobs,
      Revalidation revalidation,
      Publisher publisher,
      ReplayMetrics metrics,
      RejectsProperties properties,
      Clock clock) {
    return new RunReplays(jobs, revalidation, publisher, metrics, properties, clock);
  }

  @Bean
  RejectsWorker rejectsWorker(
      IngestDatabase database,
      KafkaListenerEndpointRegistry listeners,
      RunReplays replays,
      Rejections rejections,
      ReplayJobs jobs,
      RejectsProperties properties,
      Clock clock) {
    return new RejectsWorker(database, listeners, replays, rejections, jobs, properties, clock);
  }

  @Bean
  FilterRegistrationBean<KeyedAccess> rejectsAccess(
      WriteKeys keys, RejectsProperties properties, IngestDatabase database, JsonMapper json) {
    return registered(
        new KeyedAccess(
            keys,
            properties.readers(),
            "This write key may send events, but not see rejected ones",
            database,
            json),
        15);
  }

  /** Here only: an event's own message id is its key, and needs no database. */
  @Bean
  FilterRegistrationBean<IdempotencyFilter> replayIdempotency(JdbcClient jdbc, JsonMapper json) {
    return registered(new IdempotencyFilter(new IdempotentRequests(jdbc), json), 20);
  }

  private static <F extends Filter> FilterRegistrationBean<F> registered(F filter, int order) {
    FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
    registration.addUrlPatterns(RejectedEventController.PATH + "/*", ReplayController.PATH + "/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + order);
    return registration;
  }
}
