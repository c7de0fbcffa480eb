package io.tierwise.segmentation.audience;

import java.time.Duration;
import java.util.List;

/**
 * Carries moves from the database to the topic, all of a user's in one message. A crash between
 * sending and noting it sends again; changes keep their sequence, so that who counts them can tell.
 */
public final class PublishSegmentChanges implements AutoCloseable {
  private static final int BATCH = 2000;

  private final SegmentChanges changes;
  private final SegmentChangeFeed feed;
  private final String owner;
  private final Duration lease;

  /**
   * @param lease longer than a send can take
   */
  public PublishSegmentChanges(
      SegmentChanges changes, SegmentChangeFeed feed, String owner, Duration lease) {
    this.changes = changes;
    this.feed = feed;
    this.owner = owner;
    this.lease = lease;
  }

  /**
   * @return whether there was something to send
   */
  public boolean publishNext() {
    if (!changes.mayRelay(owner, lease)) {
      return false;
    }
    List<SegmentChanges.Entry> entries = changes.next(BATCH);
    if (entries.isEmpty()) {
      return false;
    }
    feed.send(entries);
    changes.sent(entries);
    return true;
  }

  /** After the last {@link #publishNext()}. */
  @Override
  public void close() {
    changes.release(owner);
  }
}
