package io.tierwise.contracts.ingest;

import java.util.Set;

/** The e-commerce events of the Segment spec, version 2. Any other name is a custom event. */
public final class EventNames {
  public static final String PRODUCTS_SEARCHED = "Products Searched";
  public static final String PRODUCT_LIST_VIEWED = "Product List Viewed";
  public static final String PRODUCT_CLICKED = "Product Clicked";
  public static final String PRODUCT_VIEWED = "Product Viewed";
  public static final String PRODUCT_ADDED = "Product Added";
  public static final String PRODUCT_REMOVED = "Product Removed";
  public static final String CART_VIEWED = "Cart Viewed";
  public static final String CHECKOUT_STARTED = "Checkout Started";
  public static final String ORDER_COMPLETED = "Order Completed";
  public static final String ORDER_UPDATED = "Order Updated";
  public static final String ORDER_REFUNDED = "Order Refunded";
  public static final String ORDER_CANCELLED = "Order Cancelled";
  public static final String COUPON_APPLIED = "Coupon Applied";
  public static final String PRODUCT_ADDED_TO_WISHLIST = "Product Added to Wishlist";
  public static final String PRODUCT_REVIEWED = "Product Reviewed";
  public static final String PRODUCT_SHARED = "Product Shared";
  public static final String PROMOTION_VIEWED = "Promotion Viewed";
  public static final String PROMOTION_CLICKED = "Promotion Clicked";

  public static final Set<String> ALL =
      Set.of(
          PRODUCTS_SEARCHED,
          PRODUCT_LIST_VIEWED,
          PRODUCT_CLICKED,
          PRODUCT_VIEWED,
          PRODUCT_ADDED,
          PRODUCT_REMOVED,
          CART_VIEWED,
          CHECKOUT_STARTED,
          ORDER_COMPLETED,
          ORDER_UPDATED,
          ORDER_REFUNDED,
          ORDER_CANCELLED,
          COUPON_APPLIED,
          PRODUCT_ADDED_TO_WISHLIST,
          PRODUCT_REVIEWED,
          PRODUCT_SHARED,
          PROMOTION_VIEWED,
          PROMOTION_CLICKED);

  private EventNames() {}
}
