package io.tierwise.recommend.interaction;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one event says about a whole order.
 *
 * @param userId the user key that the event came with, before any merge
 * @param amount what the order is worth or what is given back; a refund without one is of all of it
 */
public record OrderFact(
    String userId,
    String orderId,
    String messageId,
    Kind kind,
    @Nullable BigDecimal amount,
    Instant occurredAt) {

  /** Stored by its code. */
  public enum Kind {
    STATED(1),
    REFUNDED(2),
    CANCELLED(3);

    private final short code;

    Kind(int code) {
      this.code = (short) code;
    }

    public short code() {
      return code;
    }
  }
}
