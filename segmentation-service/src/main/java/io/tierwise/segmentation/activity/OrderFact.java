package io.tierwise.segmentation.activity;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of an order as a whole.
 *
 * @param userKey the key that the event came with
 * @param parts what a completed order is made of, by top category; empty where it is not told
 * @param amount worth of the order, or of what was given back; null where the event names none
 */
public record OrderFact(
    String userKey,
    String orderId,
    String messageId,
    Kind kind,
    @Nullable BigDecimal amount,
    Map<String, OrderParts.Part> parts,
    Instant occurredAt) {
  public OrderFact {
    parts = Map.copyOf(parts);
  }

  /** Without what it is made of. */
  public OrderFact(
      String userKey,
      String orderId,
      String messageId,
      Kind kind,
      @Nullable BigDecimal amount,
      Instant occurredAt) {
    this(userKey, orderId, messageId, kind, amount, Map.of(), occurredAt);
  }

  /** In the order of their codes, from 1. */
  public enum Kind {
    STATED,
    REFUNDED,
    CANCELLED;

    public int code() {
      return ordinal() + 1;
    }
  }
}
