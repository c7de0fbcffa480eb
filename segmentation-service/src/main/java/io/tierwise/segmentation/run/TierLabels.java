package io.tierwise.segmentation.run;

import java.util.List;
import java.util.Map;

/** Port: into which tiers an analyst has put customers, for engines that learn from it. */
public interface TierLabels {
  /** Tiers by customer. */
  Map<String, String> all();

  /** Customers by tier. */
  Map<String, Long> counts();

  /**
   * Puts these in place of all before.
   *
   * @return ids that are no customers; these have no label
   */
  List<String> replace(Map<String, String> tierByCustomer);
}
