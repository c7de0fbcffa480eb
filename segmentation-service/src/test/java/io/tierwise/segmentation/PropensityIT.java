package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.segmentation.TierAssignment;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.propensity.ActivityHistory;
import io.tierwise.segmentation.propensity.CustomerActivity;
import io.tierwise.segmentation.propensity.KnownActivity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Models of churn and purchase, from what is kept of events to the topic. */
class PropensityIT extends RunningService {
  private static final KnownActivity SHOP = KnownActivity.simulated(600, 2, 5);
  private static final String SMALL = "\"horizonDays\":30,\"learners\":[\"logistic\",\"boosting\"]";

  @Autowired private CustomerActivity activity;

  @Test
  void model_isMade_promoted_scoresEverybody_andFollowsTheFeatures() {
    know();
    assertThat(get("/v1/users/c00001/risk").status()).isEqualTo(404);

    JsonNode model = finishedModel("{\"target\":\"churn\"," + SMALL + "}");
    assertThat(model.get("state").asString()).as(model.toString()).isEqualTo("READY");
    JsonNode result = model.get("result");
    assertThat(result.get("dataCut").asString()).isEqualTo("2026-06-30");
    assertThat(result.get("evaluationCut").asString()).isEqualTo("2026-05-31");
    assertThat(result.get("crossValidation")).hasSize(2);
    assertThat(result.get("evaluation").get("auc").get("low").asDouble()).isGreaterThan(0.6);
    assertThat(result.get("evaluation").get("deciles")).hasSize(10);
    assertThat(result.get("importance")).hasSize(18);
    assertThat(scores()).isZero();

    publishedRun("{\"k\":3}");
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.messages().size() >= 600);
    String path = "/v1/propensity-models/" + model.get("id").asString();
    assertThat(post(path + "/promote", null).body().get("state").asString()).isEqualTo("LIVE");
    assertThat(post(path + "/promote", null).status()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(60)).until(() -> scores() > 0 && passes() == 1);
    assertThat(scores()).isEqualTo(buyers());

    String buyer = buyer();
    JsonNode churn = get("/v1/users/" + buyer + "/risk").body().get("churn");
    assertThat(churn.get("probability").asDouble()).isCloseTo(stored(buyer), within(1e-12));
    assertThat(churn.get("band").asString()).isIn("HIGH", "MEDIUM", "LOW");
    assertThat(churn.get("reasons")).hasSize(5);
    assertThat(churn.get("reasons").get(0).get("text").asString()).contains("likely");
    assertThat(get("/v1/users/" + buyer + "/risk").body().get("purchase").isNull()).isTrue();
    await().atMost(Duration.ofSeconds(60)).until(() -> onTopic(buyer).risk() != null);
    TierAssignment.Risk told = onTopic(buyer).risk();
    assertThat(told.churnProbability()).isCloseTo(stored(buyer), within(1e-12));
    assertThat(told.band()).isEqualTo(churn.get("band").asString());

    jdbc.sql("insert into order_fact values (?, 'again', 'm', 1, 30, '2026-06-30T13:00:00Z')")
        .param(buyer)
        .update();
    Instant later = KnownActivity.END.plus(Duration.ofHours(1));
    send(List.of(buys(customer(buyer, SHOP.days().get(buyer)), later, "30")));
    await().atMost(Duration.ofSeconds(60)).until(() -> stored(buyer) != told.churnProbability());
    assertThat(get("/v1/users/" + buyer + "/risk").body().get("churn").get("from").asString())
        .isEqualTo("2026-07-01");

    kafka.send(Topics.PROFILE_FEATURES, buyer, null).join();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get("/v1/users/" + buyer + "/risk").status() == 404);
    assertThat(scores()).isEqualTo(buyers());
  }

  @Test
  void nextModel_supersedes_andTheOneBeforeCanBePromotedAgain() {
    know();
    String first = promoted("{\"target\":\"purchase\",\"learners\":[\"logistic\"]}");
    String second = promoted("{\"target\":\"purchase\",\"learners\":[\"logistic\"],\"seed\":3}");
    assertThat(state(first)).isEqualTo("SUPERSEDED");
    assertThat(state(second)).isEqualTo("LIVE");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> scoredBy(second) > 0 && scoredBy(first) == 0);

    assertThat(post("/v1/propensity-models/" + first + "/promote", null).status()).isEqualTo(200);
    assertThat(state(second)).isEqualTo("SUPERSEDED");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> scoredBy(first) > 0 && scoredBy(second) == 0);
    assertThat(get("/v1/propensity-models?target=purchase").body().get("items")).hasSize(2);
    assertThat(get("/v1/propensity-models?target=churn").body().get("items")).isEmpty();
    assertThat(post("/v1/propensity-models/" + first + "/cancel", null).status()).isEqualTo(409);
  }

  @Test
  void purchaseModel_splitsCustomersByItsThreshold() {
    know();
    JsonNode early = finishedRun("{\"engine\":\"propensity\"}");
    assertThat(early.get("failure").asString()).contains("No live purchase model");
    promoted("{\"target\":\"purchase\",\"learners\":[\"logistic\"]}");
    await().atMost(Duration.ofSeconds(60)).until(() -> passes() == 1);

    String id = publishedRun("{\"engine\":\"propensity\",\"threshold\":0.4}");

    JsonNode result = get("/v1/runs/" + id).body().get("result");
    assertThat(result.get("figures").get("threshold").get(0).asDouble()).isEqualTo(0.4);
    assertThat(result.get("tiers").get(0).get("customers").asLong())
        .isEqualTo(
            jdbc.sql(
                    """
                    select count(*) from customer_propensity p
                    join customer_feature f on f.user_id = p.user_id and f.orders > 0
                    where p.probability >= 0.4
                    """)
                .query(Long.class)
                .single());
    String idle =
        jdbc.sql(
                """
                select user_id from tier_assignment where tier_rank = 2 order by user_id limit 1
                """)
            .query(String.class)
            .single();
    for (int day = 20; day < 30; day++) {
      act(idle, "Product Added", "2026-06-" + day, 9);
    }
    Instant later = KnownActivity.END.plus(Duration.ofHours(1));
    send(List.of(buys(customer(idle, SHOP.days().get(idle)), later, "300")));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get("/v1/users/" + idle + "/tier").body().get("tierRank").asInt() == 1);
    assertThat(
            get("/v1/users/" + idle + "/tier").body().get("explanation").get("summary").asString())
        .contains("takes at least 0.40");
  }

  @Test
  void modelWithoutHistory_failsInWords_andCannotBePromoted() {
    know(List.of(Shop.customer("a", 3, 2, "30")));

    JsonNode failed = finishedModel("{\"target\":\"churn\"}");

    assertThat(failed.get("state").asString()).isEqualTo("FAILED");
    assertThat(failed.get("failure").asString()).contains("too few customers");
    Answer answer = post("/v1/propensity-models/" + failed.get("id").asString() + "/promote", null);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().get("type").asString()).contains("not-promotable");
  }

  @Test
  void modelLeftBehindByItsOwner_isTakenUp() {
    know();
    jdbc.sql(
            """
            insert into propensity_model (state, parameters, code_version, created_by, created_at,
              lease_owner, lease_until)
            values ('RUNNING', '{"target": "CHURN", "horizonDays": 30, "learners": ["logistic"],
              "seed": 1}', 'x', 'x', now(), 'dead', now() - interval '1 minute')
            """)
        .update();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                "READY"
                    .equals(
                        get("/v1/propensity-models")
                            .body()
                            .get("items")
                            .get(0)
                            .get("state")
                            .asString()));
  }

  @Test
  void histories_areThoseOfAllIdsOfACustomer_withWhatWasGivenBackTakenOff() {
    know(List.of(Shop.customer("u", 3, 2, "30")));
    jdbc.sql("insert into customer_alias values ('anon:1', 'u')").update();
    act("u", "Product Viewed", "2026-06-01", 3);
    act("anon:1", "Product Viewed", "2026-06-01", 2);
    act("anon:1", "Product Added", "2026-05-20", 1);
    order("u", "o1", "m1", 1, "50", "2026-06-02T10:00:00Z");
    order("u", "o1", "m2", 1, "60", "2026-06-03T10:00:00Z");
    order("u", "o1", "m3", 2, "20", "2026-06-09T23:30:00Z");
    order("anon:1", "o2", "m4", 1, "40", "2026-06-05T10:00:00Z");
    order("u", "o2", "m5", 3, null, "2026-06-06T10:00:00Z");
    order("stranger", "o9", "m9", 1, "40", "2026-06-05T10:00:00Z");

    List<ActivityHistory> histories = new ArrayList<>();
    activity.forEach(1, histories::add);

    assertThat(histories).hasSize(1);
    assertThat(histories.getFirst().userId()).isEqualTo("u");
    assertThat(histories.getFirst().days())
        .containsExactly(
            day("2026-05-20", 1, 0, 1, 0, 0),
            day("2026-06-01", 5, 5, 0, 0, 0),
            day("2026-06-02", 0, 0, 0, 1, 50),
            day("2026-06-05", 0, 0, 0, 1, 40),
            day("2026-06-06", 0, 0, 0, 0, -40),
            day("2026-06-09", 0, 0, 0, 0, -20));
    assertThat(activity.of(List.of("u", "x")).getFirst().days())
        .isEqualTo(histories.getFirst().days());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | target",
        "{\"target\":\"love\"} | target",
        "{\"target\":\"churn\",\"horizonDays\":0} | horizonDays",
        "{\"target\":\"churn\",\"horizonDays\":1.5} | horizonDays",
        "{\"target\":\"churn\",\"learners\":[]} | learners",
        "{\"target\":\"churn\",\"learners\":[\"forest\",\"magic\"]} | learners[1]",
        "{\"target\":\"churn\",\"bands\":{\"medium\":0.9,\"high\":0.1}} | bands",
        "{\"target\":\"churn\",\"bands\":{\"high\":0.1}} | bands",
        "{\"target\":\"churn\",\"cut\":1} | cut",
      })
  void modelThatIsWrong_isAnsweredWithItsField(String body, String field) {
    Answer answer = post("/v1/propensity-models", body);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
  }

  private void know() {
    List<Customer> customers = new ArrayList<>();
    SHOP.days().forEach((user, days) -> customers.add(customer(user, days)));
    for (Map.Entry<String, List<ActivityHistory.Day>> entry : SHOP.days().entrySet()) {
      List<ActivityHistory.Day> days = entry.getValue();
      jdbc.sql(
              """
              insert into activity (user_key, event, day, events, keys, items, categories)
              select ?, 'Product Viewed', date '1970-01-01' + d, n, '{}', '{}', '{}'
              from unnest(?, ?) as i(d, n)
              """)
          .params(
              entry.getKey(),
              days.stream().map(ActivityHistory.Day::day).toArray(Integer[]::new),
              days.stream().map(ActivityHistory.Day::views).toArray(Integer[]::new))
          .update();
      List<ActivityHistory.Day> orders = days.stream().filter(day -> day.orders() > 0).toList();
      jdbc.sql(
              """
              insert into order_fact (user_key, order_id, message_id, kind, amount, occurred_at)
              select u, u || '-' || d, 'm' || d, 1, r, (date '1970-01-01' + d) at time zone 'UTC'
              from unnest(?, ?) as i(d, r), (select ?::text as u)
              """)
          .params(
              orders.stream().map(ActivityHistory.Day::day).toArray(Integer[]::new),
              orders.stream().map(ActivityHistory.Day::revenue).toArray(Double[]::new),
              entry.getKey())
          .update();
    }
    know(customers);
  }

  private static Customer customer(String user, List<ActivityHistory.Day> days) {
    List<ActivityHistory.Day> orders = days.stream().filter(day -> day.orders() > 0).toList();
    Instant first = orders.isEmpty() ? null : at(orders.getFirst());
    Instant last = orders.isEmpty() ? null : at(orders.getLast());
    Instant seen = days.isEmpty() ? KnownActivity.END : at(days.getLast());
    return new Customer(
        user,
        KnownActivity.END,
        days.isEmpty() ? KnownActivity.END : at(days.getFirst()),
        user.equals("c00000") ? KnownActivity.END : seen,
        orders.size(),
        first,
        last,
        new BigDecimal(30 * orders.size()),
        null,
        days.size(),
        60L * days.size(),
        days.size(),
        1);
  }

  private static Instant at(ActivityHistory.Day day) {
    return Instant.ofEpochSecond(day.day() * 86_400L);
  }

  private static ActivityHistory.Day day(
      String date, int events, int views, int carts, int orders, double revenue) {
    return new ActivityHistory.Day(
        (int) LocalDate.parse(date).toEpochDay(), events, views, carts, orders, revenue);
  }

  private void act(String key, String event, String day, int events) {
    jdbc.sql("insert into activity values (?, ?, ?::date, ?, '{}', '{}', '{}')")
        .params(key, event, day, events)
        .update();
  }

  private void order(String key, String id, String message, int kind, String amount, String at) {
    jdbc.sql("insert into order_fact values (?, ?, ?, ?, ?::numeric, ?::timestamptz)")
        .params(java.util.Arrays.asList(key, id, message, kind, amount, at))
        .update();
  }

  private String promoted(String body) {
    JsonNode model = finishedModel(body);
    assertThat(model.get("state").asString()).as(model.toString()).isEqualTo("READY");
    String id = model.get("id").asString();
    assertThat(post("/v1/propensity-models/" + id + "/promote", null).status()).isEqualTo(200);
    return id;
  }

  private JsonNode finishedModel(String body) {
    Answer created = post("/v1/propensity-models", body);
    assertThat(created.status()).as(created.body().toString()).isEqualTo(202);
    return finished(created.header("Location"));
  }

  private String state(String id) {
    return get("/v1/propensity-models/" + id).body().get("state").asString();
  }

  /** Somebody who has ordered lately. */
  private static String buyer() {
    return SHOP.days().entrySet().stream()
        .filter(
            entry ->
                entry.getValue().stream()
                    .anyMatch(day -> day.orders() > 0 && day.day() > KnownActivity.LAST_DAY - 60))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private long buyers() {
    return jdbc.sql("select count(*) from customer_feature where orders > 0")
        .query(Long.class)
        .single();
  }

  private long scores() {
    return jdbc.sql("select count(*) from customer_propensity").query(Long.class).single();
  }

  private long passes() {
    return jdbc.sql("select count(*) from propensity_pass").query(Long.class).single();
  }

  private long scoredBy(String model) {
    return jdbc.sql("select count(*) from customer_propensity where model_id = ?::uuid")
        .param(model)
        .query(Long.class)
        .single();
  }

  private double stored(String user) {
    return jdbc.sql("select probability from customer_propensity where user_id = ?")
        .param(user)
        .query(Double.class)
        .single();
  }

  private TierAssignment onTopic(String user) {
    return ContractJson.read(assignments.of(user).getLast().value(), TierAssignment.class);
  }
}
