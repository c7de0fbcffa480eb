package io.tierwise.campaign.journey;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An item before and after.
 *
 * @param pricedBefore null if no price was known
 */
public record ItemChange(
    String itemId,
    @Nullable String name,
    @Nullable BigDecimal pricedBefore,
    @Nullable BigDecimal price,
    boolean inStockBefore,
    boolean inStock,
    Instant at) {
  boolean fires(Trigger trigger) {
    return switch (trigger) {
      case Trigger.PriceDrop drop -> inStock && isCheaper(drop.minimumDrop());
      case Trigger.BackInStock _ -> inStock && !inStockBefore;
      default -> false;
    };
  }

  private boolean isCheaper(double minimumDrop) {
    BigDecimal before = pricedBefore;
    BigDecimal after = price;
    return before != null
        && after != null
        && before.signum() > 0
        && after.compareTo(before) < 0
        && before.subtract(after).doubleValue() >= minimumDrop * before.doubleValue();
  }

  public Map<String, String> context() {
    Map<String, String> context = new TreeMap<>(Map.of("itemId", itemId));
    if (name != null) {
      context.put("itemName", name);
    }
    if (price != null) {
      context.put("price", price.toPlainString());
    }
    if (pricedBefore != null) {
      context.put("priceBefore", pricedBefore.toPlainString());
    }
    return context;
  }
}
