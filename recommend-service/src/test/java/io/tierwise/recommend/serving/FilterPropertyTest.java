package io.tierwise.recommend.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.recommend.catalogue.Item;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Hard filters, on every path and whatever the state: zero violations, and never empty. */
class FilterPropertyTest {
  private static Predicate<Item> allowed(PlainRules rules, boolean requireCatalogue) {
    return rules.and(item -> item.fromCatalogue() || !requireCatalogue);
  }

  private static void check(
      TestShop shop, Recommendations answer, int limit, Predicate<Item> allowed) {
    assertThat(PlainRules.faults(shop, answer.items(), limit, 0, allowed)).isEmpty();
  }

  @Property(tries = 150, seed = "20261123")
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
      Filters filters = Draws.filters(random);
      int limit = 1 + random.nextInt(15);
      String userId = random.nextInt(4) == 0 ? "nobody" : "u" + random.nextInt(12);
      Strategy strategy = Strategy.REQUESTABLE.get(random.nextInt(Strategy.REQUESTABLE.size()));
      Recommend.Wish wish = new Recommend.Wish(strategy, limit, filters);
      Predicate<Item> forAnyone = allowed(PlainRules.forAnyone(filters), requireCatalogue);

      check(
          shop,
          recommend.forUser(userId, wish),
          limit,
          allowed(PlainRules.of(shop, userId, filters), requireCatalogue));
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

  @Property(tries = 30, seed = "20261123")
  void withoutStoreAndModel_filtersOfTheRequestStillHold(@ForAll long seed) {
    Random random = new Random(seed);
    TestShop shop = TestShop.random(seed, 5, 30);
    shop.storeFails = true;
    Filters filters = Draws.filters(random);
    Recommendations answer =
        shop.recommend(false).forUser("u1", new Recommend.Wish(Strategy.ITEM_KNN, 5, filters));
    assertThat(answer.historyKnown()).isFalse();
    assertThat(answer.modelVersion()).isNull();
    check(shop, answer, 5, PlainRules.forAnyone(filters));
  }
}
