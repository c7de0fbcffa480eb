package io.tierwise.segmentation.run;

import java.util.List;

/** Port: the topic of tier assignments. */
public interface AssignmentFeed {
  /** Returns when all have been acknowledged, throws if one was not. */
  void send(List<AssignmentOutbox.Entry> entries);
}
