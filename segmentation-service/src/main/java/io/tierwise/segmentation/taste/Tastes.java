package io.tierwise.segmentation.taste;

import io.tierwise.segmentation.customer.Preferences;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Port: what customers like, and the clusters that were found. */
public interface Tastes {
  /** A customer and what it likes. */
  record Liking(String userId, Preferences preferences) {}

  /** A customer and the items it had to do with, as hashes. */
  record Items(String userId, Set<Long> items) {}

  /** A random sample of the customers who like anything. */
  List<Liking> sample(int size);

  Optional<Preferences> of(String userId);

  /** Of a customer and of a random sample of the others. */
  List<Items> items(String userId, int sample);

  /**
   * @param customers on whom it was found
   */
  TasteRun store(String by, Instant at, long seed, int customers, TasteRun.Model model);

  Optional<TasteRun> newest();
}
