package io.tierwise.segmentation.adapter.kafka;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.segmentation.SegmentChange;
import io.tierwise.segmentation.audience.SegmentChangeFeed;
import io.tierwise.segmentation.audience.SegmentChanges.Change;
import io.tierwise.segmentation.audience.SegmentChanges.Entry;
import io.tierwise.starter.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends who entered and left which audience; no value for a user who is gone. */
public final class SegmentChangePublisher implements SegmentChangeFeed {
  /** A little more than the producer's own limit, so that nothing is on its way any more. */
  private static final long TIMEOUT_SECONDS = 11;

  private final KafkaTemplate<String, byte[]> kafka;

  public SegmentChangePublisher(KafkaTemplate<String, byte[]> kafka) {
    this.kafka = kafka;
  }

  @Override
  public void send(List<Entry> entries) {
    CompletableFuture<?>[] sent =
        entries.stream().map(this::send).toArray(CompletableFuture<?>[]::new);
    kafka.flush();
    CompletableFuture.allOf(sent).orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
  }

  private CompletableFuture<?> send(Entry entry) {
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(Topics.SEGMENT_CHANGES, entry.userId(), value(entry));
    if (entry.trace() != null) {
      message.headers().add(TraceContext.HEADER, entry.trace().getBytes(StandardCharsets.US_ASCII));
    }
    return kafka.send(message);
  }

  private static byte @Nullable [] value(Entry entry) {
    return entry.audiences() == null
        ? null
        : ContractJson.write(
            new SegmentChange(
                SegmentChange.SCHEMA,
                entry.userId(),
                entry.audiences(),
                entry.changes().stream().map(SegmentChangePublisher::change).toList()));
  }

  private static SegmentChange.Change change(Change change) {
    return new SegmentChange.Change(
        change.sequence(),
        change.audience(),
        change.entered() ? SegmentChange.Move.ENTERED : SegmentChange.Move.LEFT,
        change.at());
  }
}
