package io.tierwise.profile.history;

import io.tierwise.profile.order.CustomerOrder;
import io.tierwise.profile.order.OrderTotals;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders by canonical user and order id; called under the lock of the user's row. */
public interface Orders {
  /** Merges what is stated with what is stored, and tells what became of each order. */
  List<Change> merge(Map<String, Map<String, CustomerOrder>> statedByUser);

  /** From all orders of these users, of which there may be very many. */
  Map<String, OrderTotals> totals(Collection<String> users);

  void deleteAll(Collection<String> users);

  /**
   * @param before null for an order that is new
   */
  record Change(String user, @Nullable CustomerOrder before, CustomerOrder after) {}
}
