package io.tierwise.campaign.loyalty;

import io.tierwise.campaign.money.Money;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as it stands, whatever came of it in whatever order.
 *
 * @param cameAs the id under which it came
 * @param at when it was made; null if it was cancelled or belongs to somebody else now
 * @param net of discounts and refunds
 * @param parts value of its lines by the path of their category, root first, joined by {@link
 *     #BELOW}; empty for lines without
 * @param tier that the customer had when its points were first worked out
 * @param campaignId that brought it, by then; null for none
 */
public record OrderFacts(
    String orderId,
    String cameAs,
    @Nullable Instant at,
    Money net,
    Map<String, Long> parts,
    @Nullable String tier,
    @Nullable String campaignId) {
  /** Stands between a category and the one below it. */
  public static final String BELOW = "\n";

  public OrderFacts {
    parts = Map.copyOf(parts);
  }
}
