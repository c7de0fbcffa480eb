package io.tierwise.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.model.AlsTrainer;
import io.tierwise.recommend.model.EaseTrainer;
import io.tierwise.recommend.model.HybridTrainer;
import io.tierwise.recommend.model.ItemKnnTrainer;
import io.tierwise.recommend.model.ItemNeighborhood;
import io.tierwise.recommend.model.ItemRanking;
import io.tierwise.recommend.model.LinearFilterTrainer;
import io.tierwise.recommend.model.MemoryBound;
import io.tierwise.recommend.model.NextItemTrainer;
import io.tierwise.recommend.model.PopularityTrainer;
import io.tierwise.recommend.model.TrendingTrainer;
import io.tierwise.recommend.model.UserKnnTrainer;
import io.tierwise.recommend.training.Training;
import io.tierwise.simulator.EventKind;
import io.tierwise.simulator.Shop;
import io.tierwise.simulator.ShopEvent;
import io.tierwise.simulator.ShopItem;
import io.tierwise.simulator.ShopSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole training on a shop whose customers have tastes: next purchases can be foreseen. */
class SimulatedShopTest {
  private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
  private static final Shop SHOP =
      Shop.generate(ShopSettings.withDefaults(END).withSize(2_000, 500, 180));
  private static final StrengthWeights WEIGHTS = StrengthWeights.DEFAULT;
  private static final Map<String, List<Interaction>> DEEDS = new HashMap<>();
  private static final Map<String, String> PERSONS = new HashMap<>();
  private static Set<String> repeatable = Set.of();

  @BeforeAll
  static void read() {
    SHOP.events().forEach(SimulatedShopTest::read);
    repeatable =
        SHOP.items().stream()
            .filter(ShopItem::repeatable)
            .map(ShopItem::itemId)
            .collect(Collectors.toSet());
  }

  private static void read(ShopEvent event) {
    if (event.is(EventKind.IDENTIFY) && event.anonymousId() != null) {
      PERSONS.putIfAbsent("anon:" + event.anonymousId(), String.valueOf(event.userId()));
    }
    InteractionKind kind = kind(event.kind());
    String user = event.userId() != null ? event.userId() : "anon:" + event.anonymousId();
    if (kind == null) {
      return;
    }
    List<String> items =
        switch (event.payload()) {
          case ShopEvent.Product(ShopEvent.Line line, int _) -> List.of(line.item().itemId());
          case ShopEvent.Order order ->
              order.order().lines().stream().map(line -> line.item().itemId()).toList();
          default -> List.of();
        };
    for (String item : items) {
      DEEDS
          .computeIfAbsent(user, _ -> new ArrayList<>())
          .add(Interaction.of(user, item, kind, event.timestamp(), event.messageId()));
    }
  }

  private static @Nullable InteractionKind kind(EventKind kind) {
    return switch (kind) {
      case PRODUCT_VIEWED -> InteractionKind.VIEW;
      case PRODUCT_CLICKED -> InteractionKind.CLICK;
      case PRODUCT_ADDED_TO_WISHLIST -> InteractionKind.WISHLIST;
      case PRODUCT_ADDED -> InteractionKind.CART;
      case ORDER_COMPLETED -> InteractionKind.PURCHASE;
      default -> null;
    };
  }

  /** Merged persons, before an instant. */
  private static InteractionLog log(Instant until, Map<String, Integer> users) {
    Map<String, List<Interaction>> byPerson = new HashMap<>();
    DEEDS.forEach(
        (user, deeds) ->
            byPerson
                .computeIfAbsent(PERSONS.getOrDefault(user, user), _ -> new ArrayList<>())
                .addAll(deeds));
    InteractionLog.Builder log = new InteractionLog.Builder();
    byPerson.forEach(
        (person, deeds) -> {
          List<Interaction> before =
              deeds.stream().filter(deed -> deed.occurredAt().isBefore(until)).toList();
          if (!before.isEmpty()) {
            users.put(person, users.size());
            before.forEach(
                deed ->
                    log.add(
                        person,
                        deed.itemId(),
                        deed.kind().code(),
                        deed.occurredAt().getEpochSecond(),
                        0,
                        deed.orderId() == null ? "" : deed.orderId()));
          }
        });
    return log.build();
  }

  @Test
  void heldOutNextPurchases_areFoundFarMoreOftenThanByPopularity() {
    Instant cut = END.minus(Duration.ofDays(14));
    Map<String, Integer> users = new HashMap<>();
    InteractionLog log = log(cut, users);
    List<TimeSplit.Case> cases = new ArrayList<>();
    SHOP.heldOutPurchases(cut)
        .forEach(
            (user, items) ->
                cases.add(
                    new TimeSplit.Case(
                        users.get(user),
                        items.stream().map(log.itemIds()::indexOf).collect(Collectors.toSet()))));
    FullRankingEvaluation evaluation = new FullRankingEvaluation(log, WEIGHTS, _ -> false);
    ItemRanking popularity = new PopularityTrainer(WEIGHTS, Duration.ofDays(30)).fit(log);
    RankingMetrics baseline = evaluation.evaluate(popularity, popularity, cases);
    ItemNeighborhood knn = new ItemKnnTrainer(ItemKnnTrainer.Parameters.DEFAULT, WEIGHTS).fit(log);
    RankingMetrics neighbours = evaluation.evaluate(knn, popularity, cases);
    print("next purchases", baseline, neighbours);
    assertThat(cases).hasSizeGreaterThan(200);
    assertThat(neighbours.recallAt10()).isGreaterThan(2 * baseline.recallAt10());
    assertThat(neighbours.ndcgAt10()).isGreaterThan(2 * baseline.ndcgAt10());
    assertThat(neighbours.coverageAt10()).isGreaterThan(0.4);
  }

  @Test
  void theTimeSplitOfATrainingRun_tellsTheSame() {
    InteractionLog log = log(END.plusSeconds(1), new HashMap<>());
    Training training =
        new Training(
            List.of(
                new PopularityTrainer(WEIGHTS, Duration.ofDays(30)),
                new TrendingTrainer(WEIGHTS, Duration.ofDays(3), Duration.ofDays(21)),
                new ItemKnnTrainer(ItemKnnTrainer.Parameters.DEFAULT, WEIGHTS),
                new LinearFilterTrainer(
                    LinearFilterTrainer.Parameters.DEFAULT, WEIGHTS, MemoryBound.NONE),
                new EaseTrainer(EaseTrainer.Parameters.DEFAULT, WEIGHTS, MemoryBound.NONE),
                new NextItemTrainer(NextItemTrainer.Parameters.DEFAULT),
                new AlsTrainer(AlsTrainer.Parameters.DEFAULT, WEIGHTS, MemoryBound.NONE),
                new UserKnnTrainer(UserKnnTrainer.Parameters.DEFAULT, WEIGHTS, MemoryBound.NONE),
                HybridTrainer.even(
                    List.of(new ItemKnnTrainer(ItemKnnTrainer.Parameters.DEFAULT, WEIGHTS)),
                    WEIGHTS)),
            WEIGHTS,
            0.1);
    Training.Plan plan =
        new Training.Plan(
            EnumSet.complementOf(EnumSet.of(Algorithm.CONTENT, Algorithm.RATING_FACTORS)),
            false,
            null);
    Map<String, RankingMetrics> metrics =
        training.test(log, plan, repeatable::contains, null, _ -> {}).metrics();
    RankingMetrics popularity = metrics.get("popularity");
    RankingMetrics neighbours = metrics.get("item-knn");
    print("time split", popularity, neighbours);
    assertThat(metrics.get("trending").users()).isEqualTo(popularity.users());
    assertThat(neighbours.recallAt10()).isGreaterThan(1.5 * popularity.recallAt10());
    for (String other : List.of("linear-filter", "ease", "als", "user-knn", "hybrid")) {
      RankingMetrics found = metrics.get(other);
      print("time split, " + other + " for item k-NN", popularity, found);
      assertThat(found.recallAt10()).isGreaterThan(1.5 * popularity.recallAt10());
    }
    print("time split, next-item for item k-NN", popularity, metrics.get("next-item"));
  }

  private static void print(String what, RankingMetrics base, RankingMetrics knn) {
    System.out.printf(
        Locale.ROOT,
        "simulated shop, %s, %d users: recall@10 popularity %.3f, item k-NN %.3f%n",
        what,
        base.users(),
        base.recallAt10(),
        knn.recallAt10());
  }
}
