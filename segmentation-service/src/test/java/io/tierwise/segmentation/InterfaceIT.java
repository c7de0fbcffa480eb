package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.testing.OpenApiExamples;
import io.tierwise.testing.OpenApiParameters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Refusals, the tier policy, and what operators and client authors read. */
class InterfaceIT extends RunningService {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"k\":1} | 400 | k",
        "{\"k\":6} | 400 | k",
        "{\"k\":-3} | 400 | k",
        "{\"k\":2.5} | 400 | k",
        "{\"k\":1e99} | 400 | k",
        "{\"k\":\"many\"} | 400 | k",
        "{\"engine\":\"magic\"} | 400 | engine",
        "{\"features\":[]} | 400 | features",
        "{\"features\":[\"recencyDays\",\"recencyDays\"]} | 400 | features",
        "{\"features\":[\"height\"]} | 400 | features[0]",
        "{\"features\":[\"monetary\",null]} | 400 | features[1]",
        "{\"features\":\"monetary\"} | 400 | features",
        "{\"asOf\":\"2099-01-01T00:00:00Z\"} | 400 | asOf",
        "{\"asOf\":\"yesterday\"} | 400 | asOf",
        "{\"seed\":\"x\"} | 400 | seed",
        "{\"tiers\":5} | 400 | tiers",
        "{\"k\":5 | 400 | body",
        "[] | 400 | body",
      })
  void runRequestThatIsWrong_isAnsweredWithItsField(String body, int status, String field) {
    Answer answer = post("/v1/runs", body);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
    assertThat(get("/v1/runs").body().get("items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/v1/runs/nonsense,404",
    "GET,/v1/runs/00000000-0000-0000-0000-000000000000,404",
    "GET,/v1/runs/1-1-1-1-1,404",
    "GET,/v1/runs/00000000-0000-0000-0000-000000000000/events,404",
    "POST,/v1/runs/00000000-0000-0000-0000-000000000000/publish,404",
    "POST,/v1/runs/nonsense/rollback,404",
    "POST,/v1/runs/nonsense/cancel,404",
    "GET,/v1/runs?limit=0,400",
    "GET,/v1/runs?limit=100000,400",
    "GET,/v1/runs?limit=x,400",
    "GET,/v1/runs?cursor=%21%21,400",
    "GET,/v1/runs?cursor=eA,400",
    "GET,/v1/tiers,404",
    "GET,/v1/segments,404",
    "GET,/v1/tiers/Diamond/members,404",
    "GET,/v1/users/u1/tier,404",
    "DELETE,/v1/runs,405",
    "GET,/v1/nothing,404"
  })
  void requestThatCannotBeAnswered_getsAProblem(String method, String path, int status) {
    Answer answer = call(method, path, null);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body().get("title").asString()).isNotEmpty();
  }

  @Test
  void policy_isEditedUnderItsVersion_andNamesTheNextRun() {
    Answer standard = get("/v1/tier-policy");
    assertThat(standard.header("ETag")).isEqualTo("\"0\"");
    assertThat(standard.body().get("tiers")).hasSize(5);

    String metals =
        "{\"tiers\":[{\"name\":\"Titanium\",\"attributes\":{\"discount\":\"10 %\"},"
            + "\"benefits\":[\"Lounge\"]},{\"name\":\"Iron\"}]}";
    Answer edited = call("PUT", "/v1/tier-policy", metals, "If-Match", "\"0\"");
    assertThat(edited.status()).as(edited.body().toString()).isEqualTo(200);
    assertThat(edited.header("ETag")).isEqualTo("\"1\"");
    assertThat(call("PUT", "/v1/tier-policy", metals, "If-Match", "\"0\"").status()).isEqualTo(412);
    assertThat(get("/v1/tier-policy").body()).isEqualTo(edited.body());

    know(Shop.skewed(100, 5));
    assertThat(post("/v1/runs", "{\"k\":3}").status()).isEqualTo(400);
    publishedRun("{}");
    JsonNode tiers = get("/v1/tiers").body().get("items");
    assertThat(tiers.get(0).get("name").asString()).isEqualTo("Titanium");
    assertThat(tiers.get(0).get("benefits").get(0).asString()).isEqualTo("Lounge");
    assertThat(tiers.get(0).get("attributes").get("discount").asString()).isEqualTo("10 %");
    assertThat(tiers.get(1).get("name").asString()).isEqualTo("Iron");
  }

  @Test
  void policyEditedByTwoAtOnce_keepsOneOfThem() {
    List<Integer> statuses =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            call(
                                    "PUT",
                                    "/v1/tier-policy",
                                    "{\"tiers\":[{\"name\":\"A" + i + "\"},{\"name\":\"B\"}]}",
                                    "If-Match",
                                    "\"0\"")
                                .status()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
    assertThat(get("/v1/tier-policy").header("ETag")).isEqualTo("\"1\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | tiers",
        "{\"tiers\":[]} | tiers",
        "{\"tiers\":[{\"name\":\"Gold\"},{\"name\":\"gold\"}]} | tiers",
        "{\"tiers\":[{\"name\":\"Gold\"},{\"name\":\"\"}]} | tiers[1]",
        "{\"tiers\":[{\"name\":\"Gold\"},null]} | tiers[1]",
        "{\"tiers\":[{\"name\":\"Gold\"},{\"benefits\":[]}]} | tiers[1]",
        "{\"tiers\":[{\"name\":\"Gold\"},{\"name\":\"A\",\"benefits\":[null]}]} | tiers[1]",
        "{\"tiers\":[{\"name\":\"Gold\"},{\"name\":\"A\",\"rank\":1}]} | tiers[1].rank",
      })
  void policyThatIsWrong_isAnsweredWithItsField(String body, String field) {
    Answer answer = call("PUT", "/v1/tier-policy", body);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
  }

  @Test
  void ifMatchThatIsNoEntityTag_isRefused() {
    String id = "/v1/runs/00000000-0000-0000-0000-000000000000/publish";
    assertThat(post(id, null, "If-Match", "abc").status()).isEqualTo(400);
    assertThat(post(id, null, "If-Match", "\"abc\"").status()).isEqualTo(400);
  }

  @Test
  void asOfBeforeTheLatestActivity_isRefusedWithTheEarliestPossible() {
    know(List.of(Shop.customer("early", 40, 2, "20"), Shop.customer("late", 3, 1, "10")));
    String latest = Shop.NOW.minus(Duration.ofDays(3)).toString();

    Answer refused = post("/v1/runs", "{\"asOf\":\"2026-06-01T00:00:00Z\"}");

    assertThat(refused.status()).isEqualTo(400);
    JsonNode error = refused.body().get("errors").get(0);
    assertThat(error.get("field").asString()).isEqualTo("asOf");
    assertThat(error.get("code").asString()).isEqualTo("before-latest-activity");
    assertThat(error.get("message").asString()).endsWith("the latest activity, " + latest);
    assertThat(post("/v1/runs", "{\"asOf\":\"" + latest + "\"}").status()).isEqualTo(202);
  }

  @Test
  void requestWithAnIdempotencyKey_createsOneRun() {
    Answer first = post("/v1/runs", "{\"k\":3}", "Idempotency-Key", "once-" + port);
    Answer again = post("/v1/runs", "{\"k\":3}", "Idempotency-Key", "once-" + port);

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(get("/v1/runs").body().get("items")).hasSize(1);
  }

  @Test
  void apiDescription_hasExamplesThatTheServiceTakes() {
    JsonNode api = get("/v3/api-docs").body();
    assertThat(OpenApiExamples.missing(api.toString())).isEmpty();
    assertThat(api.get("paths").propertyNames())
        .contains("/v1/runs", "/v1/runs/{id}/events", "/v1/users/{id}/tier", "/v1/tier-policy");
    assertThat(post("/v1/runs", example(api, "/v1/runs", "post")).status()).isEqualTo(202);
    Answer policy = call("PUT", "/v1/tier-policy", example(api, "/v1/tier-policy", "put"));
    assertThat(policy.status()).as(policy.body().toString()).isEqualTo(200);
  }

  @Test
  void everyOperation_refusesParametersThatItDoesNotHave() {
    assertThat(OpenApiParameters.misread(port, "")).isEmpty();
  }

  private static String example(JsonNode api, String path, String method) {
    JsonNode content =
        api.get("paths").get(path).get(method).get("requestBody").get("content").iterator().next();
    JsonNode value = content.get("example");
    return value.isString()
        ? value.asString()
        : JsonMapper.builder().build().writeValueAsString(value);
  }

  @Test
  void meters_areOnTheScrapePage_andTheServiceIsReady() {
    know(Shop.skewed(60, 8));
    publishedRun("{\"k\":2}");
    String page = get("/actuator/prometheus").response().body();

    assertThat(page)
        .contains("tierwise_segmentation_run_stage_seconds_count")
        .contains("stage=\"fit\"")
        .contains("tierwise_segmentation_features_lag_seconds_count")
        .contains("tierwise_segmentation_published_age_seconds")
        .contains("tierwise_segmentation_assignments_changed_total");
    assertThat(get("/actuator/health/readiness").body().get("status").asString()).isEqualTo("UP");
    assertThat(get("/actuator/health/liveness").body().get("status").asString()).isEqualTo("UP");
  }
}
