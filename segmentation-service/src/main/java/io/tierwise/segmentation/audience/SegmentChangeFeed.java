package io.tierwise.segmentation.audience;

import java.util.List;

/** Port: the topic of segment changes. Returns when all are safe there. */
public interface SegmentChangeFeed {
  void send(List<SegmentChanges.Entry> entries);
}
