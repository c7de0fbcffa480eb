package io.tierwise.segmentation.fairness;

import io.tierwise.segmentation.customer.TieringFeature;
import java.time.Instant;
import java.util.List;

/** Port: everybody with an order, with their group by an attribute. */
public interface AuditedCustomers {
  /**
   * In the order of their ids, as of one moment.
   *
   * @param byLifetimeValue whether a customer's value is what the live model expects, as far as
   *     there is one, or the net revenue
   */
  GroupedCustomers read(
      Attribute attribute, List<TieringFeature> features, Instant asOf, boolean byLifetimeValue);
}
