package io.tierwise.recommend.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecommendTest {
  private static final Recommend.Wish WISH = new Recommend.Wish(Strategy.ITEM_KNN, 3, Filters.NONE);

  /** Two tastes that do not mix: a1..a5 and b1..b5. */
  private static TestShop shop() {
    TestShop shop = new TestShop();
    for (String taste : List.of("a", "b")) {
      for (int i = 1; i <= 5; i++) {
        shop.catalogue.put(
            new Item(
                taste + i,
                "Thing " + taste + i,
                null,
                List.of(taste),
                BigDecimal.ONE,
                true,
                false,
                false,
                true,
                TestShop.NOW));
      }
      for (int user = 0; user < 10; user++) {
        for (int i = 1; i <= 5; i++) {
          if ((user + i) % 3 > 0) {
            shop.add(
                Interaction.of(
                    taste + "-user" + user,
                    taste + i,
                    InteractionKind.VIEW,
                    TestShop.NOW.minusSeconds(1_000L * user),
                    "m" + i));
          }
        }
      }
    }
    return shop;
  }

  private static Interaction view(String user, String item) {
    return Interaction.of(user, item, InteractionKind.VIEW, TestShop.NOW, "now-" + item);
  }

  @Test
  void aClick_changesTheNextAnswer_withoutTraining() {
    TestShop shop = shop();
    shop.train();
    Recommend recommend = shop.recommend(false);
    Recommendations before = recommend.forUser("newcomer", WISH);
    assertThat(before.fallback()).isTrue();
    assertThat(before.strategy()).isEqualTo(Strategy.TRENDING);
    assertThat(before.modelVersion()).isEqualTo("m1");

    shop.histories.apply(List.of(view("newcomer", "b2")), Map.of());
    Recommendations after = recommend.forUser("newcomer", WISH);
    assertThat(after.fallback()).isFalse();
    assertThat(after.strategy()).isEqualTo(Strategy.ITEM_KNN);
    assertThat(after.items()).allMatch(place -> place.item().itemId().startsWith("b"));
    Reason reason = after.items().getFirst().reasons().getFirst();
    assertThat(reason.type()).isEqualTo("because-you-viewed");
    assertThat(reason.itemId()).isEqualTo("b2");
    assertThat(reason.share()).isCloseTo(1, within(1e-12));
    assertThat(reason.text()).isEqualTo("Because you viewed Thing b2");
  }

  @Test
  void shares_ofTheReasons_areThoseOfTheScore() {
    TestShop shop = shop();
    shop.train();
    Recommend recommend = shop.recommend(false);
    recommend.forUser("u", WISH);
    shop.histories.apply(
        List.of(
            view("u", "a1"),
            Interaction.of("u", "a2", InteractionKind.PURCHASE, TestShop.NOW, "o1")),
        Map.of());
    for (RecommendedItem place : recommend.forUser("u", WISH).items()) {
      if (place.reasons().size() == 2) {
        assertThat(place.reasons().stream().mapToDouble(Reason::share).sum())
            .isCloseTo(1, within(1e-12));
        assertThat(place.reasons().getFirst().type()).isEqualTo("because-you-bought");
        return;
      }
    }
    throw new AssertionError("no item with two reasons");
  }

  @Test
  void withoutModel_theAnswerIsTrending_andSaysSo() {
    Recommendations answer = shop().recommend(false).forUser("a-user1", WISH);
    assertThat(answer.items()).hasSize(3);
    assertThat(answer.strategy()).isEqualTo(Strategy.TRENDING);
    assertThat(answer.fallback()).isTrue();
    assertThat(answer.modelVersion()).isNull();
    assertThat(answer.items().getFirst().reasons().getFirst().type()).isEqualTo("trending");
  }

  @Test
  void newcomers_getWhatTheirSegmentLikes_thenTrends() {
    TestShop shop = shop();
    shop.train();
    new FollowSegments(
            reader -> {
              reader.accept("Gold", "b4", 7);
              reader.accept("Gold", "b5", 9);
              reader.accept("Silver", "a1", 100);
            },
            shop.catalogue,
            shop.segments)
        .follow();
    shop.segmentOf.put("newcomer", "Gold");
    Recommendations answer = shop.recommend(false).forUser("newcomer", WISH);
    assertThat(answer.strategy()).isEqualTo(Strategy.SEGMENT);
    assertThat(answer.fallback()).isTrue();
    assertThat(answer.items())
        .extracting(place -> place.item().itemId())
        .startsWith("b5", "b4")
        .hasSize(3);
    Reason reason = answer.items().getFirst().reasons().getFirst();
    assertThat(reason.type()).isEqualTo("popular-in-segment");
    assertThat(reason.text()).isEqualTo("Popular with Gold customers");
    assertThat(answer.items().getLast().reasons().getFirst().type()).isEqualTo("trending");
    assertThat(shop.recommend(false).forUser("stranger", WISH).strategy())
        .isEqualTo(Strategy.TRENDING);

    shop.histories.move("newcomer", "Silver");
    assertThat(
            shop.recommend(false)
                .forUser("newcomer", new Recommend.Wish(Strategy.SEGMENT, 1, Filters.NONE))
                .items())
        .extracting(place -> place.item().itemId())
        .containsExactly("a1");
  }

  @Test
  void withoutModelAndDemand_theAnswerIsTheNewestOfTheCatalogue() {
    TestShop shop = new TestShop();
    for (int i = 0; i < 5; i++) {
      shop.catalogue.put(
          new Item(
              "i" + i,
              null,
              null,
              List.of(),
              null,
              true,
              false,
              false,
              true,
              TestShop.NOW.plusSeconds(i)));
    }
    Recommendations answer = shop.recommend(false).forUser("u", WISH);
    assertThat(answer.items())
        .extracting(place -> place.item().itemId())
        .containsExactly("i4", "i3", "i2");
    assertThat(answer.items()).allSatisfy(place -> assertThat(place.score()).isZero());
    assertThat(answer.strategy()).isEqualTo(Strategy.NEWEST);
  }

  @Test
  void aSession_isScoredFromItsItems() {
    TestShop shop = shop();
    shop.train();
    Recommendations answer = shop.recommend(false).forSession(List.of("b1", "b2", "?"), WISH);
    assertThat(answer.items())
        .allMatch(place -> place.item().itemId().startsWith("b"))
        .noneMatch(place -> Set.of("b1", "b2").contains(place.item().itemId()));
    assertThat(answer.strategy()).isEqualTo(Strategy.ITEM_KNN);
  }

  @Test
  void similarItems_shareTheirAudience_unknownItemsAreNotFound() {
    TestShop shop = shop();
    shop.train();
    RelateItems relate = shop.relateItems(false);
    assertThat(relate.similar("a1", 3, Filters.NONE).orElseThrow().items())
        .allMatch(place -> place.item().itemId().startsWith("a"));
    assertThat(relate.similar("?", 3, Filters.NONE)).isEmpty();
    assertThat(relate.boughtTogether("?", 3, Filters.NONE)).isEmpty();
  }

  @Test
  void affinity_isAboveOneHalfForTheOwnTaste_andOneHalfForStrangers() {
    TestShop shop = shop();
    shop.train();
    ScoreAffinities affinities =
        new ScoreAffinities(
            shop.histories, TestShop.WEIGHTS, shop.live, shop.demand, shop.catalogue);
    List<ScoreAffinities.Offer> offers =
        List.of(
            new ScoreAffinities.Offer("a", Set.of(), Set.of("A")),
            new ScoreAffinities.Offer("b", Set.of("b1", "b2", "b3", "b4", "b5"), Set.of()),
            new ScoreAffinities.Offer("none", Set.of("?"), Set.of()));
    Map<String, Map<String, Double>> scores = affinities.of(Set.of("a-user1", "stranger"), offers);
    assertThat(scores.get("a-user1").get("a")).isGreaterThan(0.55).isLessThan(1);
    assertThat(scores.get("a-user1").get("b")).isLessThan(0.45).isGreaterThan(0);
    assertThat(scores.get("a-user1").get("none")).isEqualTo(0.5);
    assertThat(scores.get("stranger").values()).allMatch(score -> Math.abs(score - 0.5) < 1e-12);
  }

  @Test
  void whileTheStoreFails_historiesThatAreHeldCount_inABatchToo() {
    TestShop shop = TestShop.random(1, 4, 20);
    Recommend.Wish wish = new Recommend.Wish(Strategy.POPULARITY, 20, Filters.NONE);
    Recommendations before = shop.recommend(false).forUser("u1", wish);
    shop.storeFails = true;
    Map<String, Recommendations> answers = shop.recommend(false).forUsers(Set.of("u1", "u2"), wish);
    assertThat(answers.get("u1")).isEqualTo(before);
    assertThat(answers.get("u1").historyKnown()).isTrue();
    assertThat(answers.get("u2").historyKnown()).isFalse();
    assertThat(answers.get("u2").items()).isNotEmpty();
  }

  @Test
  void affinity_followsItsFormula() {
    // Known strength 5 = the prior: p' is halfway between 0.6 and 0.2, that is 0.4; 0.4 / 0.6.
    assertThat(ScoreAffinities.affinity(0.6, 5, 0.2)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(ScoreAffinities.affinity(0, 0, 0)).isEqualTo(0.5);
  }

  @Test
  void ofSeveralRules_theMostConfidentCounts() {
    TestShop shop = new TestShop();
    // a has x in four of five orders; y comes with three of five of both a and b.
    String orders = "a x,a x,a x y,a x y,a y,b y,b y,b y,b,b,c d,c d,c d,c d,c d,c d,c d,c d";
    for (String id : "a b c d x y".split(" ")) {
      shop.catalogue.put(Item.learnt(id, id, null, List.of(), BigDecimal.ONE, TestShop.NOW));
    }
    int number = 0;
    for (String order : orders.split(",")) {
      String user = "u" + number++;
      for (String item : order.split(" ")) {
        shop.add(Interaction.of(user, item, InteractionKind.PURCHASE, TestShop.NOW, "o" + number));
      }
    }
    shop.train();
    Recommendations answer =
        shop.recommend(false)
            .forPlacement(
                null,
                List.of("a", "b"),
                new Recommend.Wish(
                    List.of(Strategy.BOUGHT_TOGETHER), 2, Filters.NONE, RankingRules.NONE));
    assertThat(answer.items()).extracting(place -> place.item().itemId()).containsExactly("x", "y");
    assertThat(answer.items().getFirst().score()).isEqualTo(0.8);
  }
}
