package io.tierwise.recommend.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Caps, pins, boosts and filters together, over every chain and state: zero violations. */
class RankingRulesPropertyTest {
  @Property(tries = 200, seed = "20261123")
  void everyChain_keepsTheRules_andFillsTheListWhileItCan(@ForAll long seed) {
    Random random = new Random(seed);
    TestShop shop = TestShop.random(seed, 12, 40);
    if (random.nextInt(3) > 0) {
      shop.train();
    }
    shop.storeFails = random.nextInt(5) == 0;
    for (int i = 0; i < 12; i++) {
      int limit = 1 + random.nextInt(15);
      RankingRules rules = Draws.rules(random, limit);
      Filters filters = Draws.filters(random);
      List<Strategy> chain = Draws.chain(random);
      String userId = random.nextInt(4) == 0 ? null : "u" + random.nextInt(12);
      List<String> about = List.of("i" + random.nextInt(40), "i" + random.nextInt(45));
      Recommendations answer =
          shop.recommend(false)
              .forPlacement(userId, about, new Recommend.Wish(chain, limit, filters, rules));
      PlainRules plain =
          PlainRules.of(shop, answer.historyKnown() ? userId : null, filters.excluding(about));
      assertThat(PlainRules.faults(shop, answer.items(), limit, rules.maxPerCategory(), plain))
          .isEmpty();
      pinsAreInTheirPlaces(answer, limit, rules);
    }
  }

  private static void pinsAreInTheirPlaces(Recommendations answer, int limit, RankingRules rules) {
    if (answer.items().size() < limit) {
      return;
    }
    for (RankingRules.Pin pin : rules.pins()) {
      for (int place = 0; place < limit; place++) {
        RecommendedItem listed = answer.items().get(place);
        if (listed.item().itemId().equals(pin.itemId())
            && listed.reasons().getFirst().type().equals("pinned")) {
          assertThat(place + 1).isEqualTo(pin.position());
        }
      }
    }
  }
}
