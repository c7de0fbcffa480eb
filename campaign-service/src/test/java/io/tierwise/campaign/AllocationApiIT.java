package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
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
  void request_namesEverythingThatIsWrong() {
    Answer answer =
        post(
            "/v1/allocations",
            """
            {"period": "soon", "totalBudget": -1, "minimumSpend": {"Gold": null},
             "channelCapacityPerDay": {"pigeon": 3}, "weights": {"none": 1},
             "compare": ["magic", "greedy"], "dryRun": false}
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
