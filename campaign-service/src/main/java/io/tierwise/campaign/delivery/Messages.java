package io.tierwise.campaign.delivery;

import java.time.Instant;
import java.util.List;

/** Port: the queue of messages. */
public interface Messages {
  /**
   * Queues those whose key is new, in the caller's transaction if there is one. What is on a
   * channel without delivery waits until it has one.
   *
   * @return how many were new
   */
  int enqueue(List<Message> messages, Instant now);
}
