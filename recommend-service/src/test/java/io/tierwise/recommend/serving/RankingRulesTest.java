package io.tierwise.recommend.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.serving.RankingRules.Boost;
import io.tierwise.recommend.serving.RankingRules.Pin;
import io.tierwise.recommend.serving.RankingRules.Target;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each rule does to a list that is a1, a2, a3, b1 without it, of scores 9, 8, 7, 6. */
class RankingRulesTest {
  private final TestShop shop = new TestShop();

  RankingRulesTest() {
    put("a1", "A", "10", 9);
    put("a2", "A", "10", 8);
    put("a3", "A", "10", 7);
    put("b1", "B", "100", 6);
    put("c1", "C", "100", 1);
  }

  private void put(String id, String department, String price, int views) {
    shop.catalogue.put(
        new Item(
            id,
            null,
            "Brand " + department,
            List.of(department),
            new BigDecimal(price),
            true,
            false,
            false,
            true,
            TestShop.NOW));
    for (int viewer = 0; viewer < views; viewer++) {
      shop.add(
          Interaction.of(
              id + "-viewer-" + viewer, id, InteractionKind.VIEW, TestShop.NOW, "m" + viewer));
    }
  }

  private List<String> list(@Nullable String userId, int limit, RankingRules rules) {
    return shop
        .recommend(false)
        .forPlacement(
            userId,
            List.of(),
            new Recommend.Wish(List.of(Strategy.POPULARITY), limit, Filters.NONE, rules))
        .items()
        .stream()
        .map(place -> place.item().itemId())
        .toList();
  }

  private static RankingRules boosting(Target target, String value, double factor) {
    return new RankingRules(List.of(), List.of(new Boost(target, value, factor)), 0, 0, 0);
  }

  @Test
  void withoutRules_theScoresDecide() {
    assertThat(list(null, 4, RankingRules.NONE)).containsExactly("a1", "a2", "a3", "b1");
  }

  @Test
  void boosts_multiplyScores_ofItems_categoriesAndBrands() {
    assertThat(list(null, 4, boosting(Target.BRAND, "brand b", 2)))
        .containsExactly("b1", "a1", "a2", "a3");
    assertThat(list(null, 4, boosting(Target.CATEGORY, "B", 1.2)))
        .containsExactly("a1", "a2", "b1", "a3");
    assertThat(list(null, 4, boosting(Target.ITEM, "a1", 0.7)))
        .containsExactly("a2", "a3", "a1", "b1");
  }

  @Test
  void aPinnedItem_hasItsPlace_andTheOthersKeepTheirOrder() {
    RankingRules rules = new RankingRules(List.of(new Pin("b1", 2)), List.of(), 0, 0, 0);
    assertThat(list(null, 4, rules)).containsExactly("a1", "b1", "a2", "a3");
  }

  @Test
  void aCap_letsTheNextCategoryIn() {
    assertThat(list(null, 3, new RankingRules(List.of(), List.of(), 1, 0, 0)))
        .containsExactly("a1", "b1", "c1");
  }

  /**
   * After a1, a2 has .5 * .875 of relevance less .5 * 1 of likeness, b1 has .5 * .625 less nothing.
   */
  @Test
  void diversity_prefersWhatIsUnlikeTheItemsBefore() {
    assertThat(list(null, 2, new RankingRules(List.of(), List.of(), 0, 0.5, 0)))
        .containsExactly("a1", "b1");
    assertThat(list(null, 2, new RankingRules(List.of(), List.of(), 0, 0.1, 0)))
        .containsExactly("a1", "a2");
  }

  @Test
  void priceFit_prefersThePricesThatTheUserLooksAt() {
    RankingRules rules = new RankingRules(List.of(), List.of(), 0, 0, 1);
    assertThat(list("c1-viewer-0", 1, rules)).containsExactly("b1");
    assertThat(list("a1-viewer-0", 1, rules)).containsExactly("a1");
    assertThat(list(null, 1, rules)).containsExactly("a1");
  }
}
