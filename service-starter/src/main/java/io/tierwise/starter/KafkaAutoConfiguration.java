package io.tierwise.starter;

import io.micrometer.core.instrument.config.MeterFilter;
import io.tierwise.contracts.Topics;
import io.tierwise.starter.kafka.BrokerHealth;
import io.tierwise.starter.kafka.DeadLetters;
import io.tierwise.starter.kafka.TopicProperties;
import io.tierwise.starter.trace.TraceBatchInterceptor;
import io.tierwise.starter.trouble.TroubleLog;
import java.time.Clock;
import java.util.Objects;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;

/** Topics as the contracts name them, and listeners that wait for a database rather than drop. */
@AutoConfiguration
@EnableConfigurationProperties(TopicProperties.class)
class KafkaAutoConfiguration {
  @Bean
  KafkaAdmin.NewTopics tierwiseTopics(TopicProperties topics) {
    return new KafkaAdmin.NewTopics(
        Topics.ALL.stream().map(name -> topic(name, topics)).toArray(NewTopic[]::new));
  }

  private static NewTopic topic(String name, TopicProperties topics) {
    TopicBuilder builder =
        TopicBuilder.name(name).partitions(topics.partitions()).replicas(topics.replicas());
    if (Topics.COMPACTED.contains(name)) {
      return builder.compact().build();
    }
    long retention = name.equals(Topics.USER_ERASURES) ? -1 : topics.retention().toMillis();
    return builder.config(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention)).build();
  }

  /**
   * Tries a poll again until it succeeds: losing events is worse than waiting, and a listener sends
   * messages that can never succeed to the dead letters itself.
   */
  @Bean
  CommonErrorHandler listenerErrors() {
    ExponentialBackOff backOff = new ExponentialBackOff(200, 1.5);
    backOff.setMaxInterval(5_000);
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            (message, e) -> {
              throw new IllegalStateException("a poll is tried until it succeeds", e);
            },
            backOff);
    handler.setRetryListeners(new FailedPolls());
    return handler;
  }

  /** Kafka's client counts every topic twice, once by a name with underscores, deprecated. */
  @Bean
  MeterFilter topicsByTheirOwnNames() {
    return MeterFilter.deny(
        meter ->
            meter.getName().startsWith("kafka.")
                && Objects.requireNonNullElse(meter.getTag("topic"), "").startsWith("tierwise_"));
  }

  @Bean
  TraceBatchInterceptor traceBatchInterceptor() {
    return new TraceBatchInterceptor();
  }

  @Bean
  DeadLetters deadLetters(
      KafkaTemplate<String, byte[]> kafka,
      Clock clock,
      @Value("${spring.application.name}") String service) {
    return new DeadLetters(kafka, clock, service);
  }

  @Bean(destroyMethod = "close")
  BrokerHealth brokerHealthIndicator(KafkaAdmin admin) {
    return new BrokerHealth(admin);
  }

  /** Says that a poll failed: the handler itself tries again in silence. */
  private static final class FailedPolls implements RetryListener {
    private final TroubleLog trouble =
        new TroubleLog(LoggerFactory.getLogger(FailedPolls.class), "reading of messages");

    @Override
    public void failedDelivery(ConsumerRecord<?, ?> message, @Nullable Exception e, int attempt) {
      trouble.failed(e == null ? new IllegalStateException("unknown cause") : e);
    }

    /** Batch listeners, which are all that the suite has, fail by the poll. */
    @Override
    public void failedDelivery(ConsumerRecords<?, ?> poll, Exception e, int attempt) {
      trouble.failed(e);
    }
  }
}
