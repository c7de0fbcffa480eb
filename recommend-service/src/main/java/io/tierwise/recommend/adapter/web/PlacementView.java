package io.tierwise.recommend.adapter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tierwise.recommend.placement.Placement;
import io.tierwise.recommend.serving.Filters;
import io.tierwise.recommend.serving.RankingRules;
import io.tierwise.recommend.serving.Strategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A placement as JSON; without name, version and updatedAt it can be put back. */
record PlacementView(
    String name,
    String description,
    List<VariantView> variants,
    String selection,
    int limit,
    FiltersView filters,
    RulesView rules,
    int version,
    Instant updatedAt) {

  record VariantView(String name, double share, List<String> strategies) {}

  record FiltersView(
      @Nullable String category,
      @Nullable BigDecimal minPrice,
      @Nullable BigDecimal maxPrice,
      Set<String> exclude,
      boolean inStock,
      boolean includePurchased) {}

  record RulesView(
      List<RankingRules.Pin> pinned,
      List<BoostView> boosted,
      int maxPerCategory,
      double diversity,
      double priceFit) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BoostView(
      @Nullable String itemId, @Nullable String category, @Nullable String brand, double factor) {
    static BoostView of(RankingRules.Boost boost) {
      String value = boost.value();
      return switch (boost.target()) {
        case ITEM -> new BoostView(value, null, null, boost.factor());
        case CATEGORY -> new BoostView(null, value, null, boost.factor());
        case BRAND -> new BoostView(null, null, value, boost.factor());
      };
    }
  }

  static PlacementView of(Placement placement) {
    Filters filters = placement.filters();
    RankingRules rules = placement.rules();
    return new PlacementView(
        placement.name(),
        placement.description(),
        placement.variants().stream()
            .map(
                variant ->
                    new VariantView(
                        variant.name(),
                        variant.share(),
                        variant.strategies().stream().map(Strategy::id).toList()))
            .toList(),
        placement.selection().name().toLowerCase(Locale.ROOT),
        placement.limit(),
        new FiltersView(
            filters.category(),
            filters.minPrice(),
            filters.maxPrice(),
            new TreeSet<>(filters.exclude()),
            filters.inStock(),
            filters.includePurchased()),
        new RulesView(
            rules.pins(),
            rules.boosts().stream().map(BoostView::of).toList(),
            rules.maxPerCategory(),
            rules.diversity(),
            rules.priceFit()),
        placement.version(),
        placement.updatedAt());
  }
}
