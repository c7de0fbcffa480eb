package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CouponIT extends CampaignServiceIT {
  private Answer pool(String name, String more) {
    return post(
        "/v1/coupon-pools",
        "{\"name\": \"%s\", \"discount\": {\"type\": \"amount\", \"value\": 5}%s}"
            .formatted(name, more));
  }

  private Answer assign(String pool, String user, String key) {
    return post(
        "/v1/coupon-pools/" + pool + "/assignments",
        "{\"userId\": \"%s\", \"key\": \"%s\"}".formatted(user, key));
  }

  private void order(String event, String user, String order, String coupon, Instant at) {
    EventOrder bought =
        new EventOrder(order, BigDecimal.valueOf(45), null, null, null, null, coupon, "GBP");
    kafka.send(
        Topics.BEHAVIOR_EVENTS,
        user,
        ContractJson.write(
            new BehaviorEvent(
                BehaviorEvent.SCHEMA,
                event + order,
                EventType.TRACK,
                event,
                user,
                null,
                null,
                at,
                at,
                "test",
                null,
                null,
                List.of(),
                bought,
                null,
                null,
                null,
                Map.of(),
                Map.of())));
  }

  private JsonNode standing(String pool) {
    return get("/v1/coupon-pools/" + pool).body().get("standing");
  }

  @Test
  void hundredAskersAtOnce_neverGetTheSameCode_andNoMoreThanThereAre() throws Exception {
    pool(
        "rush",
        ", \"codes\": {\"generate\": {\"count\": 60, \"prefix\": \"rush-\", \"length\": 8}}");
    List<Callable<Answer>> askers = new ArrayList<>();
    for (int asker = 0; asker < 100; asker++) {
      // Every user asks twice at the same time.
      String user = "rush-" + asker / 2 * 2 + (asker < 40 ? "" : "-" + asker);
      askers.add(() -> assign("rush", user, "k"));
    }
    Map<String, String> users = new java.util.concurrent.ConcurrentHashMap<>();
    int refused = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(100)) {
      for (Future<Answer> future : threads.invokeAll(askers)) {
        Answer answer = future.get();
        if (answer.status() == 409) {
          assertThat(answer.body().toString()).contains("pool-empty");
          refused++;
        } else {
          assertThat(answer.status()).as("%s", answer.body()).isIn(200, 201);
          String code = answer.body().get("code").asString();
          assertThat(code).startsWith("RUSH-").hasSize(13);
          String user = answer.body().get("userId").asString();
          assertThat(users.merge(code, user, (a, b) -> a.equals(b) ? a : "two users"))
              .isEqualTo(user);
        }
      }
    }
    // Twenty users who asked twice and sixty who asked once want eighty of sixty codes.
    assertThat(users).hasSize(60);
    assertThat(new HashSet<>(users.values())).hasSize(60);
    assertThat(refused).isGreaterThanOrEqualTo(20);
    assertThat(standing("rush").get("free").asInt()).isZero();
  }

  @Test
  void budgetOfTheCampaign_isChargedAndNeverExceeded() {
    String campaign = campaign("coupon-budget", "email", "1.00", 0);
    pool(
        "paid",
        ", \"campaignId\": \"%s\", \"costPerCode\": \"0.40\", \"perUser\": 3,".formatted(campaign)
            + " \"codes\": {\"list\": [\"paid-1\", \"Paid-2\", \"paid-3\", \"PAID-3\"]}");
    assertThat(standing("paid").get("codes").asInt()).isEqualTo(3);
    assertThat(assign("paid", "payer", "a").status()).isEqualTo(201);
    assertThat(assign("paid", "payer", "a").status()).isEqualTo(200);
    assertThat(assign("paid", "payer", "b").status()).isEqualTo(201);
    Answer third = assign("paid", "payer", "c");
    assertThat(third.status()).isEqualTo(409);
    assertThat(third.body().toString()).contains("budget-spent");
    assertThat(standing("paid").get("free").asInt()).isEqualTo(1);
    assertThat(
            jdbc.sql("select spent_micros from campaign_budget where campaign_id = ?")
                .param(campaign)
                .query(Long.class)
                .single())
        .isEqualTo(800_000);
  }

  @Test
  void redemptions_comeFromOrders_misuseIsSeen_undoneOrdersFreeTheCode() {
    pool("earned", ", \"codes\": {\"list\": [\"EARN-1\", \"EARN-2\"]}");
    assertThat(assign("earned", "earner", "k").body().get("code").asString()).isEqualTo("EARN-1");
    assertThat(assign("earned", "earner", "other").body().toString()).contains("user-has-enough");
    Instant at = Instant.now();
    order("Order Completed", "earner", "e-1", " earn-1 ", at);
    order("Order Completed", "earner", "e-2", "EARN-1", at.plusSeconds(5));
    order("Order Completed", "thief", "t-1", "EARN-2", at);
    order("Order Completed", "earner", "e-3", "UNKNOWN", at);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              JsonNode standing = standing("earned");
              assertThat(standing.get("redeemed").asInt()).isEqualTo(1);
              assertThat(standing.get("misused").asInt()).isEqualTo(2);
              assertThat(standing.at("/discount/amount").asString()).isEqualTo("5.00");
            });
    assertThat(get("/v1/users/earner/coupons").body().at("/items/0/status").asString())
        .isEqualTo("redeemed");
    order("Order Cancelled", "earner", "e-1", null, at.plusSeconds(9));
    order("Order Cancelled", "earner", "e-2", null, at.plusSeconds(9));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(get("/v1/users/earner/coupons").body().at("/items/0/status").asString())
                    .isEqualTo("assigned"));
  }

  @Test
  void codesAndPools_existOnce() {
    assertThat(pool("once", ", \"codes\": {\"list\": [\"ONCE-1\"]}").status()).isEqualTo(201);
    assertThat(pool("once", "").status()).isEqualTo(409);
    assertThat(pool("twice", ", \"codes\": {\"list\": [\"once-1\", \"TWICE-1\"]}").status())
        .isEqualTo(201);
    assertThat(standing("twice").get("codes").asInt()).isEqualTo(1);
    Answer more =
        post("/v1/coupon-pools/twice/codes", "{\"generate\": {\"count\": 250, \"length\": 8}}");
    assertThat(more.body().get("added").asInt()).isEqualTo(250);
    Set<String> names = new HashSet<>();
    get("/v1/coupon-pools?limit=1000")
        .body()
        .get("items")
        .forEach(each -> names.add(each.get("name").asString()));
    assertThat(names).contains("once", "twice");
    assertThat(assign("nowhere", "u", "k").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | name",
        "{\"name\": \"a\"} | discount",
        "{\"name\": \"a\", \"discount\": {\"type\": \"half\", \"value\": 1}} | discount.type",
        "{\"name\": \"a\", \"discount\": {\"type\": \"percent\", \"value\": 101}} | discount.value",
        "{\"name\": \"a\", \"discount\": {\"type\": \"amount\", \"value\": 1}, \"perUser\": 0} | perUser",
        "{\"name\": \"a\", \"discount\": {\"type\": \"amount\", \"value\": 1}, \"costPerCode\": 1} | costPerCode",
        "{\"name\": \"a\", \"discount\": {\"type\": \"amount\", \"value\": 1}, \"expiresAt\": \"2020-01-01T00:00:00Z\"} | expiresAt",
        "{\"name\": \"a\", \"discount\": {\"type\": \"amount\", \"value\": 1}, \"campaignId\": \"none\"} | campaignId",
        "{\"name\": \"a\", \"discount\": {\"type\": \"amount\", \"value\": 1}, \"codes\": {\"list\": [\"\"]}} | codes.list[0]",
        "{\"name\": \"a\", \"discount\": {\"type\": \"amount\", \"value\": 1}, \"codes\": {\"generate\": {\"count\": 0}}} | codes.generate.count",
      })
  void wrongPool_isAnsweredWithItsField(String body, String field) {
    Answer answer = post("/v1/coupon-pools", body);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
  }
}
