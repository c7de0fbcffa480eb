package io.tierwise.segmentation.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries changed assignments from the database to the topic. A crash between sending and noting it
 * sends again, which is harmless: the topic carries state.
 */
public final class PublishAssignments implements AutoCloseable {
  private static final int BATCH = 5_000;

  private final AssignmentOutbox outbox;
  private final AssignmentFeed feed;
  private final RunObserver observer;
  private final String owner;
  private final Duration lease;

  /**
   * @param lease longer than a send can take
   */
  public PublishAssignments(
      AssignmentOutbox outbox,
      AssignmentFeed feed,
      RunObserver observer,
      String owner,
      Duration lease) {
    this.outbox = outbox;
    this.feed = feed;
    this.observer = observer;
    this.owner = owner;
    this.lease = lease;
  }

  /**
   * @return whether there was something to send
   */
  public boolean publishNext() {
    if (!outbox.mayRelay(owner, lease)) {
      return false;
    }
    List<AssignmentOutbox.Entry> entries = outbox.next(BATCH);
    if (entries.isEmpty()) {
      return false;
    }
    Map<String, AssignmentOutbox.Entry> byUser = new LinkedHashMap<>();
    entries.forEach(entry -> byUser.put(entry.userId(), entry));
    feed.send(new ArrayList<>(byUser.values()));
    outbox.sent(entries);
    observer.assignmentsSent(byUser.size());
    return true;
  }

  /** After the last {@link #publishNext()}. */
  @Override
  public void close() {
    outbox.release(owner);
  }
}
