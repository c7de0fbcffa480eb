package io.tierwise.simulator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * An item as the shop shows it.
 *
 * @param categoryPath department, aisle and leaf category
 * @param pricePence net of tax, positive
 * @param repeatable used up and bought again
 */
public record ShopItem(
    String itemId,
    String name,
    String brand,
    List<String> categoryPath,
    long pricePence,
    PriceBand priceBand,
    String description,
    boolean inStock,
    boolean repeatable) {
  public static final String CURRENCY = "GBP";

  public ShopItem {
    Objects.requireNonNull(itemId, "itemId");
    categoryPath = List.copyOf(categoryPath);
    if (pricePence <= 0) {
      throw new IllegalArgumentException(itemId + ": price in pence " + pricePence);
    }
  }

  public BigDecimal price() {
    return pounds(pricePence);
  }

  public String department() {
    return categoryPath.getFirst();
  }

  /** The category in which items compete with each other. */
  public String leaf() {
    return categoryPath.getLast();
  }

  static BigDecimal pounds(long pence) {
    return BigDecimal.valueOf(pence, 2);
  }
}
