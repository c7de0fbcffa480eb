package io.tierwise.recommend.adapter.web;

import io.tierwise.recommend.serving.Filters;
import io.tierwise.recommend.serving.Recommend;
import io.tierwise.recommend.serving.Strategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What all requests for a list have in common, checked field by field. */
final class ListRequest {
  private static final int MAX_LIMIT = 100;
  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_EXCLUDED = 1_000;
  private static final int MAX_DIGITS = 15;
  private static final int MAX_SCALE = 10;

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
          "'"
              + strategy
              + "' is none of "
              + Strategy.REQUESTABLE.stream().map(Strategy::id).collect(Collectors.joining(", ")));
    }
    Filters filters =
        filters(checks, "", category, minPrice, maxPrice, exclude, inStock, includePurchased);
    checks.done();
    return new Recommend.Wish(wanted.orElse(Strategy.AUTO), places, filters);
  }

  /**
   * @param at where the fields are, "" or a prefix with a dot
   */
  static Filters filters(
      Checks checks,
      String at,
      @Nullable String category,
      @Nullable BigDecimal minPrice,
      @Nullable BigDecimal maxPrice,
      @Nullable List<@Nullable String> exclude,
      boolean inStock,
      boolean includePurchased) {
    if (category != null && category.isBlank()) {
      checks.refuse(at + "category", "invalid", "is blank");
    } else if (category != null) {
      checks.id(at + "category", category);
    }
    checkPrice(checks, at + "minPrice", minPrice);
    checkPrice(checks, at + "maxPrice", maxPrice);
    if (minPrice != null && maxPrice != null && minPrice.compareTo(maxPrice) > 0) {
      checks.refuse(at + "minPrice", "inconsistent", minPrice + " is above maxPrice " + maxPrice);
    }
    Set<String> excluded = checks.ids(at + "exclude", exclude, 0, MAX_EXCLUDED);
    return new Filters(category, minPrice, maxPrice, excluded, inStock, includePurchased);
  }

  private static void checkPrice(Checks checks, String field, @Nullable BigDecimal price) {
    if (price != null && price.signum() < 0) {
      checks.refuse(field, "negative-price", price + " is negative");
    } else if (price != null
        && (price.scale() > MAX_SCALE || (long) price.precision() - price.scale() > MAX_DIGITS)) {
      checks.refuse(
          field,
          "out-of-range",
          "has more than %d digits before the point or %d behind it"
              .formatted(MAX_DIGITS, MAX_SCALE));
    }
  }

  private ListRequest() {}
}
