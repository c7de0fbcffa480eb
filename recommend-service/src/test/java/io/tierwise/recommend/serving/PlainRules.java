package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.CatalogueEntry;
import io.tierwise.recommend.catalogue.CategoryPath;
import io.tierwise.recommend.catalogue.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The hard rules in plain words, apart from the code under test. */
record PlainRules(Filters filters, Set<String> bought, Set<String> returned)
    implements Predicate<Item> {
  static PlainRules forAnyone(Filters filters) {
    return new PlainRules(filters, Set.of(), Set.of());
  }

  /**
   * @param userId null for somebody whose history is not known
   */
  static PlainRules of(TestShop shop, @Nullable String userId, Filters filters) {
    return userId == null
        ? forAnyone(filters)
        : new PlainRules(
            filters,
            shop.bought.getOrDefault(userId, Set.of()),
            shop.returned.getOrDefault(userId, Set.of()));
  }

  @Override
  public boolean test(Item item) {
    BigDecimal price = item.price();
    boolean priceFits =
        (filters.minPrice() == null || (price != null && price.compareTo(filters.minPrice()) >= 0))
            && (filters.maxPrice() == null
                || (price != null && price.compareTo(filters.maxPrice()) <= 0));
    boolean categoryFits =
        filters.category() == null
            || (category(item) + "/").startsWith(CategoryPath.key(filters.category()) + "/");
    return !item.hidden()
        && (item.inStock() || !filters.inStock())
        && priceFits
        && categoryFits
        && !filters.exclude().contains(item.itemId())
        && (filters.includePurchased() || item.repeatable() || !bought.contains(item.itemId()))
        && (filters.includePurchased() || !returned.contains(item.itemId()));
  }

  /** The most special category; empty for an item without one. */
  static String category(Item item) {
    return CategoryPath.key(String.join("/", item.categoryPath()));
  }

  /**
   * How many items of a shop a list can have.
   *
   * @param cap of each category; 0 for none
   */
  static int room(TestShop shop, Predicate<Item> allowed, int cap) {
    Map<String, Integer> eligible = new HashMap<>();
    for (int number = 0; number < shop.catalogue.size(); number++) {
      CatalogueEntry entry = shop.catalogue.entry(number);
      if (entry != null && allowed.test(entry.item())) {
        eligible.merge(category(entry.item()), 1, Integer::sum);
      }
    }
    return eligible.entrySet().stream()
        .mapToInt(
            each ->
                cap == 0 || each.getKey().isEmpty()
                    ? each.getValue()
                    : Math.min(cap, each.getValue()))
        .sum();
  }

  /** What is wrong with a list, in words; empty for one that keeps every rule and is full. */
  static List<String> faults(
      TestShop shop, List<RecommendedItem> list, int limit, int cap, Predicate<Item> allowed) {
    List<String> faults = new ArrayList<>();
    Map<String, Integer> listed = new HashMap<>();
    Map<String, Integer> ids = new HashMap<>();
    for (RecommendedItem place : list) {
      if (!allowed.test(place.item())) {
        faults.add("not allowed: " + place.item());
      }
      if (place.reasons().isEmpty()) {
        faults.add("without a reason: " + place.item());
      }
      ids.merge(place.item().itemId(), 1, Integer::sum);
      listed.merge(category(place.item()), 1, Integer::sum);
    }
    listed.remove("");
    if (!ids.isEmpty() && Collections.max(ids.values()) > 1) {
      faults.add("twice in a list: " + ids);
    }
    if (cap > 0 && !listed.isEmpty() && Collections.max(listed.values()) > cap) {
      faults.add("more than " + cap + " of a category: " + listed);
    }
    int wanted = Math.min(limit, room(shop, allowed, cap));
    if (list.size() != wanted) {
      faults.add(list.size() + " items instead of " + wanted);
    }
    return faults;
  }
}
