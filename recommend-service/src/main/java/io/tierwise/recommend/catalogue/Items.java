package io.tierwise.recommend.catalogue;

import java.time.Instant;
import java.util.List;

/** The stored items. */
public interface Items {
  /** Everything, ordered by id. */
  List<Item> all();

  /** What was stored at or after an instant of the store's own clock. */
  List<Item> changedSince(Instant instant);

  /** Keeps what the catalogue says, unless something newer is stored already. */
  void save(List<Item> items);

  /** Fills gaps with what events say; never overrules the catalogue. */
  void learn(List<Item> items);
}
