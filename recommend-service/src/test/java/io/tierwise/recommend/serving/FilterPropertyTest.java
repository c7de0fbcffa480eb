package io.tierwise.recommend.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.recommend.catalogue.CatalogueEntry;
import io.tierwise.recommend.catalogue.CategoryPath;
import io.tierwise.recommend.catalogue.Item;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Hard filters, on every path and whatever the state: zero violations, and never empty. */
class FilterPropertyTest {
  private static Filters draw(Random random) {
    Set<String> exclude = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      exclude.add("i" + random.nextInt(45));
    }
    BigDecimal min = random.nextInt(3) == 0 ? new BigDecimal(random.nextInt(30)) : null;
    BigDecimal max = random.nextInt(3) == 0 ? new BigDecimal(20 + random.nextInt(30)) : null;
    String category =
        switch (random.nextInt(5)) {
          case 0 -> "c" + random.nextInt(4);
          case 1 -> "C" + random.nextInt(3) + " > S" + random.nextInt(2);
          default -> null;
        };
    return new Filters(category, min, max, exclude, random.nextInt(4) > 0, random.nextInt(4) == 0);
  }

  /** The rules in plain words, apart from the code under test. */
  private static Predicate<Item> allowed(
      Filters filters, Set<String> bought, Set<String> returned, boolean requireCatalogue) {
    return item -> {
      BigDecimal price = item.price();
      boolean priceFits =
          (filters.minPrice() == null
                  || (price != null && price.compareTo(filters.minPrice()) >= 0))
              && (filters.maxPrice() == null
                  || (price != null && price.compareTo(filters.maxPrice()) <= 0));
      String path = CategoryPath.key(String.join("/", item.categoryPath())) + "/";
      boolean categoryFits =
          filters.category() == null || path.startsWith(CategoryPath.key(filters.category()) + "/");
      return !item.hidden()
          && (item.inStock() || !filters.inStock())
          && (item.fromCatalogue() || !requireCatalogue)
          && priceFits
          && categoryFits
          && !filters.exclude().contains(item.itemId())
          && (filters.includePurchased() || item.repeatable() || !bought.contains(item.itemId()))
          && (filters.includePurchased() || !returned.contains(item.itemId()));
    };
  }

  private static void check(
      TestShop shop, Recommendations answer, int limit, Predicate<Item> allowed) {
    assertThat(answer.items()).allMatch(place -> allowed.test(place.item()));
    assertThat(answer.items().stream().map(place -> place.item().itemId()).distinct())
        .hasSameSizeAs(answer.items());
    long eligible = 0;
    for (int item = 0; item < shop.catalogue.size(); item++) {
      CatalogueEntry entry = shop.catalogue.entry(item);
      eligible += entry != null && allowed.test(entry.item()) ? 1 : 0;
    }
    assertThat(answer.items()).hasSize((int) Math.min(limit, eligible));
  }

  @Property(tries = 150)
  void everyPath_keepsTheFilters_andFillsTheListWhileItCan(@ForAll long seed) {
    Random random = new Random(seed);
    TestShop shop = TestShop.random(seed, 12, 40);
    boolean requireCatalogue = random.nextBoolean();
    if (random.nextInt(3) > 0) {
      shop.train();
    }
    Recommend recommend = shop.recommend(requireCatalogue);
    RelateItems relate = shop.relateItems(requireCatalogue);
    for (int i = 0; i < 12; i++) {
      Filters filters = draw(random);
      int limit = 1 + random.nextInt(15);
      String userId = random.nextInt(4) == 0 ? "nobody" : "u" + random.nextInt(12);
      Strategy strategy = Strategy.REQUESTABLE.get(random.nextInt(Strategy.REQUESTABLE.size()));
      Recommend.Wish wish = new Recommend.Wish(strategy, limit, filters);
      Set<String> bought = shop.bought.getOrDefault(userId, Set.of());
      Set<String> returned = shop.returned.getOrDefault(userId, Set.of());
      Predicate<Item> forAnyone = allowed(filters, Set.of(), Set.of(), requireCatalogue);

      check(
          shop,
          recommend.forUser(userId, wish),
          limit,
          allowed(filters, bought, returned, requireCatalogue));
      List<String> session = List.of("i" + random.nextInt(40), "i" + random.nextInt(40), "?");
      check(
          shop,
          recommend.forSession(session, wish),
          limit,
          forAnyone.and(item -> !session.contains(item.itemId())));
      check(shop, relate.trending(limit, filters), limit, forAnyone);
      String itemId = "i" + random.nextInt(40);
      check(
          shop,
          relate.similar(itemId, limit, filters).orElseThrow(),
          limit,
          forAnyone.and(item -> !item.itemId().equals(itemId)));
      assertThat(relate.boughtTogether(itemId, limit, filters).orElseThrow().answer().items())
          .allMatch(place -> forAnyone.test(place.item()));
    }
  }

  @Property(tries = 30)
  void withoutStoreAndModel_filtersOfTheRequestStillHold(@ForAll long seed) {
    Random random = new Random(seed);
    TestShop shop = TestShop.random(seed, 5, 30);
    shop.storeFails = true;
    Filters filters = draw(random);
    Recommendations answer =
        shop.recommend(false).forUser("u1", new Recommend.Wish(Strategy.ITEM_KNN, 5, filters));
    assertThat(answer.historyKnown()).isFalse();
    assertThat(answer.modelVersion()).isNull();
    check(shop, answer, 5, allowed(filters, Set.of(), Set.of(), false));
  }
}
