package io.tierwise.campaign;

import io.micrometer.core.instrument.MeterRegistry;
import io.tierwise.campaign.adapter.postgres.JdbcChannelDeliveries;
import io.tierwise.campaign.adapter.postgres.JdbcInbox;
import io.tierwise.campaign.adapter.postgres.JdbcMessageLog;
import io.tierwise.campaign.adapter.postgres.JdbcMessages;
import io.tierwise.campaign.adapter.postgres.JdbcOutbox;
import io.tierwise.campaign.adapter.postgres.JdbcRecipients;
import io.tierwise.campaign.adapter.postgres.JdbcTemplates;
import io.tierwise.campaign.adapter.postgres.JdbcUnsubscriptions;
import io.tierwise.campaign.adapter.scheduling.BackgroundLoop;
import io.tierwise.campaign.adapter.scheduling.DeliveryWorker;
import io.tierwise.campaign.adapter.web.SignedLinks;
import io.tierwise.campaign.delivery.BackOff;
import io.tierwise.campaign.delivery.ChannelDeliveries;
import io.tierwise.campaign.delivery.DeliveryCounts;
import io.tierwise.campaign.delivery.Inbox;
import io.tierwise.campaign.delivery.MessageLog;
import io.tierwise.campaign.delivery.MessageState;
import io.tierwise.campaign.delivery.Messages;
import io.tierwise.campaign.delivery.Outbox;
import io.tierwise.campaign.delivery.PreviewTemplate;
import io.tierwise.campaign.delivery.SendGate;
import io.tierwise.campaign.delivery.SendMessages;
import io.tierwise.campaign.delivery.Senders;
import io.tierwise.campaign.delivery.Templates;
import io.tierwise.campaign.delivery.UnsubscribeLinks;
import io.tierwise.campaign.delivery.Unsubscriptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/** Puts the delivery of messages together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliveryProperties.class)
class DeliveryConfiguration {
  /** A channel's rate is let through in fifths of a second, so it is looked at more often. */
  private static final Duration LOOK = Duration.ofMillis(100);

  @Bean
  Messages messages(JdbcClient jdbc, TransactionTemplate transactions) {
    return new JdbcMessages(jdbc, transactions);
  }

  @Bean
  MessageLog messageLog(JdbcClient jdbc, TransactionTemplate transactions) {
    return new JdbcMessageLog(jdbc, transactions);
  }

  @Bean
  Inbox inbox(JdbcClient jdbc) {
    return new JdbcInbox(jdbc);
  }

  @Bean
  ChannelDeliveries channelDeliveries(JdbcClient jdbc) {
    return new JdbcChannelDeliveries(jdbc);
  }

  @Bean
  Templates templates(JdbcClient jdbc) {
    return new JdbcTemplates(jdbc);
  }

  @Bean
  Unsubscriptions unsubscriptions(JdbcClient jdbc, TransactionTemplate transactions) {
    return new JdbcUnsubscriptions(jdbc, transactions);
  }

  @Bean
  UnsubscribeLinks unsubscribeLinks(JdbcClient jdbc, DeliveryProperties properties) {
    return new SignedLinks(
        properties.publicBase(), SingletonSupplier.of(() -> JdbcUnsubscriptions.secret(jdbc)));
  }

  @Bean
  PreviewTemplate previewTemplate(JdbcClient jdbc, UnsubscribeLinks links, Clock clock) {
    return new PreviewTemplate(new JdbcRecipients(jdbc)::find, links, clock);
  }

  @Bean
  Senders senders(
      DeliveryProperties properties,
      KafkaTemplate<String, byte[]> kafka,
      KafkaAdmin admin,
      Clock clock) {
    return new SenderConfiguration(properties, kafka, admin, clock);
  }

  /** A bean of type SendGate, where there is one, decides when messages go out. */
  @Bean
  Outbox outbox(JdbcClient jdbc, TransactionTemplate transactions, ObjectProvider<SendGate> gate) {
    return new JdbcOutbox(jdbc, transactions, gate.getIfAvailable(() -> SendGate.OPEN));
  }

  @Bean
  DeliveryWorker deliveryWorker(
      Outbox outbox,
      Templates templates,
      Senders senders,
      UnsubscribeLinks links,
      DeliveryProperties properties,
      MeterRegistry meters,
      Clock clock) {
    DeliveryCounts counts =
        (channel, state, sinceDue) -> {
          meters
              .counter("tierwise.delivery.attempts", "channel", channel.id(), "outcome", state.id())
              .increment();
          if (state == MessageState.SENT || state == MessageState.DELIVERED) {
            meters.timer("tierwise.delivery.delay", "channel", channel.id()).record(sinceDue);
          }
        };
    SendMessages messages =
        new SendMessages(
            outbox,
            templates,
            senders,
            links,
            new BackOff(
                properties.firstRetry(), properties.longestRetry(), new Random(clock.millis())),
            counts,
            clock,
            properties.batchSize(),
            properties.lease());
    return new DeliveryWorker(outbox, messages, clock);
  }

  @Bean
  BackgroundLoop deliveryLoop(DeliveryWorker worker) {
    return new BackgroundLoop("delivery", worker::lookAround, LOOK);
  }
}
