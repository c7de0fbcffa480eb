package io.tierwise.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventReview;
import io.tierwise.contracts.ingest.CatalogItem;
import io.tierwise.contracts.ingest.EventNames;
import io.tierwise.recommend.adapter.postgres.JdbcHistoryNews;
import io.tierwise.recommend.adapter.postgres.JdbcInteractions;
import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.Items;
import io.tierwise.recommend.intake.RecordBehavior;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.serving.DemandRecord;
import io.tierwise.recommend.serving.Filters;
import io.tierwise.recommend.serving.FollowSegments;
import io.tierwise.recommend.serving.LiveDemand;
import io.tierwise.recommend.serving.LiveModel;
import io.tierwise.recommend.serving.Recommend;
import io.tierwise.recommend.serving.Recommendations;
import io.tierwise.recommend.serving.SegmentDemand;
import io.tierwise.recommend.serving.Strategy;
import io.tierwise.recommend.training.Models;
import io.tierwise.recommend.training.StoreFollower;
import io.tierwise.testing.OpenApiExamples;
import io.tierwise.testing.OpenApiParameters;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** From events to answers, through the real broker and database. */
class RecommendServiceIT extends RunningService {
  private static final List<String> TASTES = List.of("tea", "ski");
  private static final int ITEMS = 8;
  private static final int USERS = 20;

  /** When the same users did the same, a year before whatever the tests make others do. */
  private static final Instant PAST = Events.AT.minus(Duration.ofDays(365));

  /** After all orders of the past: what is measured before it depends on no other test or date. */
  private static final Instant CUT = PAST.plus(Duration.ofHours(7));

  @Autowired Catalogue catalogue;
  @Autowired Items items;
  @Autowired Models models;
  @Autowired DemandRecord demandRecord;
  @Autowired StrengthWeights weights;
  @Autowired Clock clock;
  @Autowired UserHistories histories;
  @Autowired FollowSegments segments;
  @Autowired RecordBehavior recordBehavior;
  @Autowired DataSource dataSource;
  private Answer beforeTraining;
  private Answer run;

  /**
   * Two tastes of twenty users and eight items each; every user views four and orders two, now and
   * in the past.
   */
  @BeforeAll
  void loadShopAndTrain() {
    for (String taste : TASTES) {
      for (int i = 0; i < ITEMS; i++) {
        send(item(taste + i, taste, (i + 1) + ".50", Events.AT));
      }
    }
    for (String taste : TASTES) {
      for (int user = 0; user < USERS; user++) {
        sendUser(taste + "-" + user, taste, user, Events.AT);
        sendUser("past-" + taste + "-" + user, taste, user, PAST);
      }
    }
    await().atMost(SOON).until(() -> count("interaction") == 4L * USERS * 6);
    await().atMost(SOON).until(() -> count("item where from_catalogue") == 2L * ITEMS);
    beforeTraining = get("/v1/users/tea-1/recommendations?limit=5");
    run = train("{}");
  }

  private void sendUser(String id, String taste, int user, Instant end) {
    // A day for each user, so that there is a past and a future to evaluate on.
    Instant day = end.minus(Duration.ofDays(USERS - user));
    for (int i = 0; i < 4; i++) {
      String itemId = taste + (user + i) % ITEMS;
      send(Events.at(day, Events.product(EventNames.PRODUCT_VIEWED, id, itemId, "v" + i)));
    }
    String first = taste + user % ITEMS;
    String second = taste + (user + 1) % ITEMS;
    BehaviorEvent order =
        Events.order(EventNames.ORDER_COMPLETED, id, "o-" + id, "c-" + id, first, second);
    send(Events.at(day.plus(Duration.ofHours(30)), order));
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  @Test
  void withoutModel_answersAreTrending_andSaySo() {
    assertThat(beforeTraining.status()).isEqualTo(200);
    assertThat(beforeTraining.itemIds()).hasSize(5).doesNotContain("tea1", "tea2");
    assertThat(beforeTraining.body().get("fallback").asBoolean()).isTrue();
    assertThat(beforeTraining.body().get("strategy").asString()).isEqualTo("trending");
    assertThat(beforeTraining.body().get("modelVersion").isNull()).isTrue();
  }

  @Test
  void trainingRun_endsWithAModel() {
    assertThat(run.body().get("state").asString()).as(run.body().toString()).isEqualTo("SUCCEEDED");
    assertThat(run.body().get("progress").asDouble()).isEqualTo(1);
    assertThat(run.body().get("modelVersion").asString()).startsWith("m");
    assertThat(run.body().get("data").get("interactions").asLong()).isEqualTo(4L * USERS * 6);
    assertThat(run.body().get("timings").has("fitMillis")).isTrue();
    for (String algorithm : List.of("item-knn", "popularity", "trending")) {
      JsonNode metrics = run.body().get("metrics").get(algorithm);
      assertThat(metrics.get("users").asInt()).isPositive();
      assertThat(metrics.get("recallAt10").asDouble()).isBetween(0.0, 1.0);
      assertThat(metrics.get("ndcgAt10").asDouble()).isBetween(0.0, 1.0);
    }
    JsonNode models = get("/v1/models").body().get("items");
    // Other tests store further models, which stay aside.
    String live = "live " + run.body().get("modelVersion").asString();
    List<String> found = new ArrayList<>();
    for (JsonNode model : models) {
      if (model.get("live").asBoolean()) {
        found.add("live " + model.get("modelVersion").asString());
        assertThat(model.get("bytes").asLong()).isPositive();
      }
    }
    assertThat(found).containsExactly(live);
  }

  @Test
  void answers_arePersonal_explained_andWithoutWhatWasBought() {
    Answer answer = get("/v1/users/tea-2/recommendations?limit=4");
    assertThat(answer.body().get("strategy").asString()).isEqualTo("item-knn");
    assertThat(answer.body().get("fallback").asBoolean()).isFalse();
    assertThat(answer.itemIds())
        .allMatch(id -> id.startsWith("tea"))
        .doesNotContain("tea2", "tea3");
    JsonNode first = answer.body().get("items").get(0);
    assertThat(first.get("price").get("currency").asString()).isEqualTo("GBP");
    assertThat(first.get("reasons").get(0).get("type").asString()).startsWith("because-you-");
    assertThat(first.get("reasons").get(0).get("share").asDouble()).isBetween(0.1, 1.0);
    assertThat(get("/v1/users/tea-2/recommendations?includePurchased=true&limit=20").itemIds())
        .contains("tea2", "tea3");
  }

  @Test
  void aClick_changesTheNextAnswer_soon() {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String user = "visitor-" + i;
      String taste = TASTES.get(i % 2);
      assertThat(get("/v1/users/" + user + "/recommendations").body().get("fallback").asBoolean())
          .isTrue();
      long start = System.nanoTime();
      send(Events.product(EventNames.PRODUCT_VIEWED, user, taste + "3", "click"));
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                Answer answer = get("/v1/users/" + user + "/recommendations?limit=3");
                return !answer.body().get("fallback").asBoolean()
                    && answer.itemIds().stream().allMatch(id -> id.startsWith(taste));
              });
      millis.add((System.nanoTime() - start) / 1_000_000);
    }
    List<Long> sorted = millis.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "event to changed answer: median %d ms, p95 %d ms, max %d ms%n",
        sorted.get(10),
        sorted.get(18),
        sorted.getLast());
  }

  @Test
  void whatAnotherInstanceStored_countsSoon() {
    String path = "/v1/users/elsewhere/recommendations?limit=20";
    assertThat(get(path).itemIds()).contains("tea1");
    JdbcTemplate store = new JdbcTemplate(dataSource);
    JdbcHistoryNews news = new JdbcHistoryNews(store, new UUID(0, 2));
    new JdbcInteractions(store, store, news, catalogue::number, 500)
        .record(
            List.of(
                Interaction.of(
                    "elsewhere", "tea1", InteractionKind.PURCHASE, Events.AT, "elsewhere")));
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(get(path).itemIds()).isNotEmpty().doesNotContain("tea1"));
  }

  @Test
  void whatIsGivenBack_staysAway_whatIsCancelled_returns_whicheverCameFirst() {
    String[] taste = {"tea0", "tea1"};
    send(
        Events.order(EventNames.ORDER_COMPLETED, "returner", "o-back", "b-1", taste),
        Events.order(EventNames.ORDER_COMPLETED, "returner", "o-kept", "b-2", "tea2"),
        Events.product(EventNames.PRODUCT_VIEWED, "returner", "tea4", "b-3"));
    String path = "/v1/users/returner/recommendations?limit=20";
    await().atMost(SOON).until(() -> get(path).body().get("historyKnown").asBoolean());
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(get(path).itemIds()).doesNotContain("tea0", "tea1", "tea2"));

    // A returned item is no purchase, but nothing to recommend either; a repeatable one neither.
    send(
        Events.order(EventNames.ORDER_COMPLETED, "returner", "o-undo", "b-8", "tea6"),
        Events.order(EventNames.ORDER_CANCELLED, "returner", "o-undo", "b-9"),
        Events.order(EventNames.ORDER_REFUNDED, "returner", "o-back", "b-4"));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(get(path).itemIds())
                    .contains("tea6")
                    .doesNotContain("tea0", "tea1", "tea2"));

    send(
        Events.order(EventNames.ORDER_CANCELLED, "returner", "o-early", "b-5"),
        Events.order(EventNames.ORDER_COMPLETED, "returner", "o-early", "b-6", "tea3"),
        Events.order(EventNames.ORDER_COMPLETED, "returner", "o-last", "b-7", "tea5"));
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(get(path).itemIds()).contains("tea3").doesNotContain("tea2", "tea5"));
  }

  @Test
  void aLineThatIsGivenBack_staysAway_evenIfItIsRepeatable() {
    CatalogItem refill =
        new CatalogItem(
            CatalogItem.SCHEMA,
            "refill",
            "Refill",
            null,
            List.of("Refills"),
            BigDecimal.ONE,
            null,
            null,
            null,
            true,
            false,
            true,
            Map.of(),
            Events.AT);
    send(refill);
    send(Events.order(EventNames.ORDER_COMPLETED, "refiller", "o-part", "p-1", "refill"));
    String path = "/v1/users/refiller/recommendations?category=Refills";
    await().atMost(SOON).until(() -> interactionsOf("refiller") == 1);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(get(path).itemIds()).containsExactly("refill"));
    send(
        Events.track(
            EventNames.ORDER_REFUNDED,
            "refiller",
            null,
            "p-2",
            List.of(Events.productOf("refill")),
            new EventOrder("o-part", BigDecimal.ONE, null, null, null, null, null, "GBP"),
            null));
    await().atMost(SOON).untilAsserted(() -> assertThat(get(path).itemIds()).isEmpty());
    assertThat(get(path + "&includePurchased=true").itemIds()).containsExactly("refill");
  }

  @Test
  void placements_answerByTheirRules_andTellWhatTheirListsLedTo() {
    assertThat(get("/v1/placements").body().get("items"))
        .extracting(placement -> placement.get("name").asString())
        .contains("home", "product-page", "cart", "email");
    Answer cart = get("/v1/placements/cart/recommendations?user=tea-2&items=tea4&limit=3");
    assertThat(cart.body().get("strategy").asString()).isEqualTo("bought-together");
    assertThat(cart.itemIds()).contains("tea5").doesNotContain("tea4", "tea2", "tea3");
    assertThat(cart.body().get("items").get(0).get("reasons").get(0).get("text").asString())
        .contains("% of the orders with Thing tea4");

    String rules =
        """
        {"variants":[{"name":"a","share":1,"strategies":["popularity"]}],"limit":4,
         "filters":{"category":"shop","maxPrice":5.50,"exclude":["tea1"]},
         "rules":{"pinned":[{"itemId":"ski4","position":2}],"maxPerCategory":2,
                  "boosted":[{"category":"Shop/ski","factor":3}],"diversity":0.5}}
        """;
    assertThat(put("/v1/placements/shelf", rules).status()).isEqualTo(201);
    assertThat(put("/v1/placements/shelf", rules).body().get("version").asInt()).isEqualTo(2);
    Answer shelf = get("/v1/placements/shelf/recommendations?user=shopper&maxPrice=50");
    assertThat(shelf.itemIds().get(1)).isEqualTo("ski4");
    assertThat(shelf.itemIds()).doesNotContain("tea1", "tea5", "ski5");
    assertThat(shelf.itemIds().stream().filter(id -> id.startsWith("ski"))).hasSize(2);

    String listId = shelf.body().get("listId").asString();
    assertThat(listId).startsWith("r1.shelf.a.popularity.m");
    send(
        Events.listed(EventNames.PRODUCT_LIST_VIEWED, "shopper", listId, "s-1", "ski4", "tea0"),
        Events.listed(EventNames.PRODUCT_LIST_VIEWED, "shopper", listId, "s-1", "ski4", "tea0"),
        Events.listed(EventNames.PRODUCT_LIST_VIEWED, "shopper", "their own list", "s-2", "ski4"),
        Events.listed(EventNames.PRODUCT_CLICKED, "shopper", listId, "s-3", "ski4"),
        Events.order(EventNames.ORDER_COMPLETED, "shopper", "s-o", "s-4", "ski4", "tea0"),
        Events.order(EventNames.ORDER_COMPLETED, "shopper", "s-p", "s-5", "ski4"));
    String report = "/v1/placements/shelf/report?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z";
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode row = get(report).body().get("rows").get(0);
              assertThat(row).isNotNull();
              assertThat(row.get("variant").asString()).isEqualTo("a");
              assertThat(row.get("lists").asLong()).isEqualTo(1);
              assertThat(row.get("clickThroughRate").asDouble()).isEqualTo(1);
              assertThat(row.get("orders").asLong()).isEqualTo(2);
              assertThat(row.get("revenue").get("amount").asString()).isEqualTo("20.00");
            });
    send(Events.order(EventNames.ORDER_REFUNDED, "shopper", "s-p", "s-6"));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(get(report).body().get("rows").get(0).get("orders").asLong())
                    .isEqualTo(1));
    assertThat(delete("/v1/placements/shelf").status()).isEqualTo(204);
    assertThat(get("/v1/placements/shelf/recommendations").status()).isEqualTo(404);
  }

  @Test
  void variants_areComparedAsInAnExperiment() {
    String rules =
        """
        {"variants":[{"name":"a","strategies":["popularity"]},
                     {"name":"b","strategies":["trending"]}],"limit":4}
        """;
    assertThat(put("/v1/placements/duel", rules).status()).isEqualTo(201);
    Instant after = clock.instant().plusSeconds(1);
    for (int i = 0; i < 8; i++) {
      String user = "duel-" + i;
      String list = "r1.duel." + (i % 2 == 0 ? "a" : "b") + ".popularity.none.l" + i;
      send(
          Events.at(
              after, Events.listed(EventNames.PRODUCT_LIST_VIEWED, user, list, "du-" + i, "tea1")));
      if (i % 2 == 1) {
        // Not what the list showed: in an experiment every order counts.
        Instant later = after.plusSeconds(60);
        send(
            Events.at(
                later, Events.listed(EventNames.PRODUCT_CLICKED, user, list, "dc-" + i, "tea1")),
            Events.at(
                later,
                Events.order(EventNames.ORDER_COMPLETED, user, "duel-o" + i, "do-" + i, "tea6")));
      }
    }
    String report =
        "/v1/placements/duel/report?minimumEffect=0.05&to=" + after.plus(Duration.ofHours(1));
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode experiment = get(report).body().get("experiment");
              assertThat(experiment.get("control").asString()).isEqualTo("a");
              assertThat(experiment.at("/variants/0/users").asLong()).isEqualTo(4);
              assertThat(experiment.at("/variants/1/users").asLong()).isEqualTo(4);
              assertThat(experiment.at("/variants/0/conversion").asDouble()).isZero();
              assertThat(experiment.at("/variants/1/conversion").asDouble()).isEqualTo(1);
              assertThat(experiment.at("/variants/1/clicked").asDouble()).isEqualTo(1);
              assertThat(experiment.at("/variants/1/revenuePerUser").asDouble()).isPositive();
              assertThat(experiment.at("/differences/1/metric").asString()).isEqualTo("conversion");
              assertThat(experiment.at("/differences/1/difference").asDouble()).isEqualTo(1);
              assertThat(experiment.get("verdict").asString()).isEqualTo("TOO_EARLY");
            });
    Answer wrong = get("/v1/placements/duel/report?minimumEffect=1");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body().at("/errors/0/field").asString()).isEqualTo("minimumEffect");
    assertThat(get("/v1/placements/cart/report").body().get("experiment").isNull()).isTrue();
    assertThat(delete("/v1/placements/duel").status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | strategies | missing",
        "{\"strategies\":[\"magic\"]} | strategies[0] | unknown-strategy",
        "{\"strategies\":[\"similar\",\"similar\"]} | strategies[1] | duplicate",
        "{\"strategies\":[\"similar\"],\"limit\":0} | limit | out-of-range",
        "{\"strategies\":[\"similar\"],\"selection\":\"luck\"} | selection | invalid",
        "{\"variants\":[{\"name\":\"A b\",\"strategies\":[\"similar\"]}]} | variants[0].name | invalid",
        "{\"variants\":[{\"name\":\"a\",\"share\":0,\"strategies\":[\"similar\"]}]} | variants[0].share | out-of-range",
        "{\"strategies\":[\"similar\"],\"filters\":{\"minPrice\":-1}} | filters.minPrice | negative-price",
        "{\"strategies\":[\"similar\"],\"filters\":{\"minPrice\":1e99999}} | filters.minPrice | out-of-range",
        "{\"strategies\":[\"similar\"],\"filters\":{\"maxPrice\":1e-999999999}} | filters.maxPrice | out-of-range",
        "{\"strategies\":[\"similar\"],\"filters\":{\"category\":\"a\\u0000\"}} | filters.category | invalid",
        "{\"strategies\":[\"similar\"],\"description\":\"a\\u0000\"} | description | invalid",
        "{\"strategies\":[\"similar\"],\"rules\":{\"boosted\":[{\"brand\":\"a\\u0000\",\"factor\":2}]}} | rules.boosted[0].brand | invalid",
        "{\"strategies\":[\"similar\"],\"rules\":{\"diversity\":2}} | rules.diversity | out-of-range",
        "{\"strategies\":[\"similar\"],\"rules\":{\"pinned\":[{\"itemId\":\"a\"}]}} | rules.pinned[0].position | missing",
        "{\"strategies\":[\"similar\"],\"rules\":{\"boosted\":[{\"factor\":2}]}} | rules.boosted[0] | inconsistent",
        "{\"strategies\":[\"similar\"],\"rules\":{\"boosted\":[{\"brand\":\"b\",\"factor\":0}]}} | rules.boosted[0].factor | out-of-range",
      })
  void wrongPlacement_isAnsweredWithItsField(String body, String field, String code) {
    Answer answer = put("/v1/placements/wrong", body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
    assertThat(answer.body().get("errors").get(0).get("code").asString()).isEqualTo(code);
    assertThat(get("/v1/placements/wrong").status()).isEqualTo(404);
  }

  @Test
  void demandAndPrices_areForecastFromOrdersAndCatalogue() {
    for (int day = 1; day <= 60; day++) {
      Instant at = clock.instant().minus(Duration.ofDays(day));
      for (int order = 0; order < 2; order++) {
        String id = "stock-" + day + "-" + order;
        send(
            Events.at(
                at, Events.order(EventNames.ORDER_COMPLETED, "stocker", id, "m-" + id, "ski7")));
      }
    }
    send(Events.order(EventNames.ORDER_CANCELLED, "stocker", "stock-1-0", "m-cancel"));
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode item = get("/v1/items/ski7/demand?days=14").body();
              assertThat(item.get("perDay")).hasSize(14);
              assertThat(item.get("total").asDouble()).isBetween(18.0, 30.0);
              assertThat(item.at("/backtest/meanAbsoluteError").asDouble()).isLessThan(1);
            });
    JsonNode category = get("/v1/demand?category=shop/SKI&days=14").body();
    assertThat(category.get("items").asInt()).isEqualTo(ITEMS);
    assertThat(category.get("total").asDouble())
        .isGreaterThanOrEqualTo(
            get("/v1/items/ski7/demand?days=14").body().get("total").asDouble() * 0.9);
    assertThat(get("/v1/demand?category=nothing").status()).isEqualTo(404);
    assertThat(get("/v1/items/ski7/demand?days=91").status()).isEqualTo(400);
    assertThat(get("/v1/items/unknown/demand").status()).isEqualTo(404);

    JsonNode band = get("/v1/users/tea-2/price-band").body();
    assertThat(band.get("known").asBoolean()).isTrue();
    assertThat(band.at("/usual/amount").asString()).matches("[0-9]+\\.[0-9]{2}");
    double usual = new java.math.BigDecimal(band.at("/usual/amount").asString()).doubleValue();
    assertThat(usual).isBetween(1.5, 8.5);
    assertThat(get("/v1/users/nobody-at-all/price-band").body().get("known").asBoolean()).isFalse();
    assertThat(get("/v1/items/unknown/price-estimate").status()).isEqualTo(404);
    // Sixteen items and a few of other tests are too few for a model.
    Answer estimate = get("/v1/items/tea1/price-estimate");
    assertThat(estimate.status()).isEqualTo(409);
    assertThat(estimate.body().toString()).contains("too-few-items");
  }

  @Test
  void redelivery_isHarmless() {
    // Four personal places: what fills a list up moves with everybody's events.
    String path = "/v1/users/ski-5/recommendations?limit=4";
    String before = get(path).body().get("items").toString();
    long repeated = recordBehavior.repeated();
    sendUser("ski-5", "ski", 5, Events.AT);
    await().atMost(SOON).until(() -> recordBehavior.repeated() == repeated + 6);
    assertThat(interactionsOf("ski-5")).isEqualTo(6);
    assertThat(get(path).body().get("items").toString()).isEqualTo(before);
    histories.forget(Set.of("ski-5"));
    assertThat(get(path).body().get("items").toString()).isEqualTo(before);
  }

  private void sendProfile(String userId, List<String> mergedIds, Instant asOf) {
    send(
        Topics.PROFILE_FEATURES,
        userId,
        ContractJson.write(Map.of("userId", userId, "mergedIds", mergedIds, "asOf", asOf)));
  }

  @Test
  void anonymousHistory_followsThePerson() {
    send(Events.product(EventNames.PRODUCT_VIEWED, "anon:x1", "tea4", "before"));
    await().atMost(SOON).until(() -> interactionsOf("anon:x1") == 1);
    assertThat(get("/v1/users/anon:x1/recommendations").body().get("fallback").asBoolean())
        .isFalse();
    assertThat(get("/v1/users/merged/recommendations").body().get("fallback").asBoolean()).isTrue();

    sendProfile("merged", List.of("anon:x1"), Events.AT);
    await()
        .atMost(SOON)
        .until(() -> !get("/v1/users/merged/recommendations").body().get("fallback").asBoolean());
    assertThat(get("/v1/users/merged/recommendations?limit=3").itemIds())
        .allMatch(id -> id.startsWith("tea"));

    for (String ski : List.of("ski1", "ski2", "ski3")) {
      send(Events.product(EventNames.PRODUCT_ADDED, "anon:x1", ski, "later-" + ski));
    }
    await()
        .atMost(SOON)
        .until(
            () -> get("/v1/users/merged/recommendations?limit=1").itemIds().getFirst(),
            id -> id.startsWith("ski"));
    assertThat(get("/v1/users/anon:x1/recommendations?limit=5").itemIds())
        .isEqualTo(get("/v1/users/merged/recommendations?limit=5").itemIds());

    sendProfile("anon:x1", List.of(), Events.AT.plusSeconds(1));
    sendProfile("merged", List.of(), Events.AT.plusSeconds(1));
    await()
        .atMost(SOON)
        .until(() -> get("/v1/users/merged/recommendations").body().get("fallback").asBoolean());
    assertThat(get("/v1/users/anon:x1/recommendations").body().get("fallback").asBoolean())
        .isFalse();
  }

  @Test
  void afterARestart_theStoredModelServesAtOnce() {
    Catalogue fresh = new Catalogue();
    LiveModel live = new LiveModel(fresh);
    LiveDemand demand = new LiveDemand(weights, LiveDemand.HalfLives.DEFAULT, clock);
    new StoreFollower(items, models, demandRecord, fresh, live, demand, clock).restore();
    assertThat(live.current().orElseThrow().version()).startsWith("m");
    assertThat(demand.trending().size()).isGreaterThanOrEqualTo(2 * ITEMS);
    Recommendations answer =
        new Recommend(histories, weights, live, demand, new SegmentDemand(), fresh, false)
            .forSession(List.of("ski1"), new Recommend.Wish(Strategy.ITEM_KNN, 3, Filters.NONE));
    assertThat(answer.strategy()).isEqualTo(Strategy.ITEM_KNN);
    assertThat(answer.items()).allMatch(place -> place.item().itemId().startsWith("ski"));
  }

  @Test
  void changesOfTheCatalogue_showInTheNextAnswer() {
    send(item("gone", "tea", "3.00", Events.AT));
    await().atMost(SOON).until(() -> listed("gone"));
    send(item("gone", "tea", "3.00", true, true, Events.AT.plusSeconds(1)));
    await().atMost(SOON).until(() -> !listed("gone"));
    send(item("gone", "tea", "3.00", Events.AT.plusSeconds(2)));
    await().atMost(SOON).until(() -> listed("gone"));
    send(Topics.CATALOG_ITEMS, "gone", null);
    await().atMost(SOON).until(() -> !listed("gone"));
  }

  @Test
  void anItemThatNobodyTouched_entersByItsText_andLeavesAtOnce() {
    String personal = "/v1/users/tea-6/recommendations?limit=20&strategy=item-knn";
    send(item("tea-fresh", "tea", "3.00", Events.AT));
    await().atMost(SOON).until(() -> reasonFor("tea-fresh", personal).equals("similar"));
    await()
        .atMost(SOON)
        .until(() -> reasonFor("tea-fresh", "/v1/items/tea1/similar?limit=20").equals("similar"));
    assertThat(get("/v1/items/tea-fresh/similar?limit=3").itemIds())
        .hasSize(3)
        .allMatch(id -> id.startsWith("tea"));
    send(item("tea-fresh", "tea", "3.00", false, false, Events.AT.plusSeconds(1)));
    await()
        .atMost(SOON)
        .until(() -> !get(personal + "&inStock=true").itemIds().contains("tea-fresh"));
    send(item("tea-fresh", "tea", "3.00", true, true, Events.AT.plusSeconds(2)));
    await().atMost(SOON).until(() -> !get(personal).itemIds().contains("tea-fresh"));
    remove("tea-fresh");
  }

  @Test
  void aDescription_tellsWhatANewItemIsLike_inEnglishAndChinese() {
    CatalogItem english = item("ski1", "ski", "2.50", Events.AT);
    CatalogItem chinese = item("tea3", "tea", "4.50", Events.AT);
    send(described(english, "Smoked leaves of Fujian, dried over pinewood."));
    send(described(chinese, "福建烟熏红茶，松木烘干。"));
    send(described("new-en", "What pinewood has smoked", Events.AT));
    send(described("new-zh", "红茶，用松木烟熏", Events.AT));
    for (String item : List.of("new-en", "new-zh")) {
      await().atMost(SOON).until(() -> get("/v1/items/" + item + "/similar").status() == 200);
    }
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(get("/v1/items/new-en/similar?limit=3").itemIds())
                  .hasSize(3)
                  .allMatch(id -> id.startsWith("ski"));
              assertThat(get("/v1/items/new-zh/similar?limit=3").itemIds())
                  .hasSize(3)
                  .allMatch(id -> id.startsWith("tea"));
            });
    assertThat(
            jdbc.sql("select description from item where item_id = 'ski1'")
                .query(String.class)
                .single()
                .split(" "))
        .contains("smoke", "pinewood")
        .doesNotContain("of");
    remove("new-en");
    remove("new-zh");
  }

  /** Gone when this returns, so that no list of the tests that follow changes by it. */
  private void remove(String itemId) {
    send(Topics.CATALOG_ITEMS, itemId, null);
    await().atMost(SOON).until(() -> !listed(itemId));
  }

  /** The type of the first reason for an item in a list; empty where it is not in it. */
  private String reasonFor(String itemId, String path) {
    for (JsonNode item : get(path).body().get("items")) {
      if (item.get("itemId").asString().equals(itemId)) {
        return item.at("/reasons/0/type").asString();
      }
    }
    return "";
  }

  private boolean listed(String itemId) {
    return get("/v1/trending?limit=100").itemIds().contains(itemId);
  }

  @Test
  void itemLists_answerAboutTheItem() {
    assertThat(get("/v1/items/tea1/similar?limit=3").itemIds())
        .hasSize(3)
        .allMatch(id -> id.startsWith("tea"))
        .doesNotContain("tea1");
    Answer together = get("/v1/items/tea1/bought-together");
    assertThat(together.itemIds()).containsExactlyInAnyOrder("tea0", "tea2");
    assertThat(together.body().get("items").get(0).get("rule").get("lift").asDouble())
        .isGreaterThan(1);
    assertThat(get("/v1/items/unknown/similar").status()).isEqualTo(404);
    assertThat(get("/v1/items/unknown/bought-together").status()).isEqualTo(404);
  }

  @Test
  void filtersOfTheRequest_hold() {
    assertThat(
            get("/v1/users/tea-2/recommendations?limit=100&category=shop/SKI&minPrice=2.50"
                    + "&maxPrice=5.50&exclude=ski2,%20ski9")
                .itemIds())
        .containsExactlyInAnyOrder("ski1", "ski3", "ski4");
    assertThat(
            post(
                    "/v1/sessions/recommendations",
                    """
                    {"items":["tea1","?"],"limit":100,"maxPrice":"2.50","category":"Shop"}
                    """)
                .itemIds())
        .containsExactlyInAnyOrder("tea0", "ski0", "ski1");
  }

  @Test
  void batch_answersEveryUserOnce() {
    Answer answer =
        post(
            "/v1/recommendations/batch",
            """
            {"userIds":["tea-3","stranger","tea-3"],"limit":2}
            """);
    JsonNode results = answer.body().get("results");
    assertThat(results).hasSize(2);
    assertThat(results.get(0).get("userId").asString()).isEqualTo("tea-3");
    assertThat(results.get(0).get("fallback").asBoolean()).isFalse();
    assertThat(results.get(1).get("fallback").asBoolean()).isTrue();
  }

  @Test
  void affinities_tellTastesApart() {
    Answer answer =
        post(
            "/v1/affinities",
            """
            {"userIds":["tea-3","stranger"],"offers":[
              {"offerId":"tea","categories":["Shop/tea"]},
              {"offerId":"ski","itemIds":["ski1","ski2"],"categories":[]}]}
            """);
    JsonNode scores = answer.body().get("affinities").get(0).get("scores");
    assertThat(scores.get("tea").asDouble()).isBetween(0.55, 1.0);
    assertThat(scores.get("ski").asDouble()).isBetween(0.0, 0.45);
    JsonNode stranger = answer.body().get("affinities").get(1).get("scores");
    assertThat(stranger.get("tea").asDouble()).isEqualTo(0.5);
  }

  @Test
  void trainingUpToACut_ignoresLaterEvents_andFailsWithoutAny() {
    Answer failed = train("{\"cut\":\"2020-01-01T00:00:00Z\"}");
    assertThat(failed.body().get("state").asString()).isEqualTo("FAILED");
    assertThat(failed.body().get("failure").asString())
        .isEqualTo("there are no interactions up to 2020-01-01T00:00:00Z");
  }

  @Test
  void aMessageThatCannotBeRead_doesNotHoldUpTheRest() {
    send(Topics.BEHAVIOR_EVENTS, "poison", "{\"no\":\"event\"}".getBytes());
    send(Topics.BEHAVIOR_EVENTS, "poison", new byte[] {(byte) 0xff, 1});
    send(
        Events.product(EventNames.PRODUCT_VIEWED, "poison", "nul\0", "m0"),
        Events.product(EventNames.PRODUCT_VIEWED, "poison", "tea1", "m1"));
    await().atMost(SOON).until(() -> interactionsOf("poison") == 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/users/u/recommendations?limit=0 | limit | out-of-range",
        "/v1/users/u/recommendations?limit=101 | limit | out-of-range",
        "/v1/users/u/recommendations?limit=ten | limit | wrong-type",
        "/v1/users/u/recommendations?strategy=magic | strategy | unknown-strategy",
        "/v1/users/u/recommendations?minPrice=5&maxPrice=4 | minPrice | inconsistent",
        "/v1/users/u/recommendations?minPrice=-1 | minPrice | negative-price",
        "/v1/users/u/recommendations?maxPrice=1e999999999999 | maxPrice | wrong-type",
        "/v1/users/u/recommendations?maxPrice=1e999 | maxPrice | out-of-range",
        "/v1/users/u/recommendations?inStock=maybe | inStock | wrong-type",
        "/v1/placements/home/report?from=-290000-01-01T00:00:00Z | from | wrong-type",
        "/v1/placements/home/report?to=-999999999-01-01T00:00:00Z | to | wrong-type",
        "/v1/trending?category=%20 | category | invalid",
        "/v1/models?limit=0 | limit | out-of-range",
        "/v1/models?cursor=bm9uZQ | cursor | invalid-cursor",
        "/v1/training-runs?cursor=%25 | cursor | invalid-cursor",
      })
  void wrongQuery_isAnsweredWithItsField(String path, String field, String code) {
    Answer answer = get(path);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
    assertThat(answer.body().get("errors").get(0).get("code").asString()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/sessions/recommendations | {} | items",
        "/v1/sessions/recommendations | {\"items\":[null]} | items[0]",
        "/v1/sessions/recommendations | {\"items\":[\"a\\u0000\"]} | items[0]",
        "/v1/sessions/recommendations | {\"items\":[\"a\"],\"what\":1} | what",
        "/v1/recommendations/batch | {\"userIds\":[]} | userIds",
        "/v1/recommendations/batch | {\"userIds\":[\"a\"],\"limit\":1000} | limit",
        "/v1/recommendations/batch | {\"userIds\":\"a\"} | userIds",
        "/v1/affinities | {\"userIds\":[\"a\"],\"offers\":[]} | offers",
        "/v1/affinities | {\"userIds\":[\"a\"],\"offers\":[null]} | offers[0]",
        "/v1/affinities | {\"userIds\":[\"a\"],\"offers\":[{}]} | offers[0].offerId",
        "/v1/affinities | [] | body",
        "/v1/training-runs | {\"algorithms\":[\"magic\"]} | algorithms[0]",
        "/v1/training-runs | {\"cut\":\"yesterday\"} | cut",
        "/v1/training-runs | {\"cut\" | body",
      })
  void wrongBody_isAnsweredWithItsField(String path, String body, String field) {
    Answer answer = post(path, body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
  }

  @Test
  void models_andRuns_areListedPageByPage() {
    // An older one, so that the model that the other tests ask stays what it is.
    jdbc.sql(
            "insert into model (number, run_id, trained_at, size) overriding system value"
                + " select 0, run_id, trained_at, 1 from model order by number limit 1")
        .update();
    train("{\"cut\":\"2020-01-01T00:00:00Z\"}");
    for (String path : List.of("/v1/models", "/v1/training-runs")) {
      String name = path.equals("/v1/models") ? "modelVersion" : "id";
      JsonNode two = get(path + "?limit=2").body();
      JsonNode first = get(path + "?limit=1").body();
      JsonNode second = get(path + "?limit=1&cursor=" + first.get("nextCursor").asString()).body();
      assertThat(first.get("items")).hasSize(1);
      assertThat(second.get("items")).hasSize(1);
      assertThat(first.at("/items/0/" + name)).isEqualTo(two.at("/items/0/" + name));
      assertThat(second.at("/items/0/" + name)).isEqualTo(two.at("/items/1/" + name));
    }
  }

  @Test
  void aModelThatIsNotBetter_staysAside_untilItIsPromoted_andTheOldOneComesBack() {
    String live = get("/v1/trending").body().get("modelVersion").asString();
    Answer refused =
        post("/v1/training-runs", "{\"algorithms\":[\"ease\"],\"primary\":\"linear-filter\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().at("/errors/0/code").asString()).isEqualTo("not-trained");
    JsonNode run =
        train(
                "{\"algorithms\":[\"linear-filter\",\"ease\",\"als\",\"user-knn\"],"
                    + "\"primary\":\"linear-filter\",\"cut\":\"%s\"}".formatted(CUT))
            .body();
    assertThat(run.at("/promotion/promoted").asBoolean()).as(run.toString()).isFalse();
    assertThat(run.at("/promotion/reason").asString()).isEqualTo("not-better");
    assertThat(run.at("/promotion/live").asString()).startsWith("item-knn");
    assertThat(run.at("/recipes/linear-filter").asString()).contains("lowPass=0.3");
    String aside = run.get("modelVersion").asString();
    assertThat(get("/v1/trending").body().get("modelVersion").asString()).isEqualTo(live);
    assertThat(post("/v1/models/" + aside + "/promote", "").body().get("live").asBoolean())
        .isTrue();
    String path = "/v1/users/tea-2/recommendations";
    await().atMost(SOON).until(() -> get(path).body().get("modelVersion").asString().equals(aside));
    assertThat(get(path).body().get("strategy").asString()).isEqualTo("linear-filter");
    for (String strategy : List.of("als", "user-knn")) {
      JsonNode answer = get(path + "?limit=2&strategy=" + strategy).body();
      assertThat(answer.get("strategy").asString()).as(answer.toString()).isEqualTo(strategy);
      assertThat(answer.at("/items/0/itemId").asString()).startsWith("tea");
      assertThat(answer.at("/items/0/reasons/0/type").asString()).startsWith("because-you-");
    }
    assertThat(post("/v1/models/" + live + "/promote", "").status()).isEqualTo(200);
    await().atMost(SOON).until(() -> get(path).body().get("modelVersion").asString().equals(live));
    assertThat(get(path).body().get("strategy").asString()).isEqualTo("item-knn");
    assertThat(post("/v1/models/m999/promote", "").status()).isEqualTo(404);
    assertThat(post("/v1/models/best/promote", "").status()).isEqualTo(404);
    String id = run.get("id").asString();
    assertThat(post("/v1/training-runs/" + id + "/cancel", "").status()).isEqualTo(409);
  }

  /** Two kinds of critics, who like every other film; nobody is asked of one that they rated. */
  @Test
  void ratings_areForetold_fromTheUsersOwn_aMomentAgo() {
    String path = "/v1/users/critic-0/predicted-ratings?items=film6,film7,film0,nothing";
    Answer none = get(path);
    assertThat(none.status()).isEqualTo(409);
    assertThat(none.body().get("type").asString()).endsWith("no-rating-model");
    for (int critic = 0; critic < 12; critic++) {
      for (int film = 0; film < (critic < 2 ? 6 : 8); film++) {
        review("critic-" + critic, "film" + film, (critic + film) % 2 == 0 ? 4 : 1);
      }
    }
    await().atMost(SOON).until(() -> count("interaction where user_id like 'critic-%'") == 92);
    String live = get("/v1/trending").body().get("modelVersion").asString();
    JsonNode run = train("{\"algorithms\":[\"item-knn\",\"rating-factors\"]}").body();
    assertThat(run.get("state").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
    assertThat(run.at("/ratings/test").asInt()).as(run.toString()).isPositive();
    assertThat(run.at("/ratings/errors/item-mean/rmse").asDouble()).isPositive();
    String model = run.get("modelVersion").asString();
    assertThat(post("/v1/models/" + model + "/promote", "").status()).isEqualTo(200);
    await().atMost(SOON).until(() -> get(path).status() == 200);
    JsonNode found = get(path).body();
    assertThat(found.get("ratings").asInt()).isEqualTo(6);
    assertThat(found.at("/items/0/rating").asDouble())
        .as(found.toString())
        .isGreaterThan(found.at("/items/1/rating").asDouble() + 1);
    assertThat(found.at("/items/0/given").isNull()).isTrue();
    assertThat(found.at("/items/2/given").asDouble()).isEqualTo(4);
    assertThat(found.at("/items/3/known").asBoolean()).isFalse();
    // Nothing is trained between: their ratings alone make a newcomer a critic of the odd kind.
    String newcomer = "/v1/users/critic-new/predicted-ratings?items=film6,film7";
    for (int film = 0; film < 6; film++) {
      review("critic-new", "film" + film, film % 2 == 0 ? 1 : 4);
    }
    await().atMost(SOON).until(() -> get(newcomer).body().get("ratings").asInt() == 6);
    JsonNode odd = get(newcomer).body();
    assertThat(odd.at("/items/0/rating").asDouble())
        .isLessThan(odd.at("/items/1/rating").asDouble() - 1);
    String ranked = "/v1/users/critic-0/recommendations?strategy=rating-factors&limit=2";
    assertThat(get(ranked).body().get("strategy").asString()).isEqualTo("rating-factors");
    assertThat(get("/v1/users/critic-0/predicted-ratings").status()).isEqualTo(400);
    assertThat(post("/v1/models/" + live + "/promote", "").status()).isEqualTo(200);
    await().atMost(SOON).until(() -> get(path).status() == 409);
  }

  private void review(String userId, String itemId, double stars) {
    String name = EventNames.PRODUCT_REVIEWED;
    String id = userId + "-" + itemId;
    EventReview review = new EventReview(id, stars, null);
    List<EventProduct> products = List.of(Events.productOf(itemId));
    int minute = Math.floorMod(id.hashCode(), 10_000);
    send(
        Events.at(
            Events.AT.minus(Duration.ofMinutes(minute)),
            Events.track(name, userId, null, id, products, null, review)));
  }

  @Test
  void models_areComparedOnTheShopsData_withPictures() {
    for (int user = 0; user < USERS; user++) {
      sendTier("past-tea-" + user, "Silver", PAST.minusSeconds(1));
      sendTier("past-tea-" + user, "Gold", PAST);
      sendTier("past-ski-" + user, user % 2 == 0 ? "Silver" : null, PAST);
    }
    await()
        .atMost(SOON)
        .until(
            () ->
                count("user_tier where user_id like 'past-%' and tier = 'Gold'") == USERS
                    && count("user_tier where user_id like 'past-ski-%'") == USERS);
    Answer accepted =
        post(
            "/v1/evaluations",
            "{\"algorithms\":[\"item-knn\",\"content\",\"hybrid\"],\"cut\":\"%s\"}".formatted(CUT));
    assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
    String location = accepted.headers().firstValue("Location").orElseThrow();
    JsonNode evaluation =
        await()
            .atMost(SOON)
            .until(
                () -> get(location).body(),
                body -> List.of("SUCCEEDED", "FAILED").contains(body.get("state").asString()));
    assertThat(evaluation.get("state").asString()).as(evaluation.toString()).isEqualTo("SUCCEEDED");
    assertThat(evaluation.at("/report/models")).hasSize(4);
    assertThat(evaluation.at("/report/models/3/recipe").asString()).startsWith("hybrid ");
    List<String> tiers = new ArrayList<>();
    evaluation
        .at("/report/models/0/byTier")
        .forEach(group -> tiers.add(group.get("name").asString()));
    assertThat(tiers).as("%s", evaluation).containsExactly("Gold", "Silver", "without tier");
    JsonNode metrics = evaluation.at("/report/models/1/metrics");
    for (String metric : List.of("recall", "precision", "ndcg", "map", "mrr", "hitRate")) {
      for (String places : List.of("5", "10", "20")) {
        JsonNode interval = metrics.get(metric + "At" + places);
        assertThat(interval.get("low").asDouble())
            .isLessThanOrEqualTo(interval.get("value").asDouble());
        assertThat(interval.get("high").asDouble())
            .isGreaterThanOrEqualTo(interval.get("value").asDouble());
      }
    }
    assertThat(get(location + "/report").body().asString())
        .contains("<svg", "item-knn", "content", "ndcgAt10", "by tier", "Gold");
    assertThat(get("/v1/evaluations?limit=1").body().get("items")).hasSize(1);
    assertThat(post(location + "/cancel", "").status()).isEqualTo(409);
    assertThat(post("/v1/evaluations", "{\"algorithms\":[\"magic\"]}").status()).isEqualTo(400);
    assertThat(get("/v1/evaluations/none").status()).isEqualTo(404);
  }

  private void sendTier(String userId, @Nullable String tier, Instant at) {
    Map<String, Object> assignment = new HashMap<>();
    assignment.put("userId", userId);
    assignment.put("tier", tier);
    assignment.put("assignedAt", at);
    send(Topics.TIER_ASSIGNMENTS, userId, ContractJson.write(assignment));
  }

  @Test
  void newcomers_getWhatTheirTierLikes() {
    for (int i = 0; i < 3; i++) {
      sendTier("opal-" + i, "Opal", clock.instant());
      send(Events.product(EventNames.PRODUCT_ADDED, "opal-" + i, "ski7", "opal"));
    }
    sendTier("opal-new", "Opal", clock.instant());
    sendTier("prospect-new", null, clock.instant());
    await().atMost(SOON).until(() -> count("user_tier where tier = 'Opal'") == 4);
    await().atMost(SOON).until(() -> count("user_tier where user_id = 'prospect-new'") == 1);
    await().atMost(SOON).until(() -> count("interaction where user_id like 'opal-%'") == 3);
    segments.follow();
    Answer newcomer = get("/v1/users/opal-new/recommendations?limit=3");
    assertThat(newcomer.body().get("strategy").asString()).isEqualTo("segment");
    assertThat(newcomer.itemIds()).hasSize(3).startsWith("ski7");
    JsonNode reason = newcomer.body().at("/items/0/reasons/0");
    assertThat(reason.get("type").asString()).isEqualTo("popular-in-segment");
    assertThat(reason.get("text").asString()).isEqualTo("Popular with Opal customers");
    assertThat(
            get("/v1/users/prospect-new/recommendations?strategy=segment")
                .body()
                .at("/items/0/reasons/0/text")
                .asString())
        .isEqualTo("Popular with newcomers");

    sendTier("prospect-new", "Opal", clock.instant());
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(get("/v1/users/prospect-new/recommendations?limit=1").itemIds())
                    .containsExactly("ski7"));
  }

  @Test
  void operators_seeHealthMetersAndApi() {
    get("/v1/users/tea-2/recommendations");
    Answer ready = get("/actuator/health/readiness");
    assertThat(ready.status()).as(ready.body().toString()).isEqualTo(200);
    assertThat(ready.body().get("components").get("serving").get("status").asString())
        .isEqualTo("UP");
    String meters = get("/actuator/prometheus").body().asString();
    assertThat(meters)
        .contains("tierwise_recommend_answers_seconds", "strategy=\"item-knn\"")
        .contains("tierwise_recommend_model_age_seconds")
        .contains("tierwise_recommend_interactions_total")
        .contains("kafka_consumer_fetch_manager");
    JsonNode paths = get("/v3/api-docs").body().get("paths");
    assertThat(paths.has("/v1/users/{id}/recommendations")).isTrue();
    assertThat(paths.size()).isGreaterThanOrEqualTo(10);
    assertThat(OpenApiExamples.missing(get("/v3/api-docs").body().toString())).isEmpty();
    assertThat(get("/v1/training-runs/none").status()).isEqualTo(404);
  }

  @Test
  void everyOperation_refusesParametersThatItDoesNotHave() {
    assertThat(OpenApiParameters.misread(port(), "")).isEmpty();
  }
}
