package io.tierwise.profile.history;

import java.util.Map;

/** How many events the ledger holds by name. */
public interface EventTally {
  void add(Map<String, Long> countsByName);
}
