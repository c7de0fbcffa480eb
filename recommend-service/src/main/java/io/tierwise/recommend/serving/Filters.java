package io.tierwise.recommend.serving;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request allows; holds on every path, fallbacks included. Hidden items never pass.
 *
 * @param category any prefix of an item's category path; null for all
 * @param minPrice inclusive; with a price bound, items without a price do not pass
 * @param maxPrice inclusive
 * @param exclude item ids
 * @param inStock false lets items pass that are out of stock
 * @param includePurchased false lets no item pass that the user bought, unless it is repeatable,
 *     and none that the user gave back
 */
public record Filters(
    @Nullable String category,
    @Nullable BigDecimal minPrice,
    @Nullable BigDecimal maxPrice,
    Set<String> exclude,
    boolean inStock,
    boolean includePurchased) {
  public static final Filters NONE = new Filters(null, null, null, Set.of(), true, false);

  public Filters {
    exclude = Set.copyOf(exclude);
  }

  /** These filters and some more items that may not come back. */
  Filters excluding(Collection<String> itemIds) {
    Set<String> more = new HashSet<>(exclude);
    more.addAll(itemIds);
    return new Filters(category, minPrice, maxPrice, more, inStock, includePurchased);
  }
}
