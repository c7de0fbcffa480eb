package io.tierwise.profile.history;

import java.time.Instant;
import java.util.Map;

/** Remembers, in the transaction that changes a profile, that it is to be published. */
public interface PublicationQueue {
  /**
   * @param versions of the changed profiles by user key
   */
  void add(Map<String, Long> versions, Instant now);
}
