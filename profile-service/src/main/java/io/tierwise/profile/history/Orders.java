package io.tierwise.profile.history;

import io.tierwise.profile.order.CustomerOrder;
import io.tierwise.profile.order.OrderTotals;
import java.util.Collection;
import java.util.Map;

/** Orders by canonical user and order id; called under the lock of the user's row. */
public interface Orders {
  /** Merges what is stated with what is stored. */
  void merge(Map<String, Map<String, CustomerOrder>> statedByUser);

  Map<String, OrderTotals> totals(Collection<String> users);

  void deleteAll(Collection<String> users);
}
