package io.tierwise.segmentation.clv;

/** There are too few orders to say anything about orders to come. */
public final class NotEnoughHistory extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  NotEnoughHistory(String message) {
    super(message);
  }
}
