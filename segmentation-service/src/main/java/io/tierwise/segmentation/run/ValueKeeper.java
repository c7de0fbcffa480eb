package io.tierwise.segmentation.run;

import io.tierwise.segmentation.customer.Customer;
import java.util.Collection;
import java.util.List;

/**
 * Port: keeps values of customers up with the features, inside the transaction that stored them.
 */
public interface ValueKeeper {
  void refresh(List<Customer> customers);

  void remove(Collection<String> userIds);
}
