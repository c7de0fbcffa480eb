package io.tierwise.simulator;

import org.jspecify.annotations.Nullable;

/** The calls of the Segment spec that the shop makes, with the names of its e-commerce events. */
public enum EventKind {
  IDENTIFY("identify", null),
  PAGE("page", null),
  PRODUCTS_SEARCHED("track", "Products Searched"),
  PRODUCT_LIST_VIEWED("track", "Product List Viewed"),
  PRODUCT_CLICKED("track", "Product Clicked"),
  PRODUCT_VIEWED("track", "Product Viewed"),
  PRODUCT_ADDED("track", "Product Added"),
  PRODUCT_REMOVED("track", "Product Removed"),
  CART_VIEWED("track", "Cart Viewed"),
  CHECKOUT_STARTED("track", "Checkout Started"),
  COUPON_APPLIED("track", "Coupon Applied"),
  ORDER_COMPLETED("track", "Order Completed"),
  ORDER_REFUNDED("track", "Order Refunded"),
  ORDER_CANCELLED("track", "Order Cancelled"),
  PRODUCT_ADDED_TO_WISHLIST("track", "Product Added to Wishlist"),
  PRODUCT_REVIEWED("track", "Product Reviewed"),
  PRODUCT_SHARED("track", "Product Shared"),
  PROMOTION_VIEWED("track", "Promotion Viewed"),
  PROMOTION_CLICKED("track", "Promotion Clicked");

  private final String type;
  private final @Nullable String eventName;

  EventKind(String type, @Nullable String eventName) {
    this.type = type;
    this.eventName = eventName;
  }

  /** The {@code type} of the message: identify, page or track. */
  public String type() {
    return type;
  }

  /** The {@code event} of a track message; null for the other types. */
  public @Nullable String eventName() {
    return eventName;
  }
}
