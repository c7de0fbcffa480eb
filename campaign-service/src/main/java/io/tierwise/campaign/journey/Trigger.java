package io.tierwise.campaign.journey;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What lets a user into a journey. */
public sealed interface Trigger {
  /** An event. */
  record OnEvent(EventRule rule) implements Trigger {}

  record SegmentEntry(String audience) implements Trigger {}

  record SegmentExit(String audience) implements Trigger {}

  /** Null stands for any tier. */
  record TierChange(@Nullable String from, @Nullable String to) implements Trigger {
    public boolean matches(@Nullable String before, @Nullable String after) {
      return (from == null || from.equals(before)) && (to == null || to.equals(after));
    }
  }

  /** No event for so many days. */
  record Inactivity(int days) implements Trigger {}

  /**
   * @param minimumDrop share of the price before
   */
  record PriceDrop(Interest interest, double minimumDrop) implements Trigger {}

  record BackInStock(Interest interest) implements Trigger {}

  /** So long no order since the last cart event. */
  record AbandonedCart(Duration after) implements Trigger {
    static final Set<String> EVENTS = Set.of("Product Added", "Cart Viewed", "Checkout Started");
  }

  record Welcome(boolean firstOrder) implements Trigger {}

  /** A customer without order for so many days. */
  record WinBack(int days) implements Trigger {}

  record Birthday(String trait) implements Trigger {}

  /**
   * @param itemIds empty: every item
   * @param days null: the usual time between two purchases of the item
   */
  record Replenishment(Set<String> itemIds, @Nullable Integer days) implements Trigger {
    public Replenishment {
      itemIds = Set.copyOf(itemIds);
    }

    public boolean isAbout(String itemId) {
      return itemIds.isEmpty() || itemIds.contains(itemId);
    }
  }

  /** In an item that the user did not buy since. */
  record Interest(boolean viewed, boolean carted, Duration lasts) {}
}
