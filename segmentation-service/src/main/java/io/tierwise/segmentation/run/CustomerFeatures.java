package io.tierwise.segmentation.run;

import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.CustomerTable;
import io.tierwise.segmentation.customer.FeatureChange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Port: the materialised features of all identified users. */
public interface CustomerFeatures {
  /**
   * Keeps what is not older than what is there.
   *
   * @param updates at most one per user
   * @return those that were kept
   */
  List<Customer> upsert(List<FeatureChange.Updated> updates);

  void delete(Collection<String> userIds);

  /** Notes of whom something changed, for those who judge customers by rules. */
  void touch(Collection<String> userIds);

  /** Everybody with their lifetime values, by ascending user id, as of one moment. */
  CustomerTable all();

  Optional<Customer> find(String userId);

  /** Those who are known. */
  List<Customer> find(Collection<String> userIds);

  /** When anybody was last seen, as far as that is not in the future. */
  Optional<Instant> latestActivity(Instant now);

  /** Whose features are not the ones that the run judged, new users included. */
  List<Customer> changedSince(UUID runId);
}
