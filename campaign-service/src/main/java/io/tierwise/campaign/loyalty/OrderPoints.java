package io.tierwise.campaign.loyalty;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

/**
 * What an order earns: net value times points per unit times the multipliers of the tier and, by
 * their share of the lines, of the categories, rounded down; and the bonus of its campaign. An
 * order of which nothing is left earns nothing.
 */
final class OrderPoints {
  static long of(LoyaltyProgram program, OrderFacts order) {
    if (order.net().micros() <= 0) {
      return 0;
    }
    BigDecimal tier =
        order.tier() == null
            ? BigDecimal.ONE
            : program.tierMultipliers().getOrDefault(order.tier(), BigDecimal.ONE);
    long points =
        order
            .net()
            .amount()
            .multiply(program.pointsPerUnit())
            .multiply(tier)
            .multiply(categories(program, order))
            .setScale(0, RoundingMode.FLOOR)
            .longValueExact();
    String campaign = order.campaignId();
    return campaign == null ? points : points + program.campaigns().getOrDefault(campaign, 0L);
  }

  private static BigDecimal categories(LoyaltyProgram program, OrderFacts order) {
    long all = order.parts().values().stream().mapToLong(Long::longValue).sum();
    if (all <= 0 || program.categoryMultipliers().isEmpty()) {
      return BigDecimal.ONE;
    }
    BigDecimal weighted = BigDecimal.ZERO;
    for (Map.Entry<String, Long> part : order.parts().entrySet()) {
      weighted =
          weighted.add(
              multiplier(program, part.getKey()).multiply(BigDecimal.valueOf(part.getValue())));
    }
    return weighted.divide(BigDecimal.valueOf(all), MathContext.DECIMAL64);
  }

  /** Of the deepest category on the path that has one. */
  private static BigDecimal multiplier(LoyaltyProgram program, String path) {
    BigDecimal found = BigDecimal.ONE;
    for (String category : path.split(OrderFacts.BELOW, -1)) {
      found = program.categoryMultipliers().getOrDefault(category, found);
    }
    return found;
  }

  private OrderPoints() {}
}
