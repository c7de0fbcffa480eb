package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.tierwise.campaign.trial.Experiments;
import io.tierwise.campaign.trial.WatchExperiments;
import io.tierwise.contracts.ingest.EventNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** From the design over exposures and orders to a verdict. */
class ExperimentIT extends CampaignServiceIT {
  @Autowired Experiments experiments;

  private static final String DESIGN =
      """
      {"name": "Strategy", "subject": "recommendation",
       "variants": [{"name": "popular", "payload": {"strategy": "popularity"}},
                    {"name": "personal", "payload": {"strategy": "item-knn"}}],
       "metric": "conversion", "minimumEffect": 0.1, "salt": "it",
       "guardRails": [{"metric": "refunds", "mostHarm": 5}],
       "stopRules": {"whenDecided": true, "onSampleRatio": true}, "status": "%s"}
      """;

  private String create(String status) {
    Answer made = post("/v1/experiments", DESIGN.formatted(status));
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location").orElseThrow())
        .isEqualTo("/v1/experiments/" + made.body().get("id").asString());
    return made.body().get("id").asString();
  }

  private JsonNode assign(String id, String user) {
    Answer answer =
        post("/v1/experiments/" + id + "/assignments", "{\"userId\": \"" + user + "\"}");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void experiment_fromDesignToVerdict() {
    String id = create("running");
    Map<String, List<String>> byVariant = new HashMap<>();
    for (int i = 0; i < 260; i++) {
      String user = "exp-" + i;
      JsonNode assigned = assign(id, user);
      assertThat(assigned.get("exposed").asBoolean()).isTrue();
      byVariant
          .computeIfAbsent(assigned.get("variant").asString(), _ -> new ArrayList<>())
          .add(user);
    }
    assertThat(assign(id, "exp-3").get("variant")).isEqualTo(assign(id, "exp-3").get("variant"));
    List<String> personal = byVariant.get("personal");
    List<String> popular = byVariant.get("popular");
    assertThat(personal.size()).isBetween(101, 159);

    JsonNode early = get("/v1/experiments/" + id + "/results").body();
    assertThat(early.get("verdict").asString()).isIn("UNDECIDED", "TOO_EARLY");

    // The sort of orders that count: 40 % against 10 %. One came before, one long after.
    Instant now = Instant.now().plusSeconds(60);
    int orders = 0;
    for (int i = 0; i < personal.size(); i++) {
      orders += i % 5 < 2 ? 1 : 0;
      if (i % 5 < 2) {
        buy(personal.get(i), now);
      }
    }
    int controlOrders = 0;
    for (int i = 0; i < popular.size(); i++) {
      controlOrders += i % 10 == 0 ? 1 : 0;
      if (i % 10 == 0) {
        buy(popular.get(i), now);
      }
    }
    buy(popular.get(1), now.minus(Duration.ofDays(3)));
    buy(popular.get(2), now.plus(Duration.ofDays(30)));
    double expected = (double) orders / personal.size() - (double) controlOrders / popular.size();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        get("/v1/experiments/" + id + "/results")
                            .body()
                            .at("/metrics/0/comparisons/0/difference")
                            .asDouble())
                    .isCloseTo(expected, within(1e-9)));

    JsonNode results = get("/v1/experiments/" + id + "/results").body();
    assertThat(results.at("/metrics/0/metric").asString()).isEqualTo("conversion");
    assertThat(results.at("/metrics/1/means/0").asDouble())
        .isCloseTo(50.0 * controlOrders / popular.size(), within(1e-9));
    assertThat(results.get("sampleRatioAlarm").asBoolean()).isFalse();
    assertThat(results.get("verdict").asString()).isEqualTo("WINNER");
    assertThat(results.at("/arms/1/bestProbability").asDouble()).isGreaterThan(0.99);
    assertThat(results.at("/guardRails/0/breached").asBoolean()).isFalse();

    new WatchExperiments(experiments, Clock.systemUTC()).lookAtAll();
    JsonNode stopped = get("/v1/experiments/" + id).body();
    assertThat(stopped.get("state").asString()).isEqualTo("STOPPED");
    assertThat(stopped.get("winner").asString()).isEqualTo("personal");
    assertThat(stopped.get("stopReason").asString()).contains("personal is better in conversion");
    JsonNode later = assign(id, popular.getFirst());
    assertThat(later.get("variant").asString()).isEqualTo("personal");
    assertThat(later.get("exposed").asBoolean()).isFalse();
    assertThat(later.at("/payload/strategy").asString()).isEqualTo("item-knn");
  }

  private void buy(String user, Instant at) {
    send(event(user, user + at, EventNames.ORDER_COMPLETED, at, order(user + at, "50.00"), null));
  }

  @Test
  void states_areKept() {
    String id = create("draft");
    assertThat(assign(id, "exp-draft").get("exposed").asBoolean()).isFalse();
    assertThat(post("/v1/experiments/" + id + "/stop", null).status()).isEqualTo(409);
    Answer started = post("/v1/experiments/" + id + "/start", null);
    assertThat(started.body().get("state").asString()).isEqualTo("RUNNING");
    assertThat(post("/v1/experiments/" + id + "/start", null).status()).isEqualTo(409);
    Answer stopped = post("/v1/experiments/" + id + "/stop", null);
    assertThat(stopped.body().get("stopReason").asString()).isEqualTo("stopped by hand");
    assertThat(get("/v1/experiments?limit=1").body().get("items")).hasSize(1);
    assertThat(get("/v1/experiments/none").status()).isEqualTo(404);
    assertThat(get("/v1/experiments/none/results").status()).isEqualTo(404);
  }

  @Test
  void design_namesEverythingThatIsWrong() {
    Answer answer =
        post(
            "/v1/experiments",
            """
            {"name": "", "variants": [{"name": "a", "share": 0.5}, {"name": "a", "share": 0.2}],
             "metric": "fame", "minimumEffect": 0, "alpha": 2, "windowDays": 0, "mode": "magic",
             "guardRails": [{"metric": "revenue"}], "stopRules": {"mostDays": 0},
             "status": "later"}
            """);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("errors").findValuesAsString("field"))
        .contains(
            "name",
            "variants[1].name",
            "metric",
            "minimumEffect",
            "alpha",
            "windowDays",
            "mode",
            "guardRails[0].mostHarm",
            "stopRules.mostDays",
            "status");
    Answer sum =
        post(
            "/v1/experiments",
            DESIGN
                .formatted("draft")
                .replace("\"popular\",", "\"popular\", \"share\": 0.2,")
                .replace("\"personal\",", "\"personal\", \"share\": 0.3,"));
    assertThat(sum.body().at("/errors/0/code").asString()).isEqualTo("shares-do-not-sum");
  }

  @Test
  void globalHoldout_comparesMembersOfAPeriod() {
    members("global", 20);
    JsonNode report = get("/v1/global-holdout").body();
    assertThat(report.get("share").asDouble()).isZero();
    assertThat(report.get("heldOut").asInt()).isZero();
    assertThat(report.get("reached").asInt()).isGreaterThanOrEqualTo(20);
    assertThat(get("/v1/global-holdout?from=yesterday").status()).isEqualTo(400);
    assertThat(get("/v1/global-holdout?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z").status())
        .isEqualTo(400);
  }

  @Test
  void power_saysHowManyUsers() {
    JsonNode power =
        post(
                "/v1/experiments/power",
                "{\"baseline\": 0.03, \"minimumEffect\": 0.005, \"usersPerDay\": 2000}")
            .body();
    // Kohavi's rule of thumb, 16 p (1 - p) / effect^2 an arm, is within some percent of it.
    assertThat(power.get("users").asDouble())
        .isCloseTo(2 * 16 * 0.0325 * 0.9675 / 0.000025, within(1_500.0));
    assertThat(power.get("days").asLong())
        .isEqualTo((long) Math.ceil(power.get("users").asDouble() / 2000));
    Answer wrong = post("/v1/experiments/power", "{\"baseline\": 0.9, \"minimumEffect\": 0.2}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body().at("/errors/0/field").asString()).isEqualTo("minimumEffect");
  }
}
