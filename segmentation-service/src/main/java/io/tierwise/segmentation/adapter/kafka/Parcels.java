package io.tierwise.segmentation.adapter.kafka;

import io.tierwise.starter.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends what waited in an outbox, and returns when the broker has all of it. */
record Parcels(KafkaTemplate<String, byte[]> kafka, String topic) {
  /** A little more than the producer's own limit, so that nothing is on its way any more. */
  private static final long TIMEOUT_SECONDS = 11;

  /**
   * @param value no value takes the key from the topic
   * @param trace under which the entry came to be
   */
  record Message(String key, byte @Nullable [] value, @Nullable String trace) {}

  <E> void send(List<E> entries, Function<E, Message> message) {
    CompletableFuture<?>[] sent =
        entries.stream()
            .map(entry -> send(message.apply(entry)))
            .toArray(CompletableFuture<?>[]::new);
    kafka.flush();
    CompletableFuture.allOf(sent).orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
  }

  private CompletableFuture<?> send(Message message) {
    ProducerRecord<String, byte[]> out =
        new ProducerRecord<>(topic, message.key(), message.value());
    if (message.trace() != null) {
      out.headers().add(TraceContext.HEADER, message.trace().getBytes(StandardCharsets.US_ASCII));
    }
    return kafka.send(out);
  }
}
