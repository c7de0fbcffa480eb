package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tierwise.campaign.audience.Persons;
import io.tierwise.campaign.audience.Persons.Person;
import io.tierwise.campaign.loyalty.Ledgers;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.segmentation.TierAssignment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;

/** Each test states rules of its own, which hold for what happens from then on. */
class LoyaltyIT extends CampaignServiceIT {
  private static final String EARNING =
      "\"earning\": {\"pointsPerUnit\": 2, \"categoryMultipliers\": {\"Shoes\": 1.5},"
          + " \"firstOrder\": 100}";
  @Autowired Ledgers ledgers;
  @Autowired Persons persons;

  private Answer rules(String body) {
    Answer standing = get("/v1/loyalty-program");
    return standing.status() == 404
        ? call("PUT", "/v1/loyalty-program", body)
        : call(
            "PUT",
            "/v1/loyalty-program",
            body,
            "If-Match",
            standing.headers().firstValue("ETag").orElseThrow());
  }

  private Instant stated(String body) {
    Answer answer = rules(body);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return Instant.parse(answer.body().get("validFrom").asString()).plusMillis(1);
  }

  private JsonNode standing(String user) {
    Answer answer = get("/v1/users/" + user + "/loyalty");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private void awaitBalance(String user, long balance) {
    await(user)
        .atMost(Duration.ofSeconds(60))
        .until(() -> standing(user).get("balance").asLong(), found -> found == balance);
  }

  private List<String> kinds(String user) {
    return all("/v1/users/" + user + "/loyalty/statement").stream()
        .map(line -> line.get("kind").asString())
        .toList();
  }

  private Answer adjust(String user, long points, String key) {
    return post(
        "/v1/users/" + user + "/loyalty/adjustments",
        "{\"points\": %d, \"reason\": \"gift\", \"key\": \"%s\"}".formatted(points, key));
  }

  private Answer redeem(String user, String body) {
    return post("/v1/users/" + user + "/loyalty/redemptions", body);
  }

  private static BehaviorEvent order(
      String name, String user, String id, String order, String worth, String shoes, Instant at) {
    List<EventProduct> lines =
        shoes == null
            ? List.of()
            : List.of(
                new EventProduct(
                    "p1", null, List.of("Shoes", "Boots"), null, new BigDecimal(shoes), 1, null),
                new EventProduct(
                    "p2",
                    null,
                    List.of("Books"),
                    null,
                    new BigDecimal(worth).subtract(new BigDecimal(shoes)),
                    1,
                    null));
    return event(user, id, name, at, lines, order(order, worth), null);
  }

  @Test
  void events_lateTwiceAndMixedUp_addUpToWhatTheOrdersSay() {
    Instant from = stated("{" + EARNING + ", \"usableAfterDays\": 0}");
    List<BehaviorEvent> events = new ArrayList<>();
    for (String user : List.of("loyal-a", "loyal-b")) {
      Instant at = from;
      events.add(order("Order Completed", user, user + 1, user + "-o1", "40", "20", at));
      events.add(
          order("Order Updated", user, user + 2, user + "-o1", "30", "15", at.plusMillis(5)));
      events.add(
          order("Order Completed", user, user + 3, user + "-o2", "50", null, at.plusMillis(9)));
      events.add(
          order("Order Refunded", user, user + 4, user + "-o2", "12.60", null, at.plusMillis(20)));
      events.add(
          order("Order Completed", user, user + 5, user + "-o3", "70", null, at.plusMillis(11)));
      events.add(
          order("Order Cancelled", user, user + 6, user + "-o3", null, null, at.plusMillis(30)));
      // Before there were rules of this kind.
      events.add(
          order(
              "Order Completed",
              user,
              user + 7,
              user + "-o0",
              "1000",
              null,
              from.minus(Duration.ofDays(9_000))));
    }
    events.addAll(List.copyOf(events));
    Collections.shuffle(events, new Random(7));
    events.forEach(this::send);
    // 30 * 2 * 1.25 + floor(37.40 * 2); the first order of all was before the program.
    awaitBalance("loyal-a", 75 + 74);
    awaitBalance("loyal-b", 75 + 74);
    long sum = 0;
    for (JsonNode line : all("/v1/users/loyal-a/loyalty/statement")) {
      sum += line.get("points").asLong();
    }
    assertThat(sum).isEqualTo(75 + 74);
    events.forEach(this::send);
    send(order("Order Completed", "loyal-a", "last", "last", "1", null, from.plusMillis(50)));
    awaitBalance("loyal-a", 75 + 74 + 2);
    awaitBalance("loyal-b", 75 + 74);
  }

  @Test
  void hundredRedeemersAtOnce_neverTakeMoreThanThereIs() throws Exception {
    stated("{" + EARNING + "}");
    assertThat(adjust("spender", 1_000, "start").status()).isEqualTo(201);
    assertThat(adjust("spender", 1_000, "start").status()).isEqualTo(200);
    List<Callable<Answer>> askers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String key = "r" + i;
      askers.add(() -> redeem("spender", "{\"points\": 30, \"key\": \"%s\"}".formatted(key)));
    }
    List<String> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      for (Future<Answer> future : threads.invokeAll(askers)) {
        Answer answer = future.get();
        if (answer.status() == 409) {
          assertThat(answer.body().get("type").asString()).endsWith("not-enough-points");
        } else {
          assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
          done.add(answer.body().get("number").asString());
        }
      }
    }
    assertThat(done).hasSize(33);
    assertThat(standing("spender").get("balance").asLong()).isEqualTo(10);
    assertThat(adjust("spender", -11, "take").status()).isEqualTo(409);
    assertThat(adjust("spender", -10, "take").status()).isEqualTo(201);
    assertThat(adjust("spender", -9, "take").body().get("type").asString()).endsWith("key-used");
  }

  @Test
  void reward_isACoupon_orNothingIsSpent() {
    post(
        "/v1/coupon-pools",
        "{\"name\": \"loyalty-5\", \"discount\": {\"type\": \"amount\", \"value\": 5},"
            + " \"perUser\": 9, \"codes\": {\"list\": [\"LOYAL-ONE\"]}}");
    stated(
        "{"
            + EARNING
            + ", \"redemption\": {\"minimumPoints\": 50, \"rewards\":"
            + " [{\"name\": \"5 off\", \"points\": 200, \"couponPool\": \"loyalty-5\"}]}}");
    adjust("rewarded", 500, "start");
    String wish = "{\"reward\": \"5 off\", \"key\": \"%s\"}";
    Answer given = redeem("rewarded", wish.formatted("a"));
    assertThat(given.status()).as("%s", given.body()).isEqualTo(201);
    assertThat(given.body().get("coupon").asString()).isEqualTo("LOYAL-ONE");
    assertThat(redeem("rewarded", wish.formatted("a")).body()).isEqualTo(given.body());
    assertThat(redeem("rewarded", wish.formatted("b")).body().get("type").asString())
        .endsWith("no-coupon");
    assertThat(standing("rewarded").get("balance").asLong()).isEqualTo(300);
    assertThat(redeem("rewarded", "{\"points\": 49, \"key\": \"c\"}").status()).isEqualTo(400);
    assertThat(redeem("rewarded", "{\"reward\": \"car\", \"key\": \"c\"}").status()).isEqualTo(400);
  }

  @Test
  void ledger_followsThePerson_andGoesBack() {
    Instant from = stated("{\"earning\": {\"pointsPerUnit\": 1}, \"usableAfterDays\": 0}");
    send(order("Order Completed", "alias-1", "m1", "one-order", "20", null, from));
    send(order("Order Completed", "alias-2", "m2", "one-order", "20", null, from));
    awaitBalance("alias-1", 20);
    awaitBalance("alias-2", 20);
    Instant read = Instant.parse("2026-11-10T12:00:00Z");
    persons.follow(List.of(new Person("alias-1", List.of("alias-2"), read)));
    // One order that came under both ids of a person is one order.
    awaitBalance("alias-1", 20);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> kinds("alias-2"), kinds -> kinds.contains("reversed"));
    assertThat(standing("alias-2").get("balance").asLong()).isEqualTo(20);
    persons.follow(List.of(new Person("alias-1", List.of(), read.plusSeconds(1))));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(standing("alias-1").get("balance").asLong()).isEqualTo(20);
              assertThat(standing("alias-2").get("balance").asLong()).isEqualTo(20);
              assertThat(
                      jdbc.sql("select count(distinct user_id) from loyalty_entry where lot = ?")
                          .param("order/one-order")
                          .query(Long.class)
                          .single())
                  .isEqualTo(2);
            });
  }

  @Test
  void events_levelsAndExpiry_areInTheStatement() {
    Instant from =
        stated(
            """
            {"earning": {"pointsPerUnit": 1, "firstOrder": 100, "events":
               [{"event": "Product Reviewed", "points": 20, "once": "day"}]},
             "usableAfterDays": 14, "expireAfterMonths": 6,
             "levels": {"by": "points", "list": [{"name": "Friend", "points": 150, "benefits": ["tea"]},
                                               {"name": "Best friend", "points": 500}]}}
            """);
    send(order("Order Completed", "leveller", "l1", "l-order", "40", null, from));
    // The rules of events are read once a second.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              send(event("leveller", "review", "Product Reviewed", from, null, null));
              send(event("leveller", "review-2", "Product Reviewed", from, null, null));
              return standing("leveller").get("earnedInYear").asLong();
            },
            earned -> earned == 160);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> kinds("leveller"), kinds -> kinds.contains("level"));
    JsonNode standing = standing("leveller");
    assertThat(standing.get("balance").asLong()).isEqualTo(20);
    assertThat(standing.get("pending").asLong()).isEqualTo(140);
    assertThat(standing.at("/usableNext/points").asLong()).isEqualTo(140);
    assertThat(standing.at("/expiringNext/points").asLong()).isEqualTo(20);
    assertThat(standing.at("/level/benefits/0").asString()).isEqualTo("tea");
    assertThat(standing.at("/next/missingPoints").asLong()).isEqualTo(340);
    Instant later = from.plus(Duration.ofDays(500));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              ledgers.settleSome(later);
              return kinds("leveller");
            },
            kinds -> kinds.contains("expired"));
    JsonNode newest = get("/v1/users/leveller/loyalty/statement?limit=2").body();
    assertThat(newest.at("/items/0/reason").asString()).isEqualTo("none");
    assertThat(newest.at("/items/1/points").asLong()).isEqualTo(-160);
    assertThat(newest.at("/items/1/balance").asLong()).isZero();
    assertThat(newest.get("nextCursor").isNull()).isFalse();
  }

  @Test
  void levelsByTier_followTheTier() {
    stated(
        """
        {"earning": {"pointsPerUnit": 1}, "levels": {"by": "tier", "list": [
          {"name": "Friend", "tier": "Silver"}, {"name": "Best friend", "tier": "Gold"}]}}
        """);
    adjust("tiered", 5, "start");
    assertThat(standing("tiered").at("/next/tier").asString()).isEqualTo("Silver");
    kafka.send(
        Topics.TIER_ASSIGNMENTS,
        "tiered",
        ContractJson.write(
            new TierAssignment(
                TierAssignment.SCHEMA,
                "tiered",
                "run",
                "Gold",
                1,
                null,
                "loyal",
                null,
                null,
                TierAssignment.Cause.RUN,
                Instant.now())));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> kinds("tiered"), kinds -> kinds.contains("level"));
    assertThat(standing("tiered").at("/level/name").asString()).isEqualTo("Best friend");
  }

  @Test
  void program_namesWhatIsWrong_andIsChangedByWhoHasReadIt() {
    Answer wrong =
        rules(
            """
            {"earning": {"pointsPerUnit": -1, "tierMultipliers": {"Gold": 11},
               "events": [{"event": "Order Completed", "points": 1}, {"event": "Ü", "points": 0}],
               "campaigns": [{"campaignId": "none", "points": 5}]},
             "usableAfterDays": -1, "expireAfterMonths": 0,
             "levels": {"by": "points", "list": [{"name": "a", "points": 5}, {"name": "a", "points": 5}]},
             "redemption": {"rewards": [{"name": "r", "points": 1, "couponPool": "none"}]}}
            """);
    assertThat(wrong.status()).isEqualTo(400);
    List<String> found = new ArrayList<>();
    wrong
        .body()
        .get("errors")
        .forEach(e -> found.add(e.get("field").asString() + " " + e.get("code").asString()));
    assertThat(found)
        .containsExactlyInAnyOrder(
            "earning.pointsPerUnit out-of-range",
            "earning.tierMultipliers.Gold out-of-range",
            "earning.events[0].event not-allowed",
            "earning.events[1].event invalid-text",
            "earning.events[1].points out-of-range",
            "earning.campaigns[0].campaignId unknown",
            "usableAfterDays out-of-range",
            "expireAfterMonths out-of-range",
            "levels.list[1].name duplicate",
            "levels.list[1].points not-ascending",
            "redemption.rewards[0].couponPool unknown");
    stated("{" + EARNING + "}");
    assertThat(call("PUT", "/v1/loyalty-program", "{" + EARNING + "}").status()).isEqualTo(428);
    assertThat(
            call("PUT", "/v1/loyalty-program", "{" + EARNING + "}", "If-Match", "\"0\"").status())
        .isEqualTo(412);
  }

  @Test
  void entries_areNeverChanged() {
    stated("{" + EARNING + "}");
    adjust("fixed", 5, "start");
    assertThatThrownBy(
            () -> jdbc.sql("update loyalty_entry set points = 50 where user_id = 'fixed'").update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("are not changed");
    assertThatThrownBy(() -> jdbc.sql("delete from loyalty_entry where user_id = 'fixed'").update())
        .isInstanceOf(DataAccessException.class);
  }
}
