package io.tierwise.profile.adapter.kafka;

import io.tierwise.contracts.Topics;
import io.tierwise.profile.publication.FeatureChannel;
import io.tierwise.profile.publication.ProfileFacts;
import io.tierwise.starter.trace.TraceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.core.JacksonException;

/** Sends features to their compacted topic, and a tombstone for a key that is no user any more. */
public final class KafkaFeatureChannel implements FeatureChannel {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaFeatureChannel.class);
  private static final long BROKER_SECONDS = 30;

  private final KafkaTemplate<String, byte[]> kafka;
  private final LastTraces traces;

  public KafkaFeatureChannel(KafkaTemplate<String, byte[]> kafka, LastTraces traces) {
    this.kafka = kafka;
    this.traces = traces;
  }

  @Override
  public Set<String> send(List<Publication> publications, Instant asOf) {
    Map<String, CompletableFuture<?>> sent = new LinkedHashMap<>();
    for (Publication publication : publications) {
      String userKey = publication.userKey();
      try {
        sent.put(userKey, kafka.send(message(publication, asOf)));
      } catch (JacksonException e) {
        LOG.error("features of one user cannot be written", e);
      } catch (KafkaException e) {
        LOG.warn("the broker does not take features now: {}", e.getMessage());
        break;
      }
    }
    kafka.flush();
    return acknowledged(sent);
  }

  private ProducerRecord<String, byte[]> message(Publication publication, Instant asOf) {
    ProfileFacts facts = publication.facts();
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
            Topics.PROFILE_FEATURES,
            publication.userKey(),
            facts == null ? null : FeaturesJson.of(facts, asOf));
    byte[] trace =
        traces.take(publication.userKey(), facts == null ? List.of() : facts.mergedKeys());
    if (trace != null) {
      message.headers().add(TraceContext.HEADER, trace);
    }
    return message;
  }

  private static Set<String> acknowledged(Map<String, CompletableFuture<?>> sent) {
    Set<String> acknowledged = new HashSet<>();
    List<Throwable> failures = new ArrayList<>();
    sent.forEach(
        (userKey, future) -> {
          try {
            future.get(BROKER_SECONDS, TimeUnit.SECONDS);
            acknowledged.add(userKey);
          } catch (ExecutionException | TimeoutException e) {
            failures.add(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(e);
          }
        });
    if (!failures.isEmpty()) {
      LOG.atWarn()
          .setCause(failures.getFirst())
          .log("{} of {} features were not acknowledged", failures.size(), sent.size());
    }
    return acknowledged;
  }
}
