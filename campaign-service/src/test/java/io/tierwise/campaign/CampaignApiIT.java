package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.testing.OpenApiExamples;
import io.tierwise.testing.OpenApiParameters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CampaignApiIT extends CampaignServiceIT {
  private static final String DRAFT =
      """
      {"name": "Draft", "goal": "revenue", "startsAt": "2026-11-01T00:00:00Z",
       "endsAt": "2100-01-01T00:00:00Z", "budget": {"amount": "12.5", "currency": "GBP"},
       "margin": 0.3, "offers": [{"offerId": "a", "channel": "email", "costPerContact": 0.05,
       "value": "30", "creatives": {"default": {"title": "Again"}}}],
       "audience": {"tiers": ["Gold"], "segments": [], "requireConsent": "email", "conditions": [
         {"feature": "orders", "op": "gte", "value": 2},
         {"feature": "country", "op": "in", "value": ["GB", "TR"]},
         {"feature": "categoryAffinity.Shoes", "op": "gt", "value": 0.2},
         {"feature": "lastSeen", "op": "exists"}]},
       "holdoutShare": 0.1, "contactsPerUser": 2}
      """
          .replace("lastSeen", "traits.plan");

  @Test
  void create_answersWhatWasSaid() {
    Answer made = post("/v1/campaigns", DRAFT);
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    JsonNode body = made.body();
    assertThat(body.get("status").asString()).isEqualTo("DRAFT");
    assertThat(body.at("/budget/amount").asString()).isEqualTo("12.50");
    assertThat(body.at("/offers/0/costPerContact").asString()).isEqualTo("0.05");
    assertThat(body.at("/audience/conditions/0/value").asInt()).isEqualTo(2);
    assertThat(body.at("/audience/conditions/1/value/1").asString()).isEqualTo("TR");
    assertThat(body.at("/audience/conditions/3/value").asBoolean()).isTrue();
    JsonNode read = get("/v1/campaigns/" + body.get("id").asString()).body();
    assertThat(read.get("offers")).isEqualTo(body.get("offers"));
    assertThat(read.get("audience")).isEqualTo(body.get("audience"));
  }

  @Test
  void create_namesEverythingThatIsWrong() {
    Answer answer =
        post(
            "/v1/campaigns",
            """
            {"name": " ", "goal": "world peace", "startsAt": "2026-11-02T00:00:00Z", "endsAt": "2026-11-01T00:00:00Z",
             "budget": {"amount": "-1", "currency": "EUR"}, "margin": 1.5,
             "offers": [{"offerId": "a", "channel": "pigeon", "costPerContact": "0.0000001",
                         "creatives": null},
                        {"offerId": "a", "channel": "email", "costPerContact": "1e999999999",
                         "creatives": {"Gold": {"title": null}, "Silver": null, "Bronze": {}}}],
             "audience": {"conditions": [{"feature": "shoeSize", "op": "gt", "value": 1},
                                         {"feature": "orders", "op": "near", "value": 1},
                                         {"feature": "orders", "op": "gt", "value": "many"}]},
             "holdoutShare": 1, "contactsPerUser": 0}
            """);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    List<String> found = new ArrayList<>();
    answer
        .body()
        .get("errors")
        .forEach(e -> found.add(e.get("field").asString() + " " + e.get("code").asString()));
    assertThat(found)
        .containsExactlyInAnyOrder(
            "name missing",
            "goal unknown-goal",
            "endsAt not-after-start",
            "budget.currency unknown-currency",
            "budget.amount negative",
            "margin out-of-range",
            "offers[0].channel unknown",
            "offers[0].costPerContact invalid-amount",
            "offers[0].creatives missing",
            "offers[1].creatives.Gold.title invalid-text",
            "offers[1].creatives.Silver invalid",
            "offers[1].creatives.Bronze invalid",
            "offers[1].offerId duplicate",
            "offers[1].costPerContact invalid-amount",
            "audience.conditions[0].feature unknown-feature",
            "audience.conditions[1].op unknown-operator",
            "audience.conditions[2].value wrong-value",
            "holdoutShare out-of-range",
            "contactsPerUser out-of-range");
  }

  @Test
  void create_refusesWhatIsNoCampaign() {
    assertThat(post("/v1/campaigns", "{").status()).isEqualTo(400);
    assertThat(post("/v1/campaigns", "{}").status()).isEqualTo(400);
    assertThat(post("/v1/campaigns", "[]").status()).isEqualTo(400);
    assertThat(post("/v1/campaigns", DRAFT.replace("\"goal\"", "\"gaol\"")).status())
        .isEqualTo(400);
    assertThat(
            post("/v1/campaigns", DRAFT.replace("\"goal\": \"revenue\"", "\"status\": \"ended\""))
                .status())
        .isEqualTo(400);
    assertThat(post("/v1/campaigns", DRAFT.replace("Draft", "a\\u0000b")).status()).isEqualTo(400);
    assertThat(get("/v1/campaigns/none").status()).isEqualTo(404);
    assertThat(get("/v1/campaigns/none/report").status()).isEqualTo(404);
    assertThat(get("/v1/campaigns?cursor=%25%25").status()).isEqualTo(400);
    assertThat(get("/v1/campaigns?limit=0").status()).isEqualTo(400);
    assertThat(post("/v1/allocations", "{\"campaignIds\": [\"none\"]}").status()).isEqualTo(400);
  }

  @Test
  void replace_needsTheVersionThatWasRead() {
    Answer made = post("/v1/campaigns", DRAFT);
    String path = "/v1/campaigns/" + made.body().get("id").asString();
    String etag = made.headers().firstValue("ETag").orElseThrow();
    assertThat(call("PUT", path, DRAFT).status()).isEqualTo(428);
    Answer changed = call("PUT", path, DRAFT.replace("12.5", "20"), "If-Match", etag);
    assertThat(changed.status()).as("%s", changed.body()).isEqualTo(200);
    assertThat(changed.body().at("/budget/amount").asString()).isEqualTo("20.00");
    assertThat(call("PUT", path, DRAFT, "If-Match", etag).status()).isEqualTo(412);
    assertThat(call("PUT", path, DRAFT, "If-Match", "x").status()).isEqualTo(400);
  }

  @Test
  void lifecycle_refusesWrongSteps() {
    String path = "/v1/campaigns/" + post("/v1/campaigns", DRAFT).body().get("id").asString();
    assertThat(post(path + "/pause", "").status()).isEqualTo(409);
    Answer started = post(path + "/start?allow=audience-empty,unknown-tier", "");
    assertThat(started.body().get("status").asString()).as("%s", started).isEqualTo("RUNNING");
    assertThat(call("DELETE", path, null).status()).isEqualTo(409);
    assertThat(post(path + "/start", "").body().get("type").asString()).endsWith("already-running");
    assertThat(post(path + "/pause", "").status()).isEqualTo(200);
    Answer ended = post(path + "/end", "");
    assertThat(ended.body().get("status").asString()).isEqualTo("FINISHED");
    Answer late =
        call("PUT", path, DRAFT, "If-Match", ended.headers().firstValue("ETag").orElseThrow());
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().get("type").asString()).endsWith("campaign-finished");
  }

  @Test
  void delete_removesADraft() {
    String path = "/v1/campaigns/" + post("/v1/campaigns", DRAFT).body().get("id").asString();
    assertThat(call("DELETE", path, null).status()).isEqualTo(204);
    assertThat(get(path).status()).isEqualTo(404);
  }

  @Test
  void get_isRoundTrip() {
    ObjectNode read =
        (ObjectNode)
            get("/v1/campaigns/" + post("/v1/campaigns", DRAFT).body().get("id").asString()).body();
    String etag = "\"" + read.get("version").asLong() + "\"";
    String path = "/v1/campaigns/" + read.get("id").asString();
    read.remove(
        List.of(
            "id", "spent", "version", "createdAt", "updatedAt", "status", "approval", "editedBy"));
    Answer same = call("PUT", path, read.toString(), "If-Match", etag);
    assertThat(same.status()).as("%s", same.body()).isEqualTo(200);
    assertThat(same.body().get("audience")).isEqualTo(read.get("audience"));
  }

  @Test
  void docs_andMetrics_areThere() {
    JsonNode docs = get("/v3/api-docs").body();
    assertThat(docs.at("/components/schemas/CampaignRequest/example/name").asString())
        .isEqualTo("Autumn shoes");
    assertThat(docs.at("/components/schemas").propertyNames())
        .contains("DecisionRequest", "PowerRequest", "ExperimentVariantView", "PowerView")
        .doesNotContain("Request", "View", "Part");
    assertThat(docs.get("paths").propertyNames())
        .contains("/v1/decisions", "/v1/allocations/{id}", "/v1/campaigns/{id}/report");
    assertThat(docs.at("/paths/~1v1~1campaigns/post/responses").propertyNames()).contains("201");
    assertThat(OpenApiExamples.missing(docs.toString())).isEmpty();
    assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
  }

  /** Links of mails and addresses of receipts are lengthened by others. */
  @Test
  void everyOperationButThoseOfOthers_refusesParametersThatItDoesNotHave() {
    assertThat(OpenApiParameters.misread(port(), ""))
        .extracting(one -> one.split(" ")[1])
        .containsOnly("/v1/unsubscribe/{token}", "/v1/receipts");
  }
}
