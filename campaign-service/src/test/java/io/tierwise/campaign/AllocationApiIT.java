package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an allocation can be asked for beyond a budget. */
class AllocationApiIT extends CampaignServiceIT {
  @Test
  void dryRun_putsStrategiesSideBySide_andSaysInWordsWhatMoreWouldEarn() {
    members("side", 300);
    String id = campaign("side", "email", "4.00", 0);

    JsonNode result =
        run("""
                {"campaignIds": ["%s"], "dryRun": true, "totalBudget": 3,
                 "compare": ["greedy", "proportional", "random", "everyone"],
                 "weights": {"%s": 2}}
                """
                .formatted(id, id))
            .get("result");

    JsonNode comparison = result.get("comparison");
    assertThat(comparison.findValuesAsString("strategy"))
        .containsExactly("optimal", "greedy", "proportional", "random", "everyone");
    for (JsonNode strategy : comparison) {
      assertThat(new BigDecimal(strategy.at("/spend/amount").asString()))
          .isLessThanOrEqualTo(new BigDecimal("3.00"));
      assertThat(strategy.get("value").asDouble())
          .isLessThanOrEqualTo(result.get("bound").asDouble() + 1e-9);
      assertThat(strategy.get("shareOfBest").asDouble()).isBetween(0.0, 1.0 + 1e-9);
    }
    assertThat(comparison.get(3).get("shareOfBest").asDouble()).isLessThan(0.95);
    assertThat(result.get("totalPrice").asDouble()).isPositive();
    assertThat(result.at("/byChannel/0/channel").asString()).isEqualTo("email");
    assertThat(result.at("/byChannel/0/contacts").asInt()).isEqualTo(60);
    assertThat(result.get("furtherUnits").toString())
        .contains("One more GBP of the total budget would earn", "More budget for side would earn");
  }

  @Test
  void minimumSpend_movesMoneyToTheTier() {
    members("floor", 200);
    String id = campaign("floor", "email", "3.00", 0);
    String request = "{\"campaignIds\": [\"%s\"], \"dryRun\": true %s}";
    JsonNode free = run(request.formatted(id, "")).get("result");
    double silver = spend(free, "Silver");

    JsonNode result =
        run(request.formatted(id, ", \"minimumSpend\": {\"Silver\": 2.5}")).get("result");

    assertThat(silver).isLessThan(2.5);
    assertThat(spend(result, "Silver")).isGreaterThanOrEqualTo(2.5);
    assertThat(result.at("/minimumSpend/0/tier").asString()).isEqualTo("Silver");
    assertThat(result.at("/minimumSpend/0/price").asDouble()).isPositive();
    assertThat(result.get("primal").asDouble()).isLessThan(free.get("primal").asDouble());
    assertThat(result.get("furtherUnits").toString()).contains("minimum spend on Silver costs");
  }

  @Test
  void period_andDay_countWhatWasContactedBefore() {
    members("period", 40);
    String first = campaign("period", "push", "1.00", 0);
    assertThat(allocate(first, false).at("/result/contacts").asInt()).isEqualTo(20);
    String second = campaign("period", "push", "9.00", 0);

    String request = "{\"campaignIds\": [\"%s\"], \"dryRun\": true, %s}";
    assertThat(contacts(request.formatted(second, "\"contactsPerUser\": 1"))).isEqualTo(40);
    assertThat(contacts(request.formatted(second, "\"contactsPerUser\": 1, \"period\": \"P7D\"")))
        .isEqualTo(20);
    long today =
        jdbc.sql(
                "select count(*) from contact where channel = 'push'"
                    + " and decided_at >= date_trunc('day', now() at time zone 'UTC')"
                    + " at time zone 'UTC'")
            .query(Long.class)
            .single();
    assertThat(
            contacts(
                request.formatted(
                    second, "\"channelCapacityPerDay\": {\"push\": %d}".formatted(today + 7))))
        .isEqualTo(7);
  }

  @Test
  void uplift_needsHeldOutUsers_andTellsWhatItLearnt() {
    members("uplift", 900);
    String id = campaign("uplift", "sms", "100.00", 0.5);
    JsonNode first = allocate(id, false).get("result");
    int treated = first.get("treated").asInt();
    int control = first.get("holdout").asInt();
    assertThat(Math.min(treated, control)).isGreaterThan(300);

    // Ten days ago, so that their window has passed: a third of the treated and a tenth of the
    // rest.
    jdbc.sql(
            "update contact set decided_at = decided_at - interval '10 days' where campaign_id = ?")
        .param(id)
        .update();
    jdbc.sql("update experiment_unit set at = at - interval '10 days' where campaign_id = ?")
        .param(id)
        .update();
    jdbc.sql(
            """
            insert into shop_order
              (user_id, came_as, order_id, occurred_at, revenue_micros, revenue_at)
            select user_id, user_id, 'uplift-' || user_id, at + interval '1 day', 40000000, at
            from (select *, row_number() over (partition by arm order by user_id) as n
                  from experiment_unit where campaign_id = ?) u
            where n % (case arm when 'TREATED' then 3 else 10 end) = 0
            """)
        .param(id)
        .update();

    JsonNode uplift = get("/v1/campaigns/" + id + "/uplift").body();
    assertThat(uplift.get("treated").asInt()).isEqualTo(treated);
    assertThat(uplift.get("control").asInt()).isEqualTo(control);
    assertThat(uplift.get("learners").findValuesAsString("learner"))
        .containsExactly("propensity", "two-model", "class-transformation");
    JsonNode curve = uplift.at("/learners/1/curve");
    assertThat(curve.get(20).get("incremental").asDouble())
        .isCloseTo(
            (treated / 3) / (double) treated - (control / 10) / (double) control, within(1e-9));
    assertThat(get("/v1/campaigns/none/uplift").status()).isEqualTo(404);

    JsonNode model = get("/v1/response-model").body();
    assertThat(model.get("rates").findValuesAsString("campaignId")).contains(id);
    assertThat(model.get("calibration")).isNotEmpty();
    assertThat(model.get("calibrationError").asDouble()).isBetween(0.0, 1.0);

    String second = campaign("uplift", "sms", "100.00", 0);
    String request = "{\"campaignIds\": [\"%s\"], \"dryRun\": true, \"target\": \"%s\"}";
    JsonNode byUplift = run(request.formatted(second, "uplift"));
    JsonNode byPropensity = run(request.formatted(second, "propensity"));
    assertThat(byUplift.at("/parameters/target").asString()).isEqualTo("uplift");
    assertThat(byUplift.at("/result/warnings")).isEmpty();
    assertThat(byUplift.at("/result/bound").asDouble())
        .isLessThan(byPropensity.at("/result/bound").asDouble());
  }

  @Test
  void request_namesEverythingThatIsWrong() {
    Answer answer =
        post(
            "/v1/allocations",
            """
            {"period": "soon", "totalBudget": -1, "minimumSpend": {"Gold": null},
             "channelCapacityPerDay": {"pigeon": 3}, "weights": {"none": 1},
             "compare": ["magic", "greedy"], "target": "fame", "dryRun": false}
            """);
    assertThat(answer.status()).isEqualTo(400);
    List<String> codes = answer.body().get("errors").findValuesAsString("code");
    assertThat(codes)
        .contains(
            "invalid-period",
            "negative",
            "missing",
            "unknown-channel",
            "unknown-campaign",
            "unknown-strategy",
            "unknown-target",
            "needs-dry-run");
  }

  private int contacts(String request) {
    return run(request).at("/result/contacts").asInt();
  }

  private static double spend(JsonNode result, String tier) {
    for (JsonNode share : result.get("byTier")) {
      if (share.get("tier").asString().equals(tier)) {
        return Double.parseDouble(share.at("/spend/amount").asString());
      }
    }
    return 0;
  }

  private JsonNode run(String request) {
    Answer accepted = post("/v1/allocations", request);
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    String location = accepted.headers().firstValue("Location").orElseThrow();
    JsonNode run =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> get(location).body(),
                body -> List.of("SUCCEEDED", "FAILED").contains(body.get("state").asString()));
    assertThat(run.get("state").asString()).as("%s", run).isEqualTo("SUCCEEDED");
    return run;
  }
}
