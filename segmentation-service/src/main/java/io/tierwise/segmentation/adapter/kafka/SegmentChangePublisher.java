package io.tierwise.segmentation.adapter.kafka;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.segmentation.SegmentChange;
import io.tierwise.segmentation.audience.SegmentChangeFeed;
import io.tierwise.segmentation.audience.SegmentChanges.Change;
import io.tierwise.segmentation.audience.SegmentChanges.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends who entered and left which audience; no value for a user who is gone. */
public final class SegmentChangePublisher implements SegmentChangeFeed {
  private final Parcels parcels;

  public SegmentChangePublisher(KafkaTemplate<String, byte[]> kafka) {
    this.parcels = new Parcels(kafka, Topics.SEGMENT_CHANGES);
  }

  @Override
  public void send(List<Entry> entries) {
    parcels.send(
        entries, entry -> new Parcels.Message(entry.userId(), value(entry), entry.trace()));
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
