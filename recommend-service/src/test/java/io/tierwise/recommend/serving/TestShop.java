package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.interaction.HistoriesUnavailable;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.Interactions;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.interaction.UserHistory;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.model.AlsTrainer;
import io.tierwise.recommend.model.ContentTrainer;
import io.tierwise.recommend.model.EaseTrainer;
import io.tierwise.recommend.model.HybridTrainer;
import io.tierwise.recommend.model.ItemKnnTrainer;
import io.tierwise.recommend.model.ItemText;
import io.tierwise.recommend.model.LinearFilterTrainer;
import io.tierwise.recommend.model.MemoryBound;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.NextItemTrainer;
import io.tierwise.recommend.model.PopularityTrainer;
import io.tierwise.recommend.model.RatingTrainer;
import io.tierwise.recommend.model.RecommendationModel;
import io.tierwise.recommend.model.TrendingTrainer;
import io.tierwise.recommend.model.UserKnnTrainer;
import io.tierwise.recommend.training.Training;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A made-up shop in memory, the same for the same seed. */
final class TestShop implements Interactions {
  private static final LinearFilterTrainer.Parameters FILTER =
      new LinearFilterTrainer.Parameters(.5, .4, .2, .2, .3, 0, 4, 10, 100);
  private static final AlsTrainer.Parameters ALS =
      new AlsTrainer.Parameters(4, 2, .05, 1, 3, 100, 1);

  /** The items of its orders with several lines. */
  static final int IN_ORDERS = 8;

  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final StrengthWeights WEIGHTS = StrengthWeights.DEFAULT;

  final Catalogue catalogue = new Catalogue();
  final LiveModel live = new LiveModel(catalogue);
  final LiveDemand demand;
  final SegmentDemand segments = new SegmentDemand();
  final UserHistories histories;
  final Map<String, Set<String>> bought = new HashMap<>();
  final Map<String, Set<String>> returned = new HashMap<>();
  final Map<String, String> segmentOf = new HashMap<>();
  RecommendationModel fitted = RecommendationModel.empty();
  boolean storeFails;
  private final Map<String, UserHistory> stored = new HashMap<>();
  private final List<Interaction> deeds = new ArrayList<>();

  TestShop() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    demand = new LiveDemand(WEIGHTS, LiveDemand.HalfLives.DEFAULT, clock);
    histories =
        new UserHistories(
            this,
            catalogue::number,
            new UserHistories.Limits(100, 100_000, 100, Duration.ofHours(1), Duration.ZERO),
            clock);
  }

  static TestShop random(long seed, int users, int items) {
    TestShop shop = new TestShop();
    Random random = new Random(seed);
    for (int i = 0; i < items; i++) {
      shop.catalogue.put(
          new Item(
              "i" + i,
              "Item " + i,
              "Brand " + random.nextInt(3),
              List.of("C" + random.nextInt(3), "S" + random.nextInt(2)),
              random.nextInt(8) == 0 ? null : new BigDecimal(1 + random.nextInt(50)),
              random.nextInt(5) > 0,
              random.nextInt(8) == 0,
              random.nextInt(5) == 0,
              random.nextInt(4) > 0,
              NOW.minusSeconds(random.nextInt(1_000_000))));
    }
    shop.segmentOf.put("nobody", "Gold");
    for (int user = 0; user < users; user++) {
      shop.segmentOf.put("u" + user, random.nextBoolean() ? "Gold" : "Prospects");
      for (int deed = 0; deed < 15; deed++) {
        // A few items that nothing is known of but their id.
        String itemId = "i" + random.nextInt(items + 3);
        InteractionKind kind =
            random.nextInt(12) == 0
                ? InteractionKind.RETURN
                : InteractionKind.of(1 + random.nextInt(5));
        Instant at = NOW.minusSeconds(random.nextInt(50 * 86_400));
        shop.add(Interaction.of("u" + user, itemId, kind, at, "s" + deed));
      }
      // An order of a few items among few, so that some are bought together more than once.
      Instant at = NOW.minusSeconds(random.nextInt(50 * 86_400));
      for (int line = 0; line < 4; line++) {
        String itemId = "i" + random.nextInt(IN_ORDERS);
        shop.add(Interaction.of("u" + user, itemId, InteractionKind.PURCHASE, at, "order"));
      }
      for (int review = 0; review < 3; review++) {
        String itemId = "i" + random.nextInt(items);
        int stars = 1 + random.nextInt(5);
        shop.add(Interaction.rating("u" + user, itemId, stars, at, "review" + review));
      }
    }
    new FollowSegments(
            reader -> {
              for (int item = 0; item < items + 3; item++) {
                reader.accept(item % 2 == 0 ? "Gold" : "Prospects", "i" + item, 1 + item % 7);
              }
            },
            shop.catalogue,
            shop.segments)
        .follow();
    return shop;
  }

  void add(Interaction deed) {
    int item = catalogue.number(deed.itemId());
    long second = deed.occurredAt().getEpochSecond();
    demand.add(item, deed.kind(), deed.rating(), second);
    if (deed.kind() != InteractionKind.RETURN) {
      deeds.add(deed);
    }
    stored.merge(
        deed.userId(),
        UserHistory.EMPTY.with(item, deed.kind(), second, deed.rating(), deed.key(), 100),
        (known, _) -> known.with(item, deed.kind(), second, deed.rating(), deed.key(), 100));
    if (deed.kind() == InteractionKind.RETURN) {
      returned.computeIfAbsent(deed.userId(), _ -> new HashSet<>()).add(deed.itemId());
    }
    if (deed.kind() == InteractionKind.PURCHASE) {
      bought.computeIfAbsent(deed.userId(), _ -> new HashSet<>()).add(deed.itemId());
    }
  }

  void train() {
    List<ModelTrainer> trainers =
        new ArrayList<>(
            List.of(
                new PopularityTrainer(WEIGHTS, Duration.ofDays(30)),
                new TrendingTrainer(WEIGHTS, Duration.ofDays(3), Duration.ofDays(21)),
                new ItemKnnTrainer(new ItemKnnTrainer.Parameters(10, 1, 100), WEIGHTS),
                new LinearFilterTrainer(FILTER, WEIGHTS, MemoryBound.NONE),
                new EaseTrainer(EaseTrainer.Parameters.DEFAULT, WEIGHTS, MemoryBound.NONE),
                new NextItemTrainer(NextItemTrainer.Parameters.DEFAULT),
                new AlsTrainer(ALS, WEIGHTS, MemoryBound.NONE),
                new UserKnnTrainer(UserKnnTrainer.Parameters.DEFAULT, WEIGHTS, MemoryBound.NONE),
                new RatingTrainer(RatingTrainer.Parameters.DEFAULT, WEIGHTS, MemoryBound.NONE),
                new ContentTrainer(
                    text -> List.of(text.split(" ")),
                    id -> new ItemText(id + " in the shop", ""))));
    trainers.add(
        HybridTrainer.even(
            trainers.stream()
                .filter(trainer -> Algorithm.MEMBERS.contains(trainer.algorithm()))
                .toList(),
            WEIGHTS));
    Training training = new Training(trainers, WEIGHTS, 0.2);
    InteractionLog.Builder log = new InteractionLog.Builder();
    deeds.forEach(log::add);
    fitted = training.fit(log.build(), EnumSet.allOf(Algorithm.class), _ -> {});
    live.swap("m1", NOW, fitted);
    new FollowContent(catalogue, live, text -> List.of(text.split(" "))).follow();
  }

  Recommend recommend(boolean requireCatalogue) {
    return new Recommend(histories, WEIGHTS, live, demand, segments, catalogue, requireCatalogue);
  }

  RelateItems relateItems(boolean requireCatalogue) {
    return new RelateItems(live, demand, catalogue, requireCatalogue);
  }

  @Override
  public Set<Long> record(List<Interaction> deeds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, KnownHistory> histories(Collection<String> userIds) {
    if (storeFails) {
      throw new HistoriesUnavailable(null);
    }
    Map<String, KnownHistory> found = new HashMap<>();
    for (String id : userIds) {
      UserHistory deeds = stored.getOrDefault(id, UserHistory.EMPTY);
      found.put(id, new KnownHistory(id, deeds.in(segmentOf.get(id))));
    }
    return found;
  }
}
