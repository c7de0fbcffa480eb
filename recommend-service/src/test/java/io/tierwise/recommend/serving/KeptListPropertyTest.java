package io.tierwise.recommend.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.model.RecommendationModel;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A list that is kept is the list that would be made, whatever changed since. */
class KeptListPropertyTest {
  private static final int ITEMS = 40;
  private static final int USERS = 6;

  /** Conditions that nothing fails, so that the list is made anew. */
  private static final Filters MADE_ANEW =
      new Filters(null, null, null, Set.of("no such item"), true, false);

  private static void change(TestShop shop, Random random, int step) {
    String itemId = "i" + random.nextInt(ITEMS);
    switch (random.nextInt(8)) {
      case 0, 1, 2 ->
          shop.catalogue.put(
              new Item(
                  itemId,
                  "Item " + itemId + " of step " + step,
                  "Brand",
                  List.of("C" + random.nextInt(3)),
                  new BigDecimal(1 + random.nextInt(50)),
                  random.nextInt(3) > 0,
                  random.nextInt(5) == 0,
                  random.nextBoolean(),
                  true,
                  TestShop.NOW.plusSeconds(step)));
      case 3 ->
          // One that was known by its id alone, or not at all.
          shop.catalogue.learn(
              Item.learnt(
                  "i" + (ITEMS + random.nextInt(5)), "New", null, List.of(), null, TestShop.NOW));
      case 4, 5 -> {
        InteractionKind kind = InteractionKind.of(1 + random.nextInt(5));
        String user = "u" + random.nextInt(USERS);
        shop.histories.apply(
            List.of(Interaction.of(user, itemId, kind, TestShop.NOW, "step" + step)), Map.of());
      }
      case 6 -> {
        boolean withItems = random.nextBoolean();
        shop.live.swap(
            "m" + step, TestShop.NOW, withItems ? shop.fitted : RecommendationModel.empty());
      }
      default -> shop.histories.move("u" + random.nextInt(USERS), "Silver");
    }
  }

  @Property(tries = 60, seed = "20261123")
  void aKeptList_isTheOneThatWouldBeMade(@ForAll long seed) {
    Random random = new Random(seed);
    TestShop shop = TestShop.random(seed, USERS, ITEMS);
    shop.train();
    Recommend recommend = shop.recommend(random.nextBoolean());
    for (int step = 0; step < 60; step++) {
      String user = "u" + random.nextInt(USERS);
      int limit = random.nextInt(4) == 0 ? 3 : 5;
      Strategy strategy = random.nextInt(4) == 0 ? Strategy.CONTENT : Strategy.AUTO;
      assertThat(recommend.forUser(user, new Recommend.Wish(strategy, limit, Filters.NONE)))
          .isEqualTo(recommend.forUser(user, new Recommend.Wish(strategy, limit, MADE_ANEW)));
      if (random.nextInt(3) == 0) {
        change(shop, random, step);
      }
    }
  }

  @Example
  void aList_isKept_untilADeedOrAnItemThatMayBeBetter() {
    TestShop shop = TestShop.random(1, USERS, ITEMS);
    shop.train();
    Recommend recommend = shop.recommend(false);
    Recommend.Wish wish = new Recommend.Wish(Strategy.ITEM_KNN, 2, Filters.NONE);
    Recommendations made = recommend.forUser("u1", wish);
    assertThat(recommend.forUser("u1", wish)).isEqualTo(made);
    assertThat(recommend.answersFromKept()).isEqualTo(1);

    Item first = made.items().getFirst().item();
    shop.catalogue.put(with(first, true, false));
    assertThat(recommend.forUser("u1", wish).items().getFirst().item().name()).isEqualTo("Other");
    assertThat(recommend.answersFromKept()).as("of another name").isEqualTo(2);

    shop.catalogue.put(with(first, false, false));
    Set<String> left = new HashSet<>();
    recommend.forUser("u1", wish).items().forEach(place -> left.add(place.item().itemId()));
    assertThat(left).doesNotContain(first.itemId()).hasSize(2);
    shop.catalogue.put(with(first, true, false));
    assertThat(recommend.forUser("u1", wish).items().getFirst().item().itemId())
        .as("it is back")
        .isEqualTo(first.itemId());
    shop.catalogue.put(with(first, true, true));
    assertThat(recommend.forUser("u1", wish).items())
        .noneMatch(place -> place.item().itemId().equals(first.itemId()));

    shop.histories.apply(
        List.of(
            Interaction.of("u1", "i3", InteractionKind.CLICK, TestShop.NOW.plusSeconds(1), "k")),
        Map.of());
    recommend.forUser("u1", wish);
    assertThat(recommend.answersFromKept()).as("made anew each time").isEqualTo(2);
  }

  private static Item with(Item item, boolean inStock, boolean hidden) {
    return new Item(
        item.itemId(),
        "Other",
        item.brand(),
        item.categoryPath(),
        item.price(),
        inStock,
        hidden,
        item.repeatable(),
        item.fromCatalogue(),
        TestShop.NOW);
  }
}
