package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.run.ArchiveRuns;
import io.tierwise.segmentation.run.SegmentationRuns;
import io.tierwise.segmentation.run.TierAssignments;
import io.tierwise.segmentation.run.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Runs that publish themselves, come round, and are undone. */
class RunLifeIT extends RunningService {
  private static final List<Customer> SHOP = Shop.skewed(300, 41);
  private static final String RAILS = "\"publish\":{\"maxMovedShare\":0.15}";

  @Autowired private SegmentationRuns runs;
  @Autowired private TierAssignments tierAssignments;
  @Autowired private UnitOfWork work;

  @Test
  void run_publishesItselfBetweenItsGuardRails_andOnlyThen() {
    know(SHOP);
    JsonNode first = decided("{\"k\":4," + RAILS + "}");
    assertThat(first.get("state").asString()).isEqualTo("PUBLISHED");
    assertThat(first.get("result").get("drift")).isEmpty();
    assertThat(first.get("result").get("stability").get("replicates").asInt()).isPositive();

    JsonNode same = decided("{\"k\":4," + RAILS + "}");
    assertThat(same.get("state").asString()).isEqualTo("PUBLISHED");
    assertThat(same.get("assessment").get("movedShare").asDouble()).isZero();
    assertThat(same.get("assessment").get("against").asString())
        .isEqualTo(first.get("id").asString());
    assertThat(same.get("result").get("drift")).hasSize(3);
    for (JsonNode drift : same.get("result").get("drift")) {
      assertThat(drift.get("index").asDouble()).isZero();
      assertThat(drift.get("verdict").asString()).isEqualTo("stable");
    }

    JsonNode other = decided("{\"k\":2," + RAILS + "}");
    assertThat(other.get("state").asString()).isEqualTo("DRAFT");
    JsonNode assessment = other.get("assessment");
    assertThat(assessment.get("movedShare").asDouble()).isGreaterThan(0.15);
    assertThat(assessment.get("migration").get("cells")).isNotEmpty();
    assertThat(assessment.get("decision").get("objections").get(0).asString())
        .contains("of those with a tier would move, at most 15.0 % may");
    assertThat(get("/v1/tiers").body().get("runId").asString())
        .isEqualTo(same.get("id").asString());
  }

  @Test
  void driftOfAFeature_isAnObjection() {
    know(SHOP);
    publishedRun("{\"k\":3}");
    List<Customer> richer = new ArrayList<>();
    for (Customer c : SHOP) {
      richer.add(buys(c, Shop.NOW.plus(Duration.ofHours(1)), "900"));
    }
    send(richer);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.sql("select count(*) from customer_feature where net_revenue > 900")
                        .query(Long.class)
                        .single()
                    == 300);
    // All have bought at the same moment: recency tells nobody apart any more.
    JsonNode run =
        decided(
            "{\"k\":3,\"features\":[\"frequency\",\"monetary\"],"
                + "\"publish\":{\"maxMovedShare\":1,\"maxDrift\":0.25}}");

    assertThat(run.get("state").asString()).isEqualTo("DRAFT");
    assertThat(run.get("result").get("drift")).hasSize(2);
    assertThat(run.get("assessment").get("decision").get("objections").toString())
        .contains("monetary has drifted by");
  }

  @Test
  void archive_dropsWhoWasWhere_ofRunsThatNobodyCanNeed() {
    know(SHOP);
    String oldest = publishedRun("{\"k\":2}");
    String before = publishedRun("{\"k\":3}");
    String published = publishedRun("{\"k\":4}");
    String draft = finishedRun("{\"k\":5}").get("id").asString();
    ArchiveRuns archive = new ArchiveRuns(runs, tierAssignments, work, 1);

    assertThat(archive.archiveNext()).isTrue();
    assertThat(archive.archiveNext()).isFalse();
    JsonNode archived = get("/v1/runs/" + oldest).body();
    assertThat(archived.get("state").asString()).isEqualTo("ARCHIVED");
    assertThat(archived.get("result").get("customers").asInt()).isEqualTo(300);
    assertThat(
            jdbc.sql("select distinct run_id::text from run_assignment").query(String.class).list())
        .containsExactlyInAnyOrder(before, published, draft);
    assertThat(get("/v1/runs/" + oldest + "/preview").status()).isEqualTo(409);
    assertThat(get("/v1/runs/" + draft + "/compare/" + oldest).status()).isEqualTo(409);
    assertThat(post("/v1/runs/" + oldest + "/rollback", null).status()).isEqualTo(409);

    assertThat(post("/v1/rollback", null).status()).isEqualTo(200);
    assertThat(get("/v1/tiers").body().get("runId").asString()).isEqualTo(before);
  }

  @Test
  void rollback_undoesPublicationsOneByOne() {
    know(SHOP);
    assertThat(post("/v1/rollback", null).status()).isEqualTo(409);
    String first = publishedRun("{\"k\":2}");
    assertThat(post("/v1/rollback", null).body().get("detail").asString()).contains("No run was");
    String second = publishedRun("{\"k\":3}");
    String third = publishedRun("{\"k\":4}");

    assertThat(post("/v1/rollback", null, "If-Match", "\"" + first + "\"").status()).isEqualTo(412);
    Answer back = post("/v1/rollback", null);
    assertThat(back.status()).as(back.body().toString()).isEqualTo(200);
    assertThat(back.body().get("id").asString()).isEqualTo(second);
    assertThat(state(third)).isEqualTo("ROLLED_BACK");
    assertThat(post("/v1/rollback", null).body().get("id").asString()).isEqualTo(first);
    assertThat(post("/v1/rollback", null).status()).isEqualTo(409);
    assertThat(get("/v1/tiers").body().get("items")).hasSize(2);

    assertThat(post("/v1/runs/" + third + "/rollback", null).status()).isEqualTo(200);
    assertThat(get("/v1/tiers").body().get("items")).hasSize(4);
  }

  @Test
  void schedule_queuesItsRunOnce_andIsDueAgain() {
    know(SHOP);
    Answer made =
        call(
            "PUT",
            "/v1/schedules/nightly",
            "{\"cron\":\"0 30 3 * * *\",\"zone\":\"Asia/Tokyo\",\"run\":{\"k\":3," + RAILS + "}}");
    assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
    String next = made.body().get("nextAt").asString();
    assertThat(next).endsWith("T18:30:00Z");

    jdbc.sql("update schedule set next_at = now() - interval '1 day'").update();
    JsonNode schedule =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> get("/v1/schedules/nightly").body(), now -> !now.get("lastJob").isNull());
    // A day later, should it have become half past six meanwhile.
    assertThat(schedule.get("nextAt").asString())
        .endsWith("T18:30:00Z")
        .isGreaterThanOrEqualTo(next);
    String run = schedule.get("lastJob").asString();
    await().atMost(Duration.ofSeconds(60)).until(() -> state(run).equals("PUBLISHED"));
    assertThat(get("/v1/runs/" + run).body().get("createdBy").asString())
        .isEqualTo("schedule nightly");
    assertThat(get("/v1/runs").body().get("items")).hasSize(1);
    assertThat(get("/v1/schedules").body().get("items")).hasSize(1);

    assertThat(call("DELETE", "/v1/schedules/nightly", null).status()).isEqualTo(204);
    assertThat(call("DELETE", "/v1/schedules/nightly", null).status()).isEqualTo(404);
    assertThat(get("/v1/schedules/nightly").status()).isEqualTo(404);
  }

  @Test
  void scheduleOfAFit_queuesTheFit() {
    know(Shop.returning(600, 3));
    call("PUT", "/v1/schedules/values", "{\"cron\":\"0 0 4 * * *\",\"clvFit\":{}}");
    jdbc.sql("update schedule set next_at = now()").update();
    JsonNode schedule =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> get("/v1/schedules/values").body(), now -> !now.get("lastJob").isNull());
    assertThat(get("/v1/clv-fits/" + schedule.get("lastJob").asString()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"cron\":\"every day\",\"run\":{}} | cron",
        "{\"run\":{}} | cron",
        "{\"cron\":\"0 0 3 30 2 *\",\"run\":{}} | cron",
        "{\"cron\":\"0 0 3 * * *\"} | run",
        "{\"cron\":\"0 0 3 * * *\",\"run\":{},\"clvFit\":{}} | run",
        "{\"cron\":\"0 0 3 * * *\",\"zone\":\"Mars\",\"run\":{}} | zone",
        "{\"cron\":\"0 0 3 * * *\",\"run\":{\"k\":1}} | run.k",
        "{\"cron\":\"0 0 3 * * *\",\"run\":{\"asOf\":\"2026-01-01T00:00:00Z\"}} | run.asOf",
      })
  void scheduleThatIsWrong_isAnsweredWithItsField(String body, String field) {
    Answer answer = call("PUT", "/v1/schedules/wrong", body);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"publish\":{\"maxMovedShare\":2}} | publish.maxMovedShare",
        "{\"publish\":{\"minStability\":7}} | publish.minStability",
        "{\"publish\":{\"maxDrift\":-1}} | publish.maxDrift",
      })
  void guardRailsThatAreNone_areAnsweredWithTheirField(String body, String field) {
    Answer answer = post("/v1/runs", body);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
  }

  @Test
  void decisionLeftBehindByACrash_isMadeUpFor() {
    know(SHOP);
    String id = finishedRun("{\"k\":3}").get("id").asString();
    jdbc.sql(
            """
            update segmentation_run set parameters =
              jsonb_set(parameters, '{publish}', '{"maxMovedShare": 0.2}')
            """)
        .update();
    await().atMost(Duration.ofSeconds(60)).until(() -> state(id).equals("PUBLISHED"));
  }

  @Test
  void sameInputs_giveTheSameTiers_withEveryEngine() {
    know(SHOP);
    for (String run :
        List.of(
            "{\"engine\":\"rfm-kmeans\"}",
            "{\"engine\":\"rfm-grid\",\"k\":4}",
            "{\"engine\":\"quantile\",\"k\":4}",
            "{\"engine\":\"ward\",\"k\":4}")) {
      JsonNode one = finishedRun(run);
      JsonNode two = finishedRun(run);
      assertThat(two.get("result").get("dataFingerprint"))
          .isEqualTo(one.get("result").get("dataFingerprint"));
      assertThat(two.get("result").get("tiers")).isEqualTo(one.get("result").get("tiers"));
      assertThat(two.get("result").get("stability")).isEqualTo(one.get("result").get("stability"));
      assertThat(
              get("/v1/runs/" + one.get("id").asString() + "/compare/" + two.get("id").asString())
                  .body()
                  .get("migration")
                  .get("moved")
                  .asLong())
          .isZero();
    }
  }

  private String state(String run) {
    return get("/v1/runs/" + run).body().get("state").asString();
  }

  private JsonNode decided(String body) {
    String location = post("/v1/runs", body).header("Location");
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> get(location).body(),
            run ->
                !run.get("assessment").isNull() && !run.get("assessment").get("decision").isNull());
  }
}
