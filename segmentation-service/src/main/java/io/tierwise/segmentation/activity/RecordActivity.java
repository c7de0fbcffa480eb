package io.tierwise.segmentation.activity;

import io.tierwise.segmentation.run.UnitOfWork;
import java.util.List;

/** Keeps a poll of events, all of it or nothing. */
public final class RecordActivity {
  private final Activities activities;
  private final UnitOfWork work;

  public RecordActivity(Activities activities, UnitOfWork work) {
    this.activities = activities;
    this.work = work;
  }

  public void record(List<Deed> deeds, List<OrderFact> orders) {
    if (deeds.isEmpty() && orders.isEmpty()) {
      return;
    }
    work.inTransaction(
        () -> {
          activities.addOrders(orders);
          activities.add(deeds);
          return orders.size() + deeds.size();
        });
  }
}
