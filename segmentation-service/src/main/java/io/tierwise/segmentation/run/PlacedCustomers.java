package io.tierwise.segmentation.run;

import io.tierwise.segmentation.customer.CustomerTable;
import io.tierwise.segmentation.tier.TierAssignment;
import io.tierwise.segmentation.tier.TieringModel;

/**
 * Everybody a run has read and where its model puts them. An assignment is made when it is asked
 * for: a million of them at once would not fit.
 */
public record PlacedCustomers(CustomerTable customers, TieringModel model) {
  public int size() {
    return customers.size();
  }

  /** As of the run. */
  public TierAssignment assignment(int row) {
    return model.assign(customers.customer(row), model.asOf());
  }
}
