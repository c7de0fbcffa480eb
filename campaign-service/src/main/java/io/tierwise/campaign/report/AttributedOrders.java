package io.tierwise.campaign.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: which contacts bought, order by order, the oldest first. */
public interface AttributedOrders {
  /** Where a page ended: the order and the contact of its last row. */
  record Position(
      String orderedAt, String userId, String orderId, String campaignId, String contactId) {
    public static Position of(AttributedOrder order) {
      String contact = order.contactId();
      return new Position(
          order.orderedAt().toString(),
          order.userId(),
          order.orderId(),
          order.campaignId(),
          contact == null ? "" : contact);
    }
  }

  /**
   * @param channel of the contacts; null for all
   */
  List<AttributedOrder> page(
      ReportScope scope, @Nullable String channel, @Nullable Position after, int limit);
}
