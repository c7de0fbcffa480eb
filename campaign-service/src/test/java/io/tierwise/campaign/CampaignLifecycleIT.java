package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.campaign.lifecycle.CampaignStatus;
import io.tierwise.campaign.lifecycle.CampaignVersion;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.Revision;
import io.tierwise.campaign.lifecycle.Revision.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class CampaignLifecycleIT extends CampaignServiceIT {
  @Autowired Campaigns campaigns;

  static String plan(String name, String more) {
    return """
        {"name": "%s", "startsAt": "2020-01-01T00:00:00Z", "endsAt": "2100-01-01T00:00:00Z",
         "budget": {"amount": "12.5", "currency": "GBP"}, "margin": 0.3,
         "offers": [{"offerId": "a", "channel": "email", "costPerContact": 0.05,
                     "creatives": {"default": {"title": "Again"}}}],
         "holdoutShare": 0.1%s}
        """
        .formatted(name, more);
  }

  private Answer draft(String body) {
    Answer made = post("/v1/campaigns", body);
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    return made;
  }

  private String path(Answer made) {
    return "/v1/campaigns/" + made.body().get("id").asString();
  }

  private static List<String> codes(JsonNode findings) {
    List<String> codes = new ArrayList<>();
    findings.forEach(f -> codes.add(f.get("field").asString() + " " + f.get("code").asString()));
    return codes;
  }

  private List<String> actions(String path) {
    return all(path + "/versions").stream().map(v -> v.get("action").asString()).toList();
  }

  @Test
  void schedule_startsByItself_once_howeverManyLook() throws Exception {
    members("sched", 2);
    String path = path(draft(plan("sched", ", \"audience\": {\"segments\": [\"sched\"]}")));
    assertThat(post(path + "/schedule", "").body().get("status").asString()).isEqualTo("SCHEDULED");
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Integer>> workers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        workers.add(() -> campaigns.advance(Instant.now()));
      }
      for (Future<Integer> moved : threads.invokeAll(workers)) {
        moved.get();
      }
    }
    assertThat(get(path).body().get("status").asString()).isEqualTo("RUNNING");
    assertThat(actions(path)).containsExactly("started", "scheduled", "created");
    assertThat(all(path + "/versions").getFirst().get("by").asString()).isEqualTo("schedule");
  }

  @Test
  void windowThatPassedDuringAnOutage_leadsStraightToTheEnd() {
    String id = draft(plan("outage", "")).body().get("id").asString();
    jdbc.sql(
            """
            update campaign set status = 'SCHEDULED', ends_at = '2020-01-02T00:00:00Z',
              plan = jsonb_set(plan, '{endsAt}', '"2020-01-02T00:00:00Z"') where id = ?
            """)
        .param(id)
        .update();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> campaigns.find(id).get().status() == CampaignStatus.FINISHED);
    assertThat(campaigns.versions(id, null, 10))
        .extracting(CampaignVersion::revision)
        .extracting(Revision::action)
        .containsExactly(Action.FINISHED, Action.CREATED);
  }

  @Test
  void steps_thatAreNotAllowed_sayPreciselyWhy() {
    members("steps", 2);
    String path = path(draft(plan("steps", ", \"audience\": {\"segments\": [\"steps\"]}")));
    assertThat(post(path + "/unschedule", "").body().get("type").asString())
        .endsWith("not-scheduled");
    assertThat(post(path + "/end", "").body().get("type").asString()).endsWith("not-started");
    assertThat(post(path + "/submit", "").body().get("type").asString())
        .endsWith("approval-not-used");
    String early =
        path(
            draft(
                plan("early", ", \"audience\": {\"segments\": [\"steps\"]}")
                    .replace("2020", "2099")));
    assertThat(post(early + "/start", "").body().get("type").asString()).endsWith("before-window");
    assertThat(post(early + "/schedule", "").status()).isEqualTo(200);
    assertThat(call("DELETE", early, null).body().get("type").asString()).endsWith("not-a-draft");
    assertThat(call("POST", early + "/unschedule", "", "If-Match", "\"77\"").status())
        .isEqualTo(412);
    assertThat(post(early + "/unschedule", "").body().get("status").asString()).isEqualTo("DRAFT");
    assertThat(call("DELETE", early, null).status()).isEqualTo(204);
  }

  @Test
  void versions_tellWhoChangedWhat_andCanBeRestored() {
    Answer made = draft(plan("versions", ""));
    String path = path(made);
    Answer changed =
        call(
            "PUT",
            path,
            plan("versions", ", \"contactsPerUser\": 3").replace("0.05", "0.07"),
            "If-Match",
            made.headers().firstValue("ETag").orElseThrow());
    JsonNode newest = all(path + "/versions").getFirst();
    assertThat(newest.get("by").asString()).isEqualTo("local");
    assertThat(newest.get("changes").toString())
        .isEqualTo(
            "[{\"field\":\"contactsPerUser\",\"before\":1,\"after\":3},"
                + "{\"field\":\"offers[0].costPerContact\",\"before\":\"0.05\",\"after\":\"0.07\"}]");
    JsonNode first = get(path + "/versions/0").body();
    assertThat(first.at("/plan/offers/0/costPerContact").asString()).isEqualTo("0.05");
    assertThat(get(path + "/versions/9").status()).isEqualTo(404);
    assertThat(post(path + "/versions/0/restore", "").status()).isEqualTo(428);
    Answer restored =
        call(
            "POST",
            path + "/versions/0/restore",
            "",
            "If-Match",
            changed.headers().firstValue("ETag").orElseThrow());
    assertThat(restored.body().get("offers")).isEqualTo(made.body().get("offers"));
    assertThat(all(path + "/versions").getFirst().get("comment").asString()).isEqualTo("version 0");
    assertThat(get(path + "/versions?limit=1").body().get("items").size()).isEqualTo(1);
  }

  @Test
  void contacts_nameTheVersionThatMadeThem() {
    String user = members("versioned", 2).getFirst();
    String body =
        plan("versioned", ", \"audience\": {\"segments\": [\"versioned\"]}")
            .replace("\"email\"", "\"onsite\"")
            .replace("\"holdoutShare\": 0.1", "\"holdoutShare\": 0, \"contactsPerUser\": 2");
    String path = path(draft(body));
    assertThat(post(path + "/start", "").status()).isEqualTo(200);
    String decision = "{\"userId\": \"%s\", \"placement\": \"home\"}".formatted(user);
    assertThat(post("/v1/decisions", decision).body().get("offerId").asString()).isEqualTo("a");
    assertThat(all(path + "/contacts").getFirst().get("campaignVersion").asLong()).isEqualTo(1);
  }

  @Test
  void validate_namesWhatEmptiesTheAudience_andHowFarTheBudgetReaches() {
    members("valid", 40);
    String audience =
        ", \"audience\": {\"segments\": [\"valid\"], \"tiers\": [\"Gold\"], \"conditions\": ["
            + "{\"feature\": \"orders\", \"op\": \"gte\", \"value\": %d},"
            + "{\"feature\": \"country\", \"op\": \"eq\", \"value\": \"GB\"}]}";
    String path = path(draft(plan("valid", audience.formatted(1)).replace("12.5", "0.30")));
    JsonNode found = post(path + "/validate", null).body();
    // Every odd member is Gold; every third of all is in TR.
    long gold = 0;
    for (int i = 1; i < 40; i += 2) {
      gold += i % 3 == 0 ? 0 : 1;
    }
    assertThat(found.get("ready").asBoolean()).as("%s", found).isTrue();
    assertThat(found.at("/audience/byTier").toString()).isEqualTo("{\"Gold\":" + gold + "}");
    assertThat(found.at("/budget/contacts").asLong()).isEqualTo(6);
    assertThat(found.at("/budget/wanted").asLong())
        .isEqualTo(gold - found.at("/audience/heldOut").asLong());
    assertThat(codes(found.get("warnings"))).contains("budget budget-short");

    JsonNode empty =
        post(path + "/validate", plan("valid", audience.formatted(100)).replace("0.05", "13"))
            .body();
    assertThat(codes(empty.get("problems")))
        .containsExactly("budget budget-below-contact", "audience.conditions[0] audience-empty");
    assertThat(get(path).body().get("version").asLong()).isZero();
  }

  @Test
  void start_refusesWhatIsNotReady_unlessAllowed() {
    members("unready", 2);
    String body =
        plan(
                "unready",
                ", \"audience\": {\"segments\": [\"unready\"], \"tiers\": [\"Gold\", \"Goldd\"]}")
            .replace("\"default\"", "\"Silver\"");
    String path = path(draft(body));
    Answer refused = post(path + "/start", "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("type").asString()).endsWith("not-ready");
    assertThat(codes(refused.body().get("errors")))
        .containsExactly(
            "audience.tiers unknown-tier",
            "offers[0].creatives creative-missing",
            "offers[0].creatives creative-missing");
    assertThat(
            post("/v1/campaigns", body.replace("{\"name\"", "{\"status\":\"running\",\"name\""))
                .status())
        .isEqualTo(409);
    assertThat(post(path + "/start?allow=anything", "").status()).isEqualTo(400);
    assertThat(post(path + "/start?allow=unknown-tier,creative-missing", "").status())
        .isEqualTo(200);
    String poor = path(draft(plan("poor", "").replace("12.5", "0")));
    assertThat(codes(post(poor + "/schedule", "").body().get("errors")))
        .contains("budget budget-zero");
    String over = path(draft(plan("over", "").replace("2100", "2021")));
    assertThat(codes(post(over + "/start?allow=audience-empty", "").body().get("errors")))
        .contains("endsAt window-over");
  }
}
