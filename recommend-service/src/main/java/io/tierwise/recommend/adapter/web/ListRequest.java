package io.tierwise.recommend.adapter.web;

import io.tierwise.recommend.serving.Filters;
import io.tierwise.recommend.serving.Recommend;
import io.tierwise.recommend.serving.Strategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all requests for a list have in common, checked field by field. */
final class ListRequest {
  private static final int MAX_LIMIT = 100;
  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_EXCLUDED = 1_000;

  static Recommend.Wish read(
      Checks checks,
      @Nullable Integer limit,
      @Nullable String strategy,
      @Nullable String category,
      @Nullable BigDecimal minPrice,
      @Nullable BigDecimal maxPrice,
      @Nullable List<@Nullable String> exclude,
      boolean inStock,
      boolean includePurchased) {
    int places = checks.between("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT);
    Optional<Strategy> wanted = Strategy.requested(strategy == null ? "auto" : strategy);
    if (wanted.isEmpty()) {
      checks.refuse(
          "strategy",
          "unknown-strategy",
          "'" + strategy + "' is none of auto, item-knn, trending, popularity");
    }
    if (category != null && category.isBlank()) {
      checks.refuse("category", "invalid", "is blank");
    }
    checkPrice(checks, "minPrice", minPrice);
    checkPrice(checks, "maxPrice", maxPrice);
    if (minPrice != null && maxPrice != null && minPrice.compareTo(maxPrice) > 0) {
      checks.refuse("minPrice", "inconsistent", minPrice + " is above maxPrice " + maxPrice);
    }
    Set<String> excluded = checks.ids("exclude", exclude, 0, MAX_EXCLUDED);
    checks.done();
    return new Recommend.Wish(
        wanted.orElse(Strategy.ITEM_KNN),
        places,
        new Filters(category, minPrice, maxPrice, excluded, inStock, includePurchased));
  }

  private static void checkPrice(Checks checks, String field, @Nullable BigDecimal price) {
    if (price != null && price.signum() < 0) {
      checks.refuse(field, "negative-price", price + " is negative");
    }
  }

  private ListRequest() {}
}
