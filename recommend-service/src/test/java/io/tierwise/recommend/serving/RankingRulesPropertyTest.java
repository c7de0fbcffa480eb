package io.tierwise.recommend.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.recommend.catalogue.CatalogueEntry;
import io.tierwise.recommend.catalogue.CategoryPath;
import io.tierwise.recommend.catalogue.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Caps, pins, boosts and filters together, over every chain and state: zero violations. */
class RankingRulesPropertyTest {
  private static RankingRules draw(Random random, int limit) {
    List<RankingRules.Pin> pins = new ArrayList<>();
    for (int position = 1; position <= limit; position++) {
      if (random.nextInt(6) == 0) {
        // Three ids for each place: no item is pinned twice.
        pins.add(new RankingRules.Pin("i" + (position * 3 + random.nextInt(3)) % 48, position));
      }
    }
    List<RankingRules.Boost> boosts =
        List.of(
            new RankingRules.Boost(RankingRules.Target.CATEGORY, "c1", 3),
            new RankingRules.Boost(RankingRules.Target.BRAND, "brand 2", 0.2),
            new RankingRules.Boost(RankingRules.Target.ITEM, "i7", 100));
    return new RankingRules(
        pins,
        random.nextBoolean() ? boosts : List.of(),
        random.nextInt(4),
        random.nextInt(3) / 2.0,
        random.nextInt(3) / 2.0);
  }

  private static boolean passes(
      Item item, Filters filters, Set<String> bought, Set<String> returned, Set<String> about) {
    return !item.hidden()
        && (item.inStock() || !filters.inStock())
        && !filters.exclude().contains(item.itemId())
        && !about.contains(item.itemId())
        && (filters.includePurchased() || item.repeatable() || !bought.contains(item.itemId()))
        && (filters.includePurchased() || !returned.contains(item.itemId()));
  }

  private static String category(Item item) {
    return CategoryPath.key(String.join("/", item.categoryPath()));
  }

  @Property(tries = 200)
  void everyChain_keepsTheRules_andFillsTheListWhileItCan(@ForAll long seed) {
    Random random = new Random(seed);
    TestShop shop = TestShop.random(seed, 12, 40);
    if (random.nextInt(3) > 0) {
      shop.train();
    }
    shop.storeFails = random.nextInt(5) == 0;
    for (int i = 0; i < 12; i++) {
      int limit = 1 + random.nextInt(15);
      RankingRules rules = draw(random, limit);
      Set<String> exclude = Set.of("i" + random.nextInt(45), "x");
      Filters filters =
          new Filters(null, null, null, exclude, random.nextBoolean(), random.nextBoolean());
      List<Strategy> chain = new ArrayList<>(Strategy.PLACEABLE);
      java.util.Collections.shuffle(chain, random);
      String userId = random.nextInt(4) == 0 ? null : "u" + random.nextInt(12);
      List<String> about = List.of("i" + random.nextInt(40), "i" + random.nextInt(45));
      Recommendations answer =
          shop.recommend(false)
              .forPlacement(
                  userId,
                  about,
                  new Recommend.Wish(
                      chain.subList(0, 1 + random.nextInt(3)), limit, filters, rules));
      Set<String> bought =
          userId == null || !answer.historyKnown()
              ? Set.of()
              : shop.bought.getOrDefault(userId, Set.of());
      Set<String> returned =
          userId == null || !answer.historyKnown()
              ? Set.of()
              : shop.returned.getOrDefault(userId, Set.of());
      check(shop, answer, limit, filters, rules, bought, returned, Set.copyOf(about));
    }
  }

  private static void check(
      TestShop shop,
      Recommendations answer,
      int limit,
      Filters filters,
      RankingRules rules,
      Set<String> bought,
      Set<String> returned,
      Set<String> about) {
    Map<String, Integer> listed = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (RecommendedItem place : answer.items()) {
      assertThat(passes(place.item(), filters, bought, returned, about))
          .as("%s", place.item())
          .isTrue();
      assertThat(ids.add(place.item().itemId())).isTrue();
      assertThat(place.reasons()).isNotEmpty();
      listed.merge(category(place.item()), 1, Integer::sum);
    }
    Map<String, Integer> eligible = new HashMap<>();
    for (int item = 0; item < shop.catalogue.size(); item++) {
      CatalogueEntry entry = shop.catalogue.entry(item);
      if (entry != null && passes(entry.item(), filters, bought, returned, about)) {
        eligible.merge(category(entry.item()), 1, Integer::sum);
      }
    }
    int cap = rules.maxPerCategory();
    int room =
        eligible.entrySet().stream()
            .mapToInt(
                each ->
                    cap == 0 || each.getKey().isEmpty()
                        ? each.getValue()
                        : Math.min(cap, each.getValue()))
            .sum();
    if (cap > 0) {
      listed.remove("");
      assertThat(listed.values()).allMatch(count -> count <= cap);
    }
    assertThat(answer.items()).hasSize(Math.min(limit, room));
    if (answer.items().size() == limit) {
      for (RankingRules.Pin pin : rules.pins()) {
        if (ids.contains(pin.itemId())
            && answer.items().stream()
                .anyMatch(
                    place ->
                        place.item().itemId().equals(pin.itemId())
                            && place.reasons().getFirst().type().equals("pinned"))) {
          assertThat(answer.items().get(pin.position() - 1).item().itemId())
              .isEqualTo(pin.itemId());
        }
      }
    }
  }
}
