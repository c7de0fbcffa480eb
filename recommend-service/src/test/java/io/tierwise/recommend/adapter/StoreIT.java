package io.tierwise.recommend.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.EventNames;
import io.tierwise.recommend.Events;
import io.tierwise.recommend.adapter.kafka.BehaviorEventsListener;
import io.tierwise.recommend.adapter.postgres.JdbcDemand;
import io.tierwise.recommend.adapter.postgres.JdbcHistoryNews;
import io.tierwise.recommend.adapter.postgres.JdbcIdentities;
import io.tierwise.recommend.adapter.postgres.JdbcInteractions;
import io.tierwise.recommend.adapter.postgres.JdbcItems;
import io.tierwise.recommend.adapter.postgres.JdbcOrders;
import io.tierwise.recommend.adapter.postgres.JdbcSegmentDemand;
import io.tierwise.recommend.adapter.postgres.JdbcTouches;
import io.tierwise.recommend.adapter.postgres.JdbcTrainingData;
import io.tierwise.recommend.adapter.postgres.JdbcTrainingRuns;
import io.tierwise.recommend.adapter.postgres.RunJson;
import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.intake.RecordBehavior;
import io.tierwise.recommend.interaction.Identities.Person;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.OrderFact;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.serving.LiveDemand;
import io.tierwise.recommend.training.RequestTraining;
import io.tierwise.recommend.training.TrainingRun;
import io.tierwise.recommend.training.Verdict;
import io.tierwise.starter.kafka.DeadLetters;
import io.tierwise.testing.TestPostgres;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The adapters on a real database, without the application around them. */
class StoreIT {
  private static final Instant T = Events.AT;
  private static final StrengthWeights WEIGHTS = StrengthWeights.DEFAULT;
  private static SingleConnectionDataSource source;
  private static JdbcTemplate jdbc;
  private final Catalogue catalogue = new Catalogue();
  private final JdbcHistoryNews news = new JdbcHistoryNews(jdbc, new UUID(0, 1));
  private final JdbcInteractions interactions =
      new JdbcInteractions(jdbc, jdbc, news, catalogue::number, 500);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new DataSourceTransactionManager(source));
  private final JdbcOrders orders = new JdbcOrders(jdbc, news);
  private final JdbcIdentities identities = new JdbcIdentities(jdbc, transaction, news);

  @BeforeAll
  static void migrate() {
    source = new SingleConnectionDataSource(TestPostgres.newDatabase(), true);
    Flyway.configure().dataSource(source).load().migrate();
    jdbc = new JdbcTemplate(source);
  }

  @AfterAll
  static void close() {
    source.destroy();
  }

  @BeforeEach
  void empty() {
    jdbc.execute(
        "truncate order_fact, interaction, identity, item, promotion, model, training_run,"
            + " item_demand, demand_recipe, demand_news, user_tier, history_news");
  }

  private static Interaction view(String user, String item, String message) {
    return Interaction.of(user, item, InteractionKind.VIEW, T, message);
  }

  @Test
  void whatIsToldTwice_isKeptOnce() {
    List<Interaction> deeds =
        List.of(view("u", "a", "1"), view("u", "a", "1"), view("u", "b", "1"));
    assertThat(interactions.record(deeds)).hasSize(2);
    assertThat(interactions.record(deeds)).isEmpty();
    assertThat(interactions.histories(Set.of("u")).get("u").history().size()).isEqualTo(2);
    assertThat(interactions.histories(Set.of("nobody")).get("nobody").history().isEmpty()).isTrue();
  }

  private static OrderFact fact(
      String user, String order, String message, OrderFact.Kind kind, String amount) {
    BigDecimal worth = amount == null ? null : new BigDecimal(amount);
    return new OrderFact(user, order, message, kind, worth, T);
  }

  private List<String> bought(String user) {
    int[] numbers = interactions.histories(Set.of(user)).get(user).history().purchased();
    return Arrays.stream(numbers).mapToObj(catalogue::itemId).sorted().toList();
  }

  @Test
  void orderGivenBackInFull_isNoPurchase_forHistoriesAndTraining() {
    identities.follow(List.of(new Person("u", List.of("anon:x"), T)));
    for (String order : List.of("kept", "part", "whole", "sum", "cancelled", "early")) {
      String user = order.equals("sum") ? "anon:x" : "u";
      interactions.record(List.of(Interaction.of(user, order, InteractionKind.PURCHASE, T, order)));
      orders.record(List.of(fact(user, order, "m", OrderFact.Kind.STATED, "20.00")));
    }
    orders.record(
        List.of(
            fact("u", "part", "r1", OrderFact.Kind.REFUNDED, "19.99"),
            fact("u", "whole", "r1", OrderFact.Kind.REFUNDED, null),
            fact("u", "sum", "r1", OrderFact.Kind.REFUNDED, "15"),
            fact("u", "sum", "r2", OrderFact.Kind.REFUNDED, "5"),
            fact("u", "cancelled", "c", OrderFact.Kind.CANCELLED, null),
            // Of another user with the same number of an order: none of u's business.
            fact("w", "kept", "c", OrderFact.Kind.CANCELLED, null)));

    assertThat(bought("u")).containsExactly("early", "kept", "part");
    InteractionLog log = new JdbcTrainingData(source, transaction).load(null);
    assertThat(log.rows()).isEqualTo(3);
    assertThat(log.itemIds()).containsExactly("early", "kept", "part");
    assertThat(orders.contested(Set.of("early", "part", "cancelled")))
        .containsExactlyInAnyOrder("part", "cancelled");
  }

  @Test
  void mergedIds_areOnePerson_forHistoriesAndTraining() {
    interactions.record(
        List.of(
            view("anon:x", "a", "1"),
            view("u", "b", "2"),
            view("w", "c", "3"),
            view("z", "d", "4")));
    assertThat(identities.follow(List.of(new Person("u", List.of("anon:x"), T))))
        .containsExactlyInAnyOrder("anon:x", "u");
    assertThat(
            identities.follow(List.of(new Person("w", List.of("anon:x", "u"), T.plusSeconds(1)))))
        .containsExactlyInAnyOrder("anon:x", "u", "w");
    for (String id : List.of("anon:x", "u", "w")) {
      assertThat(interactions.histories(Set.of(id)).get(id).userId()).isEqualTo("w");
      assertThat(interactions.histories(Set.of(id)).get(id).history().size()).isEqualTo(3);
    }
    assertThat(identities.canonical(List.of("anon:x", "u", "w", "z")))
        .isEqualTo(Map.of("anon:x", "w", "u", "w"));
    InteractionLog log = new JdbcTrainingData(source, transaction).load(null);
    assertThat(log.users()).isEqualTo(2);
    assertThat(log.rows()).isEqualTo(4);
    assertThat(log.itemIds()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void anIdGoesWithTheLastProfileThatNamesIt_inWhateverOrderTheyArrive() {
    Person early = new Person("u", List.of("anon:x"), T);
    Person without = new Person("u", List.of(), T.plusSeconds(9));
    Person late = new Person("v", List.of("anon:x"), T.plusSeconds(9));
    identities.follow(List.of(early));
    identities.follow(List.of(late));
    identities.follow(List.of(early));
    identities.follow(List.of(without));
    assertThat(identities.canonical(List.of("anon:x"))).isEqualTo(Map.of("anon:x", "v"));
    assertThat(identities.follow(List.of(early, without, late))).isEmpty();
  }

  @Test
  void anIdThatWasSplitOff_hasItsInteractionsBack() {
    interactions.record(List.of(view("anon:x", "a", "1"), view("u", "b", "2")));
    Person merged = new Person("u", List.of("anon:x"), T);
    Person split = new Person("anon:x", List.of(), T.plusSeconds(9));
    Person without = new Person("u", List.of(), T.plusSeconds(9));
    for (List<Person> order : List.of(List.of(split, without), List.of(without, split))) {
      identities.follow(List.of(merged));
      assertThat(interactions.histories(Set.of("u")).get("u").history().size()).isEqualTo(2);
      order.forEach(person -> identities.follow(List.of(person)));
      assertThat(interactions.histories(Set.of("u")).get("u").history().size()).isEqualTo(1);
      assertThat(interactions.histories(Set.of("anon:x")).get("anon:x").userId())
          .isEqualTo("anon:x");
      assertThat(new JdbcTrainingData(source, transaction).load(null).users()).isEqualTo(2);
    }
    // A profile of before that comes late is put right by the one that follows it.
    identities.follow(List.of(split));
    identities.follow(List.of(merged));
    identities.follow(List.of(without));
    assertThat(identities.canonical(List.of("anon:x"))).isEmpty();
  }

  @Test
  void training_readsUpToTheCut() {
    interactions.record(
        List.of(
            view("u", "a", "1"),
            Interaction.of("u", "b", InteractionKind.PURCHASE, T.plusSeconds(10), "o1")));
    JdbcTrainingData data = new JdbcTrainingData(source, transaction);
    assertThat(data.load(T.plusSeconds(9)).rows()).isEqualTo(1);
    InteractionLog all = data.load(T.plusSeconds(10));
    assertThat(all.rows()).isEqualTo(2);
    assertThat(all.order(1)).isNotNegative();
    assertThat(all.second(1)).isEqualTo(T.getEpochSecond() + 10);
  }

  @Test
  void storedDemand_equalsDemandThatWasCountedLive() {
    List<Interaction> deeds = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Instant at = T.minus(Duration.ofHours(i * 37L % 4_000));
      InteractionKind kind = InteractionKind.of(1 + i % 5);
      deeds.add(Interaction.of("u" + i % 7, "i" + i % 11, kind, at, "s" + i));
    }
    deeds.add(Interaction.rating("u", "i1", 5, T, "r"));
    // Fifteen years earlier: too small for a double, and no error.
    Instant longAgo = T.minus(Duration.ofDays(5_475));
    deeds.add(Interaction.of("u", "old", InteractionKind.VIEW, longAgo, "o"));
    JdbcDemand stored = demand(LiveDemand.HalfLives.DEFAULT);
    interactions.record(deeds.subList(0, 90));
    assertDemand(stored, deeds.subList(0, 90), LiveDemand.HalfLives.DEFAULT);
    // Another poll, added in the background; one that comes again; one that nobody has added yet.
    interactions.record(deeds.subList(90, 150));
    stored.addNews();
    interactions.record(deeds.subList(0, 150));
    interactions.record(deeds.subList(150, deeds.size()));
    assertDemand(stored, deeds, LiveDemand.HalfLives.DEFAULT);
    // It is the sums that are read.
    jdbc.execute("truncate interaction");
    assertDemand(stored, deeds, LiveDemand.HalfLives.DEFAULT);
  }

  @Test
  void demand_isCountedAnew_whereHalfLivesChange() {
    List<Interaction> deeds = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Instant at = T.minus(Duration.ofHours(i * 7L));
      deeds.add(Interaction.of("u" + i, "i" + i % 11, InteractionKind.CART, at, "m" + i));
    }
    interactions.record(deeds.subList(0, 30));
    LiveDemand.HalfLives before = LiveDemand.HalfLives.DEFAULT;
    assertDemand(demand(before), deeds.subList(0, 30), before);
    LiveDemand.HalfLives after =
        new LiveDemand.HalfLives(Duration.ofDays(1), Duration.ofDays(9), Duration.ofDays(4));
    interactions.record(deeds.subList(30, 60));
    assertDemand(demand(after), deeds, after);
    assertDemand(demand(after), deeds, after);
    // An instance of before keeps off.
    interactions.record(List.of(Interaction.of("u", "i1", InteractionKind.CART, T, "new")));
    deeds.add(Interaction.of("u", "i1", InteractionKind.CART, T, "new"));
    demand(before).addNews();
    assertDemand(demand(after), deeds, after);
  }

  private JdbcDemand demand(LiveDemand.HalfLives halfLives) {
    return new JdbcDemand(jdbc, transaction, WEIGHTS, halfLives);
  }

  private void assertDemand(
      JdbcDemand stored, List<Interaction> deeds, LiveDemand.HalfLives halfLives) {
    Clock clock = Clock.fixed(T, ZoneOffset.UTC);
    LiveDemand live = new LiveDemand(WEIGHTS, halfLives, clock);
    deeds.forEach(
        deed ->
            live.add(
                catalogue.number(deed.itemId()),
                deed.kind(),
                deed.rating(),
                deed.occurredAt().getEpochSecond()));
    LiveDemand restored = new LiveDemand(WEIGHTS, halfLives, clock);
    stored.read((id, at, s, l, o) -> restored.restore(catalogue.number(id), at, s, l, o));
    for (int i = 0; i < 11; i++) {
      int item = catalogue.number("i" + i);
      assertThat(restored.trending().score(item))
          .isCloseTo(live.trending().score(item), org.assertj.core.api.Assertions.within(1e-6));
      assertThat(restored.popularity().score(item))
          .isCloseTo(live.popularity().score(item), org.assertj.core.api.Assertions.within(1e-6));
    }
  }

  private Map<String, Double> likedBy(String tier, long maxPages) {
    Map<String, Double> counts = new HashMap<>();
    new JdbcSegmentDemand(jdbc, WEIGHTS, Duration.ofDays(30), maxPages)
        .read(
            (segment, item, count) -> {
              if (segment.equals(tier)) {
                counts.put(item, count);
              }
            });
    return counts;
  }

  @Test
  void whatATierLikes_isReadFromASample_whereAllWouldBeTooMuch() {
    assertThat(likedBy("Gold", 1_000)).isEmpty();
    jdbc.execute("insert into user_tier values ('g', 'Gold', now()), ('p', null, now())");
    // Of ten views of each user six are of 'a', three of 'b' and one of 'c'.
    jdbc.update(
        """
        insert into interaction (user_id, key, item_id, kind, occurred_at, rating)
        select case when i % 20 < 10 then 'g' else 'p' end, i,
               case when i % 10 < 6 then 'a' when i % 10 < 9 then 'b' else 'c' end, 1, ?, 0
        from generate_series(1, 30000) i
        """,
        java.sql.Timestamp.from(T));
    Map<String, Double> all = likedBy("Gold", 1_000);
    assertThat(all).isEqualTo(Map.of("a", 9_000.0, "b", 4_500.0, "c", 1_500.0));
    assertThat(likedBy("Prospects", 1_000)).isEqualTo(all);
    assertThat(likedBy("Silver", 1_000)).isEmpty();

    Map<String, Double> sampled = likedBy("Gold", 80);
    assertThat(sampled).isNotEqualTo(all).containsOnlyKeys("a", "b", "c");
    sampled.forEach(
        (item, count) -> assertThat(count).isBetween(all.get(item) / 2, all.get(item) * 2));
    assertThat(sampled.get("a")).isGreaterThan(sampled.get("b"));
    assertThat(sampled.get("b")).isGreaterThan(sampled.get("c"));
  }

  @Test
  void aRunWhoseWorkerDied_isTakenOver_andTheDeadCannotWrite() {
    JdbcTrainingRuns runs =
        new JdbcTrainingRuns(
            JdbcClient.create(source), transaction, new RunJson(JsonMapper.builder().build()));
    Clock clock = Clock.fixed(T, ZoneOffset.UTC);
    new RequestTraining(runs, clock).request(TrainingRun.Wish.of(Set.of(Algorithm.ITEM_KNN), T));
    Verdict verdict = new Verdict(true, Verdict.Reason.FIRST, "item-knn", null, null, null, null);
    TrainingRun first = runs.claim(T, T.plusSeconds(60)).orElseThrow();
    assertThat(first.wish().algorithms())
        .containsExactlyInAnyOrder(Algorithm.ITEM_KNN, Algorithm.POPULARITY);
    assertThat(runs.claim(T.plusSeconds(59), T.plusSeconds(120))).isEmpty();
    TrainingRun second = runs.claim(T.plusSeconds(61), T.plusSeconds(120)).orElseThrow();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(runs.update(first, T.plusSeconds(999))).isFalse();
    assertThat(runs.succeed(first, verdict, new byte[] {1}, T)).isEmpty();
    assertThat(jdbc.queryForObject("select count(*) from model", Long.class)).isZero();
    assertThat(runs.succeed(second, verdict, new byte[] {1}, T))
        .hasValueSatisfying(v -> assertThat(v).startsWith("m"));
    assertThat(runs.find(first.id()).orElseThrow().state()).isEqualTo(TrainingRun.State.SUCCEEDED);
    assertThat(runs.cancel(first.id(), T)).isFalse();
    TrainingRun third = new RequestTraining(runs, clock).request(TrainingRun.Wish.of(Set.of(), T));
    TrainingRun running = runs.claim(T, T.plusSeconds(60)).orElseThrow();
    assertThat(running.id()).isEqualTo(third.id());
    assertThat(runs.cancel(third.id(), T)).isTrue();
    // The worker finds out when it wants to keep its progress.
    assertThat(runs.update(running, T.plusSeconds(99))).isFalse();
    assertThat(runs.find(third.id()).orElseThrow().state()).isEqualTo(TrainingRun.State.CANCELLED);
  }

  /** The budget of a loading demo: 40 µs of CPU an event, all of a poll included. */
  @Test
  void intake_costsFewMicrosecondsAnEvent() {
    LiveDemand demand =
        new LiveDemand(WEIGHTS, LiveDemand.HalfLives.DEFAULT, Clock.fixed(T, ZoneOffset.UTC));
    UserHistories histories =
        new UserHistories(
            interactions,
            catalogue::number,
            new UserHistories.Limits(10, 100_000, 500, Duration.ofHours(1), Duration.ZERO),
            Clock.fixed(T, ZoneOffset.UTC));
    DeadLetters deadLetters =
        new DeadLetters(
            new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(new HashMap<>())),
            Clock.fixed(T, ZoneOffset.UTC),
            "test");
    BehaviorEventsListener listener =
        new BehaviorEventsListener(
            new RecordBehavior(
                interactions,
                orders,
                new JdbcTouches(jdbc),
                identities,
                new JdbcItems(jdbc),
                catalogue,
                histories,
                demand),
            deadLetters);
    List<List<ConsumerRecord<String, byte[]>>> polls = polls(30, 2_000);
    polls.subList(0, 10).forEach(listener::onEvents);
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long start = System.nanoTime();
    polls.subList(10, 30).forEach(listener::onEvents);
    double micros = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 40e6;
    double wall = (System.nanoTime() - start) / 40e6;
    System.out.printf(
        Locale.ROOT, "intake: %.1f us CPU in this process, %.1f us wall an event%n", micros, wall);
    assertThat(jdbc.queryForObject("select count(*) from interaction", Long.class))
        .isEqualTo(60_000);
    assertThat(micros).isLessThan(120);
  }

  private static List<List<ConsumerRecord<String, byte[]>>> polls(int count, int size) {
    List<List<ConsumerRecord<String, byte[]>>> polls = new ArrayList<>();
    for (int poll = 0; poll < count; poll++) {
      List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        int n = poll * size + i;
        BehaviorEvent event =
            Events.product(EventNames.PRODUCT_VIEWED, "u" + n % 5_000, "sku-" + n % 800, "m" + n);
        messages.add(
            new ConsumerRecord<>(
                Topics.BEHAVIOR_EVENTS, 0, n, event.userKey(), ContractJson.write(event)));
      }
      polls.add(messages);
    }
    return polls;
  }
}
