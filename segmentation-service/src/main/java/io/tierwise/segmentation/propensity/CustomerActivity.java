package io.tierwise.segmentation.propensity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Port: what known customers did, by day. */
public interface CustomerActivity {
  /** How many customers are known. */
  long customers();

  /**
   * The latest instant with activity.
   *
   * @param now what is later is not believed
   */
  Optional<Instant> latest(Instant now);

  /**
   * One history after the other, ordered by customer, without holding them all.
   *
   * @param share of customers, always the same ones; 1 for all
   */
  void forEach(double share, Consumer<ActivityHistory> reader);

  /** Of some customers; those without activity are left out. */
  List<ActivityHistory> of(Collection<String> userIds);
}
