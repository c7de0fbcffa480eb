package io.tierwise.recommend.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.recommend.catalogue.CategoryPath;
import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.placement.AnswerPlacement;
import io.tierwise.recommend.placement.Placement;
import io.tierwise.recommend.placement.Placement.Selection;
import io.tierwise.recommend.placement.Placement.Variant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Whatever happens between two answers (deeds of users whose histories are held, changes of items,
 * new items, another model, a store that fails), the next answer keeps the rules: to one user, to
 * many at once, to a session, and on placements whose variants go by share or by Thompson sampling.
 */
class EveryPathPropertyTest {
  private static final int USERS = 10;

  /** What the first items of all lists came from, and what paths answered. */
  private final Set<Strategy> sources = EnumSet.noneOf(Strategy.class);

  private final Set<String> paths = new TreeSet<>();

  @Property(tries = 60)
  void whateverHappensBetweenAnswers_theNextKeepsTheRules(@ForAll long seed) {
    play(seed);
  }

  @Example
  void allPathsAndStrategies_areAmongThem() {
    for (long seed = 1; seed <= 40; seed++) {
      play(seed);
    }
    assertThat(paths)
        .containsExactly(
            "batch",
            "history unknown",
            "new item",
            "placement a",
            "placement b",
            "session",
            "user");
    Set<Strategy> all = EnumSet.copyOf(Strategy.PLACEABLE);
    all.remove(Strategy.AUTO); // Is one of the others.
    all.add(Strategy.PINNED);
    assertThat(sources).isEqualTo(all);
  }

  private void play(long seed) {
    Random random = new Random(seed);
    TestShop shop = TestShop.random(seed, USERS, 40);
    ShopDays days = new ShopDays(shop, random);
    PlacementDesk desk = new PlacementDesk(shop);
    if (random.nextInt(3) > 0) {
      shop.train();
    }
    for (int i = 0; i < 30; i++) {
      days.something();
      int limit = 1 + random.nextInt(15);
      Filters filters = Draws.filters(random);
      String userId = random.nextInt(5) == 0 ? "nobody" : "u" + random.nextInt(USERS);
      List<String> about = List.of(days.item(), "i" + random.nextInt(TestShop.IN_ORDERS));
      switch (random.nextInt(5)) {
        case 0 ->
            forUsers(
                shop,
                random,
                new Recommend.Wish(Draws.chain(random), limit, filters, RankingRules.NONE));
        case 1 -> {
          Recommendations answer =
              shop.recommend(false)
                  .forSession(about, new Recommend.Wish(Strategy.AUTO, limit, filters));
          check(shop, "session", answer, limit, 0, PlainRules.forAnyone(filters.excluding(about)));
        }
        case 2 -> {
          Recommendations answer =
              shop.recommend(false)
                  .forUser(userId, new Recommend.Wish(Strategy.AUTO, limit, filters));
          check(shop, "user", answer, limit, 0, rules(shop, userId, answer, filters));
        }
        default -> onPlacement(shop, desk, random, userId, about);
      }
    }
  }

  private void forUsers(TestShop shop, Random random, Recommend.Wish wish) {
    Set<String> userIds = Set.of("nobody", "u" + random.nextInt(5), "u" + (5 + random.nextInt(5)));
    Map<String, Recommendations> answers = shop.recommend(false).forUsers(userIds, wish);
    assertThat(answers).containsOnlyKeys(userIds);
    answers.forEach(
        (userId, answer) ->
            check(
                shop,
                "batch",
                answer,
                wish.limit(),
                0,
                rules(shop, userId, answer, wish.filters())));
  }

  private void onPlacement(
      TestShop shop, PlacementDesk desk, Random random, String user, List<String> about) {
    int limit = 1 + random.nextInt(15);
    RankingRules rules = Draws.rules(random, limit);
    Placement placement =
        desk.save(
            new Placement(
                "email",
                "",
                List.of(
                    new Variant("a", 1, Draws.chain(random)),
                    new Variant("b", 1, Draws.chain(random))),
                random.nextBoolean() ? Selection.SHARES : Selection.THOMPSON,
                limit,
                Draws.filters(random),
                rules,
                0,
                TestShop.NOW));
    desk.clicked(random.nextInt(50), random.nextInt(50));
    String userId = random.nextInt(4) == 0 ? null : user;
    Filters asked = within(placement.filters(), Draws.filters(random));
    List<String> beside = random.nextBoolean() ? about : List.of();
    AnswerPlacement.Answer answer =
        desk.answers().answer(placement, new AnswerPlacement.Request(userId, beside, null, asked));
    Predicate<Item> both =
        rules(shop, userId, answer.recommendations(), placement.filters().excluding(beside))
            .and(rules(shop, userId, answer.recommendations(), asked));
    String path = "placement " + answer.listId().variant();
    check(shop, path, answer.recommendations(), limit, rules.maxPerCategory(), both);
  }

  /** What the API lets a request ask of a placement: no category outside its own. */
  private static Filters within(Filters own, Filters asked) {
    String category = asked.category();
    boolean outside =
        own.category() != null
            && category != null
            && !CategoryPath.key(category).startsWith(CategoryPath.key(own.category()));
    return new Filters(
        outside ? own.category() : category,
        asked.minPrice(),
        asked.maxPrice(),
        asked.exclude(),
        asked.inStock(),
        asked.includePurchased());
  }

  private static PlainRules rules(
      TestShop shop, @Nullable String userId, Recommendations answer, Filters filters) {
    return PlainRules.of(shop, answer.historyKnown() ? userId : null, filters);
  }

  private void check(
      TestShop shop,
      String path,
      Recommendations answer,
      int limit,
      int cap,
      Predicate<Item> allowed) {
    assertThat(PlainRules.faults(shop, answer.items(), limit, cap, allowed)).as(path).isEmpty();
    paths.add(path);
    if (!answer.historyKnown()) {
      paths.add("history unknown");
    }
    if (!answer.items().isEmpty()) {
      sources.add(answer.strategy());
    }
    for (RecommendedItem place : answer.items()) {
      if (ShopDays.isNew(place.item()) && place.reasons().getFirst().type().equals("similar")) {
        paths.add("new item");
      }
    }
  }
}
