package io.tierwise.profile.event;

/** What the user did, as far as the profile treats it differently. */
public enum Action {
  PRODUCT_VIEWED,
  PRODUCT_CLICKED,
  WISHLISTED,
  ADDED_TO_CART,
  ORDER_COMPLETED,
  ORDER_UPDATED,
  ORDER_REFUNDED,
  ORDER_CANCELLED,
  IDENTIFIED,
  GROUPED,
  OTHER
}
