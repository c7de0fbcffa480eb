package io.tierwise.recommend.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.model.RecommendationModel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two tastes of four items each; then items come that nobody has touched. */
class FollowContentTest {
  private static final Recommend.Wish WISH = new Recommend.Wish(Strategy.ITEM_KNN, 6, Filters.NONE);
  private final TestShop shop = new TestShop();
  private final FollowContent content =
      new FollowContent(shop.catalogue, shop.live, text -> List.of(text.split(" ")));

  private static Item item(String id, String words, boolean hidden) {
    return new Item(
        id, words, null, List.of(), BigDecimal.ONE, true, hidden, false, true, TestShop.NOW);
  }

  @BeforeEach
  void trainedShop() {
    for (String taste : List.of("tea", "ski")) {
      for (int i = 0; i < 4; i++) {
        shop.catalogue.put(item(taste + i, taste + " " + taste + i, false));
      }
      for (int user = 0; user < 6; user++) {
        for (int i = 0; i < 3; i++) {
          shop.add(view(taste + "-user" + user, taste + (user + i) % 4));
        }
      }
    }
    shop.train();
    content.follow();
  }

  private static Interaction view(String user, String item) {
    return Interaction.of(user, item, InteractionKind.VIEW, TestShop.NOW, user + item);
  }

  private static final Set<String> FILL = Set.of("trending", "popular", "new");

  /** What was found for the user or the item, and not to fill the list up. */
  private static List<String> ids(Recommendations answer) {
    return answer.items().stream()
        .filter(place -> !FILL.contains(place.reasons().getFirst().type()))
        .map(place -> place.item().itemId())
        .toList();
  }

  @Test
  void anItemNobodyTouched_comesToThoseWithSuchTaste_andSaysWhatItIsLike() {
    shop.catalogue.put(item("tea-new", "rare tea", false));
    content.follow();
    Recommend recommend = shop.recommend(false);
    Recommendations answer = recommend.forUser("tea-user0", WISH);
    assertThat(ids(answer)).contains("tea-new");
    Reason reason =
        answer.items().stream()
            .filter(place -> place.item().itemId().equals("tea-new"))
            .findFirst()
            .orElseThrow()
            .reasons()
            .getFirst();
    assertThat(reason.type()).isEqualTo("similar");
    assertThat(reason.itemId()).startsWith("tea");
    assertThat(ids(recommend.forUser("ski-user0", WISH))).doesNotContain("tea-new");
  }

  @Test
  void itIsAmongSimilarItems_andHasSomeItself() {
    shop.catalogue.put(item("tea-new", "rare tea", false));
    content.follow();
    RelateItems relate = shop.relateItems(false);
    assertThat(ids(relate.similar("tea1", 4, Filters.NONE).orElseThrow()))
        .contains("tea-new")
        .noneMatch(id -> id.startsWith("ski"));
    assertThat(ids(relate.similar("tea-new", 4, Filters.NONE).orElseThrow()))
        .hasSize(4)
        .allMatch(id -> id.startsWith("tea"));
  }

  @Test
  void aDescription_tellsWhatANewItemIsLike_andItsChangeToo() {
    shop.catalogue.put(described("tea2", "tea tea2", "smoke", TestShop.NOW));
    shop.catalogue.put(described("ski2", "ski ski2", "snow", TestShop.NOW));
    shop.catalogue.put(described("new", "plain", "smoke leaf", TestShop.NOW));
    content.follow();
    assertThat(likesOfNew()).containsExactly(shop.catalogue.number("tea2"));
    shop.catalogue.put(described("new", "plain", "snow", TestShop.NOW.plusSeconds(1)));
    content.follow();
    assertThat(likesOfNew()).containsExactly(shop.catalogue.number("ski2"));
  }

  private int[] likesOfNew() {
    return shop.live.current().orElseThrow().fresh().likes(shop.catalogue.number("new"));
  }

  private static Item described(String id, String name, String description, Instant at) {
    return new Item(
        id, name, null, List.of(), BigDecimal.ONE, true, false, false, true, at, description);
  }

  @Test
  void aChangedText_changesItsCompany_andHiddenItemsStayAway() {
    shop.catalogue.put(item("new", "rare tea", false));
    content.follow();
    shop.catalogue.put(item("new", "rare ski", false));
    content.follow();
    Recommend recommend = shop.recommend(false);
    assertThat(ids(recommend.forUser("ski-user0", WISH))).contains("new");
    assertThat(ids(recommend.forUser("tea-user0", WISH))).doesNotContain("new");
    shop.catalogue.put(item("new", "rare ski", true));
    // At once: the filter needs no look at texts.
    assertThat(ids(recommend.forUser("ski-user0", WISH))).doesNotContain("new");
    content.follow();
    assertThat(shop.live.current().orElseThrow().fresh().size()).isZero();
  }

  @Test
  void whatTheModelLearnt_isFreshNoMore() {
    shop.catalogue.put(item("tea-new", "rare tea", false));
    content.follow();
    assertThat(shop.live.current().orElseThrow().fresh().size()).isEqualTo(1);
    RecommendationModel none = RecommendationModel.empty();
    shop.live.swap(
        "m2",
        TestShop.NOW,
        new RecommendationModel(
            List.of("tea-new"),
            none.popularity(),
            none.trending(),
            none.personal(),
            none.boughtTogether(),
            none.primary()));
    assertThat(shop.live.current().orElseThrow().fresh().size()).isZero();
    content.follow();
    // Now the other items of tea are news to it.
    assertThat(shop.live.current().orElseThrow().fresh().likes(shop.catalogue.number("tea-new")))
        .isEmpty();
    assertThat(shop.live.current().orElseThrow().fresh().size()).isEqualTo(4);
  }

  @Test
  void onlyTheNewest_areFresh() {
    for (int i = 0; i < 1_200; i++) {
      shop.catalogue.put(
          item("many" + i, (i / 4 % 2 == 0 ? "tea" : "ski") + i % 4 + " " + i, false));
    }
    content.follow();
    assertThat(shop.live.current().orElseThrow().fresh().size()).isEqualTo(1_000);
  }
}
