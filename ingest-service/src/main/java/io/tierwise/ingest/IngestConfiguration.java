package io.tierwise.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.tierwise.contracts.Topics;
import io.tierwise.ingest.validation.EventReader;
import io.tierwise.ingest.validation.ExchangeRates;
import io.tierwise.ingest.validation.ItemReader;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the pure parts together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestProperties.class)
class IngestConfiguration {
  @Bean
  ExchangeRates exchangeRates(
      @Value("${tierwise.base-currency}") String base, IngestProperties properties) {
    return new ExchangeRates(base, properties.currencyRates());
  }

  @Bean
  EventReader eventReader(ExchangeRates rates, IngestProperties properties) {
    return new EventReader(rates, properties.keepIp());
  }

  @Bean
  ItemReader itemReader(ExchangeRates rates) {
    return new ItemReader(rates);
  }

  @Bean
  WriteKeys writeKeys(IngestProperties properties) {
    return new WriteKeys(properties.writeKeys());
  }

  @Bean
  AdmissionGate admissionGate(IngestProperties properties) {
    return new AdmissionGate(
        properties.maxInFlight().toBytes(),
        properties.maxBatch().toBytes(),
        properties.admissionWait());
  }

  @Bean
  Publisher publisher(
      ProducerFactory<String, byte[]> producers,
      IngestProperties properties,
      MeterRegistry meters) {
    return new Publisher(producers::createProducer, properties.ackTimeout(), meters);
  }

  /** Beside the start, which a broker that is away must not delay. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> connection(Publisher publisher) {
    List<String> topics =
        List.of(Topics.BEHAVIOR_EVENTS, Topics.REJECTED_EVENTS, Topics.CATALOG_ITEMS);
    return ready -> Thread.ofVirtual().start(() -> publisher.connect(topics));
  }

  /** Only events: a browser has no business with the catalogue. */
  @Bean
  WebMvcConfigurer browsers(IngestProperties properties) {
    return new WebMvcConfigurer() {
      @Override
      public void addCorsMappings(CorsRegistry registry) {
        for (String path : EventController.PATHS) {
          registry
              .addMapping(path)
              .allowedOrigins(properties.corsOrigins().toArray(String[]::new))
              .allowedMethods("POST")
              .allowedHeaders("*")
              .exposedHeaders("Retry-After", "X-Trace-Id")
              .maxAge(3_600);
        }
      }
    };
  }
}
