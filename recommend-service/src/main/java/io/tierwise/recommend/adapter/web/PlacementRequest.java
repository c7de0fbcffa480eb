package io.tierwise.recommend.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.recommend.placement.Placement;
import io.tierwise.recommend.placement.Placement.Selection;
import io.tierwise.recommend.placement.Placement.Variant;
import io.tierwise.recommend.serving.Filters;
import io.tierwise.recommend.serving.RankingRules;
import io.tierwise.recommend.serving.RankingRules.Boost;
import io.tierwise.recommend.serving.RankingRules.Pin;
import io.tierwise.recommend.serving.RankingRules.Target;
import io.tierwise.recommend.serving.Strategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A placement as a shop writes it, checked field by field. */
record PlacementRequest(
    @Nullable String description,
    @Schema(description = "Of the only variant; instead of variants", example = "[\"item-knn\"]")
        @Nullable List<@Nullable String> strategies,
    @Schema(description = "More than one are an experiment")
        @Nullable List<@Nullable VariantRequest> variants,
    @Schema(description = "shares (default) or thompson") @Nullable String selection,
    @Schema(description = "1 to 100; default 10") @Nullable Integer limit,
    @Nullable FiltersRequest filters,
    @Nullable RulesRequest rules) {
  private static final int MAX_VARIANTS = 10;
  private static final int MAX_LIMIT = 100;
  private static final int MAX_RULES = 100;
  private static final double MAX_FACTOR = 100;
  private static final String KNOWN =
      Strategy.PLACEABLE.stream().map(Strategy::id).collect(Collectors.joining(", "));

  record VariantRequest(
      @Nullable String name,
      @Schema(description = "Of the users, relative to the others") @Nullable Double share,
      @Nullable List<@Nullable String> strategies) {}

  record FiltersRequest(
      @Nullable String category,
      @Nullable BigDecimal minPrice,
      @Nullable BigDecimal maxPrice,
      @Nullable List<@Nullable String> exclude,
      @Nullable Boolean inStock,
      @Nullable Boolean includePurchased) {}

  record RulesRequest(
      @Nullable List<@Nullable PinRequest> pinned,
      @Nullable List<@Nullable BoostRequest> boosted,
      @Schema(description = "Of the same most special category; 0 for any number")
          @Nullable Integer maxPerCategory,
      @Schema(description = "0..1, weight of being unlike the items before (MMR)")
          @Nullable Double diversity,
      @Schema(description = "0..1, weight of the user's usual prices") @Nullable Double priceFit) {}

  record PinRequest(
      @Nullable String itemId, @Schema(description = "From 1") @Nullable Integer position) {}

  @Schema(description = "Exactly one of itemId, category and brand")
  record BoostRequest(
      @Nullable String itemId,
      @Nullable String category,
      @Nullable String brand,
      @Schema(description = "Above 0, at most 100; below 1 pushes down") @Nullable Double factor) {}

  Placement read(String name, Instant now) {
    Checks checks = new Checks();
    if (!Placement.isName(name)) {
      checks.refuse("name", "invalid", "'" + name + "' is not 1 to 40 of a-z, 0-9 and hyphens");
    }
    if (description != null && description.length() > 500) {
      checks.refuse("description", "too-long", "has more than 500 characters");
    } else if (description != null && description.indexOf('\0') >= 0) {
      checks.refuse("description", "invalid", "contains the character NUL");
    }
    List<Variant> read = variants(checks);
    Selection chosen = selection(checks);
    int places = checks.between("limit", limit, 1, MAX_LIMIT, 10);
    Filters hard = filters(checks);
    RankingRules ranking = rules(checks, places);
    checks.done();
    return new Placement(
        name, description == null ? "" : description, read, chosen, places, hard, ranking, 0, now);
  }

  private List<Variant> variants(Checks checks) {
    List<Variant> read = new ArrayList<>();
    if (variants == null || variants.isEmpty()) {
      List<Strategy> chain = strategies(checks, "strategies", strategies);
      return chain.isEmpty() ? read : List.of(new Variant("default", 1, chain));
    }
    if (strategies != null) {
      checks.refuse("strategies", "inconsistent", "go into the variants where there are some");
    }
    if (variants.size() > MAX_VARIANTS) {
      checks.refuse("variants", "out-of-range", variants.size() + "; at most " + MAX_VARIANTS);
      return read;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < variants.size(); i++) {
      String field = "variants[" + i + "]";
      VariantRequest variant = variants.get(i);
      if (variant == null) {
        checks.refuse(field, "missing", "is null");
        continue;
      }
      String variantName = String.valueOf(variant.name());
      boolean named = variant.name() != null && Placement.isName(variantName);
      double share = variant.share() == null ? 1 : variant.share();
      if (!named) {
        checks.refuse(field + ".name", "invalid", "is not 1 to 40 of a-z, 0-9 and hyphens");
      } else if (!names.add(variantName)) {
        checks.refuse(field + ".name", "duplicate", "'" + variantName + "' comes twice");
      }
      if (!(share > 0 && share <= 1_000_000)) {
        checks.refuse(field + ".share", "out-of-range", share + " is not in (0, 1000000]");
      }
      List<Strategy> chain = strategies(checks, field + ".strategies", variant.strategies());
      if (named && share > 0 && share <= 1_000_000 && !chain.isEmpty()) {
        read.add(new Variant(variantName, share, chain));
      }
    }
    return read;
  }

  private static List<Strategy> strategies(
      Checks checks, String field, @Nullable List<@Nullable String> ids) {
    if (ids == null || ids.isEmpty()) {
      checks.refuse(field, "missing", "at least one of " + KNOWN);
      return List.of();
    }
    List<Strategy> chain = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      String id = String.valueOf(ids.get(i));
      Optional<Strategy> strategy = Strategy.of(id).filter(Strategy.PLACEABLE::contains);
      if (strategy.isEmpty()) {
        checks.refuse(
            field + "[" + i + "]", "unknown-strategy", "'" + id + "' is none of " + KNOWN);
      } else if (chain.contains(strategy.get())) {
        checks.refuse(field + "[" + i + "]", "duplicate", "'" + id + "' comes twice");
      }
      strategy.ifPresent(chain::add);
    }
    return chain;
  }

  private Selection selection(Checks checks) {
    return switch (selection) {
      case null -> Selection.SHARES;
      case "shares" -> Selection.SHARES;
      case "thompson" -> Selection.THOMPSON;
      default -> {
        checks.refuse("selection", "invalid", "'" + selection + "' is not shares or thompson");
        yield Selection.SHARES;
      }
    };
  }

  private Filters filters(Checks checks) {
    if (filters == null) {
      return Filters.NONE;
    }
    return ListRequest.filters(
        checks,
        "filters.",
        filters.category(),
        filters.minPrice(),
        filters.maxPrice(),
        filters.exclude(),
        !Boolean.FALSE.equals(filters.inStock()),
        Boolean.TRUE.equals(filters.includePurchased()));
  }

  private RankingRules rules(Checks checks, int places) {
    if (rules == null) {
      return RankingRules.NONE;
    }
    int cap = checks.between("rules.maxPerCategory", rules.maxPerCategory(), 0, MAX_LIMIT, 0);
    double diversity = share(checks, "rules.diversity", rules.diversity());
    double priceFit = share(checks, "rules.priceFit", rules.priceFit());
    List<Pin> pins = pins(checks, places);
    List<Boost> boosts = boosts(checks);
    checks.done();
    return new RankingRules(pins, boosts, cap, diversity, priceFit);
  }

  private static double share(Checks checks, String field, @Nullable Double value) {
    if (value != null && !(value >= 0 && value <= 1)) {
      checks.refuse(field, "out-of-range", value + " is not between 0 and 1");
    }
    return value == null ? 0 : value;
  }

  private List<Pin> pins(Checks checks, int places) {
    List<Pin> pins = new ArrayList<>();
    List<@Nullable PinRequest> asked =
        rules == null || rules.pinned() == null ? List.of() : rules.pinned();
    if (asked.size() > MAX_RULES) {
      checks.refuse("rules.pinned", "out-of-range", asked.size() + "; at most " + MAX_RULES);
      return pins;
    }
    Set<Object> taken = new HashSet<>();
    for (int i = 0; i < asked.size(); i++) {
      String field = "rules.pinned[" + i + "]";
      PinRequest pin = asked.get(i);
      String itemId = pin == null ? null : pin.itemId();
      Integer position = pin == null ? null : pin.position();
      checks.id(field + ".itemId", itemId);
      if (position == null) {
        checks.refuse(field + ".position", "missing", "is required");
      } else {
        int at = checks.between(field + ".position", position, 1, places, 1);
        if (!taken.add(at)) {
          checks.refuse(field + ".position", "duplicate", at + " is taken");
        }
        if (itemId != null && !taken.add(itemId)) {
          checks.refuse(field + ".itemId", "duplicate", "'" + itemId + "' comes twice");
        } else if (itemId != null) {
          pins.add(new Pin(itemId, at));
        }
      }
    }
    return pins;
  }

  private List<Boost> boosts(Checks checks) {
    List<Boost> boosts = new ArrayList<>();
    List<@Nullable BoostRequest> asked =
        rules == null || rules.boosted() == null ? List.of() : rules.boosted();
    if (asked.size() > MAX_RULES) {
      checks.refuse("rules.boosted", "out-of-range", asked.size() + "; at most " + MAX_RULES);
      return boosts;
    }
    for (int i = 0; i < asked.size(); i++) {
      String field = "rules.boosted[" + i + "]";
      BoostRequest boost = asked.get(i);
      if (boost == null) {
        checks.refuse(field, "missing", "is null");
        continue;
      }
      List<Boost> targets = new ArrayList<>();
      double factor = boost.factor() == null ? Double.NaN : boost.factor();
      boolean usable = factor > 0 && factor <= MAX_FACTOR;
      if (!usable) {
        checks.refuse(field + ".factor", "out-of-range", boost.factor() + " is not in (0, 100]");
      }
      double usableFactor = usable ? factor : 1;
      add(checks, targets, Target.ITEM, field + ".itemId", boost.itemId(), usableFactor);
      add(checks, targets, Target.CATEGORY, field + ".category", boost.category(), usableFactor);
      add(checks, targets, Target.BRAND, field + ".brand", boost.brand(), usableFactor);
      if (targets.size() != 1) {
        checks.refuse(field, "inconsistent", "needs exactly one of itemId, category and brand");
      }
      boosts.addAll(targets);
    }
    return boosts;
  }

  private static void add(
      Checks checks,
      List<Boost> targets,
      Target target,
      String field,
      @Nullable String value,
      double factor) {
    if (value != null && !value.isBlank()) {
      checks.id(field, value);
      targets.add(new Boost(target, value, factor));
    }
  }
}
