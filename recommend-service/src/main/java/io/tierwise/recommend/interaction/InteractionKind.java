package io.tierwise.recommend.interaction;

/**
 * What a user did with an item. The purchases of an order that is refunded in full later are read
 * as returns, those of a cancelled one not at all ({@link Orders}); of a refund in part its lines
 * are. What led to an order, views and carts, stays.
 */
public enum InteractionKind {
  VIEW(1),
  CLICK(2),
  WISHLIST(3),
  CART(4),
  PURCHASE(5),
  RATING(6),
  /** A purchase that was given back: a line of a refund, or any line of an order that is undone. */
  RETURN(7);

  private static final InteractionKind[] BY_CODE = new InteractionKind[8];

  static {
    for (InteractionKind kind : values()) {
      BY_CODE[kind.code] = kind;
    }
  }

  private final byte code;

  InteractionKind(int code) {
    this.code = (byte) code;
  }

  /** Stored instead of the name; never reused. */
  public byte code() {
    return code;
  }

  /**
   * @throws IllegalArgumentException if there is no such code
   */
  public static InteractionKind of(int code) {
    if (code < 1 || code >= BY_CODE.length) {
      throw new IllegalArgumentException("no interaction kind has code " + code);
    }
    return BY_CODE[code];
  }
}
