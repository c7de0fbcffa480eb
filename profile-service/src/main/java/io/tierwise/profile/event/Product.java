package io.tierwise.profile.event;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product as an event names it.
 *
 * @param itemId of the catalogue
 * @param categoryPath from the root to the leaf
 * @param price of one piece, in the base currency
 */
public record Product(
    String itemId, List<String> categoryPath, @Nullable String brand, @Nullable BigDecimal price) {
  public Product {
    categoryPath = List.copyOf(categoryPath);
  }
}
