package io.tierwise.profile.history;

import java.util.Collection;
import java.util.List;

/** What is kept of retired events, by the key that they came with. */
public interface Baselines {
  List<Baseline> of(Collection<String> userKeys);

  /** Replaces those of the same keys. */
  void save(Collection<Baseline> baselines);
}
