package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.profile.ProfileFeatures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Where the peers publish features: a topic of their own, with the service's producer settings. */
final class PeerTopic implements AutoCloseable {
  private static final String NAME = "bench-peer-features";
  private static final int PARTITIONS = 6;

  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  private PeerTopic(KafkaProducer<String, byte[]> producer) {
    this.producer = producer;
  }

  /** Makes the topic. */
  static PeerTopic create(String bootstrapServers) throws ExecutionException, InterruptedException {
    Properties admin = new Properties();
    admin.put("bootstrap.servers", bootstrapServers);
    try (Admin broker = Admin.create(admin)) {
      broker.createTopics(List.of(new NewTopic(NAME, PARTITIONS, (short) 1))).all().get();
    }
    return new PeerTopic(
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "compression.type", "lz4",
                "linger.ms", "5",
                "enable.metrics.push", "false"),
            new StringSerializer(),
            new ByteArraySerializer()));
  }

  void send(ProfileFeatures features) {
    producer.send(
        new ProducerRecord<>(NAME, features.userId(), ContractJson.write(features)),
        (metadata, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
  }

  /** Returns when the broker has acknowledged everything. */
  void flush() {
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the broker refused features", failed);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
