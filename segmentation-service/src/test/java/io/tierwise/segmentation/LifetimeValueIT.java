package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.segmentation.TierAssignment;
import io.tierwise.segmentation.customer.Customer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Lifetime values from the histories to the topic. */
class LifetimeValueIT extends RunningService {
  private static final List<Customer> SHOP = Shop.returning(1500, 9);

  @Test
  void fit_goesLive_valuesEverybody_andFollowsTheirOrders() {
    List<Customer> known = new ArrayList<>(SHOP);
    known.add(Shop.prospect("p1"));
    know(known);
    assertThat(get("/v1/users/r000001/value").status()).isEqualTo(404);

    JsonNode fit = finishedFit("{\"horizonDays\":180,\"yearlyDiscount\":0.2}");
    assertThat(fit.get("state").asString()).as(fit.toString()).isEqualTo("LIVE");
    JsonNode result = fit.get("result");
    assertThat(result.get("customers").asLong()).isEqualTo(1500);
    assertThat(result.get("model").asString()).isEqualTo("mbg-nbd");
    assertThat(result.get("purchases")).hasSize(2);
    JsonNode best = result.get("purchases").get(0);
    assertThat(best.get("verdict").asString()).isEqualTo("CONVERGED");
    assertThat(best.get("expectedRepeats").asDouble() / best.get("observedRepeats").asDouble())
        .isCloseTo(1, within(0.1));
    assertThat(fit.get("timings").propertyNames()).contains("read", "fit", "spend", "value");

    JsonNode value = get("/v1/users/r000001/value").body();
    assertThat(value.get("horizonDays").asInt()).isEqualTo(180);
    assertThat(value.get("modelId").asString()).isEqualTo(fit.get("id").asString());
    assertThat(value.get("aliveProbability").asDouble()).isBetween(0.0, 1.0);
    assertThat(value.get("summary").asString()).contains("still a customer");
    double longer =
        get("/v1/users/r000001/value?horizonDays=720").body().get("expectedOrders").asDouble();
    assertThat(longer).isGreaterThan(value.get("expectedOrders").asDouble());
    JsonNode prospect = get("/v1/users/p1/value").body();
    assertThat(prospect.get("value").isNull()).isTrue();
    assertThat(prospect.get("summary").asString()).contains("Has not ordered yet");
    assertThat(values()).isEqualTo(1500);
    jdbc.sql("insert into customer_alias (alias_id, user_id) values ('anon:once', 'r000001')")
        .update();
    assertThat(get("/v1/users/anon:once/value").body().get("userId").asString())
        .isEqualTo("r000001");

    publishedRun("{\"k\":3}");
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.messages().size() == 1501);
    TierAssignment.Lifetime told = onTopic("r000001").lifetime();
    assertThat(told).isNotNull();
    assertThat(told.modelId()).isEqualTo(fit.get("id").asString());
    assertThat(told.value().toPlainString()).isEqualTo(value.get("value").get("amount").asString());
    assertThat(onTopic("p1").lifetime()).isNull();

    send(List.of(buys(SHOP.get(1), Shop.NOW.plus(Duration.ofHours(1)), "90")));
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("r000001").size() == 2);
    TierAssignment.Lifetime after = onTopic("r000001").lifetime();
    assertThat(after.value()).isGreaterThan(told.value());
    assertThat(after.aliveProbability()).isGreaterThan(told.aliveProbability());
  }

  @Test
  void nextFit_supersedes_andTellsOnlyThoseWhoseValueMoved() {
    know(SHOP);
    String first = finishedFit("{\"model\":\"bg-nbd\"}").get("id").asString();
    publishedRun("{\"k\":3}");
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.messages().size() == 1500);

    JsonNode same = finishedFit("{\"model\":\"bg-nbd\"}");
    assertThat(same.get("state").asString()).isEqualTo("LIVE");
    assertThat(same.get("result").get("totals").get("published").asLong()).isZero();
    assertThat(get("/v1/clv-fits/" + first).body().get("state").asString()).isEqualTo("SUPERSEDED");

    JsonNode other = finishedFit("{\"model\":\"mbg-nbd\"}");
    long published = other.get("result").get("totals").get("published").asLong();
    assertThat(published).isPositive();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> assignments.messages().size() == 1500 + published);
    assertThat(get("/v1/clv-fits?limit=2").body().get("items")).hasSize(2);
    assertThat(get("/v1/clv-fits?limit=2").body().get("nextCursor").isNull()).isFalse();
  }

  @Test
  void fitWithoutRepeatBuyers_failsInWords_andTheOneBeforeStaysLive() {
    know(SHOP);
    String live = finishedFit("{}").get("id").asString();
    jdbc.sql("update customer_feature set orders = 1, first_order_at = last_order_at").update();

    JsonNode failed = finishedFit("{}");
    assertThat(failed.get("state").asString()).isEqualTo("FAILED");
    assertThat(failed.get("failure").asString()).contains("have ordered more than once");
    assertThat(get("/v1/clv-fits/" + live).body().get("state").asString()).isEqualTo("LIVE");
    assertThat(get("/v1/users/r000001/value").status()).isEqualTo(200);
  }

  @Test
  void fitOfCustomersWhoAreAllAlike_isRefusedWithItsVerdict() {
    List<Customer> alike = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      alike.add(Shop.customer("same" + i, 5, 11, "330"));
    }
    know(alike);

    JsonNode refused = finishedFit("{}");
    assertThat(refused.get("state").asString()).as(refused.toString()).isEqualTo("REFUSED");
    assertThat(refused.get("failure").asString()).isNotEmpty();
    assertThat(refused.get("result").get("model").isNull()).isTrue();
    assertThat(values()).isZero();
  }

  @Test
  void erasedUser_hasNoValueAnyMore() {
    know(SHOP);
    finishedFit("{}");
    kafka.send(Topics.PROFILE_FEATURES, "r000003", null).join();
    await().atMost(Duration.ofSeconds(60)).until(() -> values() == 1499);
    assertThat(get("/v1/users/r000003/value").status()).isEqualTo(404);
  }

  @Test
  void fitLeftBehindByItsOwner_isTakenUp() {
    know(SHOP);
    jdbc.sql(
            """
            insert into clv_fit (state, parameters, code_version, created_by, created_at,
              lease_owner, lease_until)
            values ('RUNNING', '{"horizon": {"days": 90, "yearlyDiscount": 0}}', 'x', 'x', now(),
              'dead', now() - interval '1 minute')
            """)
        .update();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                "LIVE"
                    .equals(
                        get("/v1/clv-fits").body().get("items").get(0).get("state").asString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"model\":\"pareto\"} | model",
        "{\"horizonDays\":0} | horizonDays",
        "{\"horizonDays\":1.5} | horizonDays",
        "{\"horizonDays\":4000} | horizonDays",
        "{\"yearlyDiscount\":-0.1} | yearlyDiscount",
        "{\"discount\":1} | discount",
      })
  void fitThatIsWrong_isAnsweredWithItsField(String body, String field) {
    Answer answer = post("/v1/clv-fits", body);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/clv-fits/nonsense,404",
    "/v1/clv-fits/00000000-0000-0000-0000-000000000000,404",
    "/v1/clv-fits?limit=0,400",
    "/v1/clv-fits?cursor=eA,400"
  })
  void questionThatCannotBeAnswered_getsAProblem(String path, int status) {
    Answer answer = get(path);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void horizonOfAQuestion_isChecked_andTheExampleIsTaken() {
    know(SHOP);
    JsonNode fits = get("/v3/api-docs").body().get("paths").get("/v1/clv-fits").get("post");
    JsonNode content = fits.get("requestBody").get("content").iterator().next();
    JsonNode fit = finishedFit(content.get("example").toString());
    assertThat(fit.get("state").asString()).isEqualTo("LIVE");
    Answer answer = get("/v1/users/r000001/value?horizonDays=0");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo("horizonDays");
  }

  private JsonNode finishedFit(String body) {
    Answer created = post("/v1/clv-fits", body);
    assertThat(created.status()).as(created.body().toString()).isEqualTo(202);
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> get(created.header("Location")).body(),
            fit -> !List.of("QUEUED", "RUNNING").contains(fit.get("state").asString()));
  }

  private long values() {
    return jdbc.sql("select count(*) from customer_value").query(Long.class).single();
  }

  private TierAssignment onTopic(String user) {
    return ContractJson.read(assignments.of(user).getLast().value(), TierAssignment.class);
  }
}
