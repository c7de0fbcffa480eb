package io.tierwise.recommend.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.recommend.catalogue.CategoryPath;
import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.placement.AnswerPlacement;
import io.tierwise.recommend.placement.Placement;
import io.tierwise.recommend.placement.Placement.Selection;
import io.tierwise.recommend.placement.Placement.Variant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
  private static final Set<String> PATHS =
      Set.of(
          "user",
          "batch",
          "session",
          "placement a",
          "placement b",
          "history unknown",
          "kept list",
          "new item");

  /** What the first items of all lists came from, and what paths answered. */
  private final Set<Strategy> sources = EnumSet.noneOf(Strategy.class);

  private final Set<String> paths = new HashSet<>();

  @Property(tries = 60, seed = "20261123")
  void whateverHappensBetweenAnswers_theNextKeepsTheRules(@ForAll long seed) {
    play(seed);
  }

  @Example
  void allPathsAndStrategies_areAmongThem() {
    Set<Strategy> all = EnumSet.copyOf(Strategy.PLACEABLE);
    all.remove(Strategy.AUTO); // Is one of the others.
    all.add(Strategy.PINNED);
    for (long seed = 1; seed <= 100 && !(paths.equals(PATHS) && sources.equals(all)); seed++) {
      play(seed);
    }
    assertThat(paths).isEqualTo(PATHS);
    assertThat(sources).isEqualTo(all);
  }

  private void play(long seed) {
    Random random = new Random(seed);
    TestShop shop = TestShop.random(seed, USERS, 40);
    ShopDays days = new ShopDays(shop, random);
    Recommend recommend = shop.recommend(false);
    PlacementDesk desk = new PlacementDesk(recommend);
    if (random.nextInt(3) > 0) {
      shop.train();
    }
    for (int i = 0; i < 30; i++) {
      days.something();
      boolean plain = random.nextInt(3) == 0;
      int limit = plain ? 3 : 1 + random.nextInt(15);
      Filters filters = plain ? Filters.NONE : Draws.filters(random);
      Recommend.Wish wish = new Recommend.Wish(Strategy.AUTO, limit, filters);
      String userId = random.nextInt(5) == 0 ? "nobody" : "u" + random.nextInt(USERS);
      List<String> about = List.of(days.item(), "i" + random.nextInt(TestShop.IN_ORDERS));
      switch (random.nextInt(5)) {
        case 0 -> {
          Set<String> userIds = Set.of("nobody", "u1", "u" + (2 + random.nextInt(5)));
          Map<String, Recommendations> answers = recommend.forUsers(userIds, wish);
          assertThat(answers).containsOnlyKeys(userIds);
          answers.forEach(
              (id, answer) ->
                  check(shop, "batch", answer, limit, 0, rules(shop, id, answer, filters)));
        }
        case 1 -> {
          Recommendations answer = recommend.forSession(about, wish);
          check(shop, "session", answer, limit, 0, PlainRules.forAnyone(filters.excluding(about)));
        }
        case 2 -> {
          Recommendations answer = recommend.forUser(userId, wish);
          check(shop, "user", answer, limit, 0, rules(shop, userId, answer, filters));
        }
        default -> onPlacement(shop, desk, random, userId, about);
      }
    }
    if (recommend.answersFromKept() > 0) {
      paths.add("kept list");
    }
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
