package io.tierwise.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the shop. Events share their items, customers and visits, so that one
 * costs little; {@link SegmentJson} writes the message that a client would have sent.
 *
 * @param messageId unique within the shop, the same whenever the shop is generated again
 * @param userId null while the visitor has not said who they are
 * @param anonymousId of the browser or app
 */
public record ShopEvent(
    String messageId,
    EventKind kind,
    @Nullable String userId,
    @Nullable String anonymousId,
    Instant timestamp,
    Visit visit,
    Payload payload) {
  public ShopEvent {
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(timestamp, "timestamp");
    if (userId == null && anonymousId == null) {
      throw new IllegalArgumentException(messageId + ": neither userId nor anonymousId");
    }
  }

  public boolean is(EventKind other) {
    return kind == other;
  }

  /** What an event carries; each kind has one of these. */
  public sealed interface Payload {}

  public record PageView(String name, String path) implements Payload {}

  /** Of an identify: the customer's own traits. */
  public record Traits(ShopCustomer customer) implements Payload {}

  public record Search(String query) implements Payload {}

  public record Listing(String category, List<ShopItem> items) implements Payload {
    public Listing {
      items = List.copyOf(items);
    }
  }

  /**
   * @param position in the list that was clicked, from 1; 0 where there was none
   */
  public record Product(Line line, int position) implements Payload {}

  /** What a cart holds. */
  public record Cart(String cartId, List<Line> lines) implements Payload {
    public Cart {
      lines = List.copyOf(lines);
    }
  }

  /** Of checkout, order and cancellation. */
  public record Order(ShopOrder order) implements Payload {}

  /**
   * Part of an order or all of it given back.
   *
   * @param revenuePence goods less their share of the discount, without tax and shipping
   */
  public record Refund(ShopOrder order, List<Line> lines, long revenuePence) implements Payload {
    public Refund {
      lines = List.copyOf(lines);
      if (revenuePence <= 0 || revenuePence > order.revenuePence()) {
        throw new IllegalArgumentException(
            order.orderId() + ": refund of " + revenuePence + " of " + order.revenuePence());
      }
    }
  }

  public record Coupon(String coupon, String orderId, long discountPence) implements Payload {}

  /**
   * @param rating 1 to 5
   */
  public record Review(String reviewId, ShopItem item, int rating, String text)
      implements Payload {}

  /**
   * @param campaignId null for a banner of the shop's own, without a campaign
   * @param decisionId of the contact or decision that caused it
   */
  public record Promotion(
      String promotionId,
      @Nullable String campaignId,
      @Nullable String offerId,
      @Nullable String creative,
      String placement,
      @Nullable String decisionId)
      implements Payload {}

  /** Pieces of one item. */
  public record Line(ShopItem item, int quantity) {
    public Line {
      if (quantity < 1) {
        throw new IllegalArgumentException(item.itemId() + ": quantity " + quantity);
      }
    }

    public long pence() {
      return item.pricePence() * quantity;
    }
  }
}
