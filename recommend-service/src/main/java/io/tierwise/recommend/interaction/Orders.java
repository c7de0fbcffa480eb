package io.tierwise.recommend.interaction;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What is known of orders. One that was cancelled or refunded in full is undone: its purchases are
 * left out wherever interactions are read, in whatever order the events came; histories keep those
 * of a refunded one as returns.
 */
public interface Orders {
  /** Keeps what is new. */
  void record(List<OrderFact> facts);

  /** Those of which a refund or a cancellation is known. */
  Set<String> contested(Collection<String> orderIds);
}
