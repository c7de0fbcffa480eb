package io.tierwise.testing;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** One real broker for a test run. */
public final class TestKafka {
  private static @Nullable EmbeddedKafkaBroker broker;

  public static synchronized String bootstrapServers() {
    if (broker == null) {
      EmbeddedKafkaKraftBroker started = new EmbeddedKafkaKraftBroker(1, 3);
      started.adminTimeout(60);
      started.brokerProperties(
          Map.of(
              "auto.create.topics.enable", "false",
              "group.initial.rebalance.delay.ms", "0",
              "offsets.topic.num.partitions", "3"));
      started.afterPropertiesSet();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
      broker = started;
    }
    return broker.getBrokersAsString();
  }

  private TestKafka() {}
}
