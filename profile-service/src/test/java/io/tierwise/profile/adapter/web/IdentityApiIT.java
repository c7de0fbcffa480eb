package io.tierwise.profile.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.history.FoldEvents;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Identity over HTTP. */
@ProfileServiceTest
class IdentityApiIT {
  @Autowired private FoldEvents foldEvents;
  @LocalServerPort private int port;

  private final HttpClient http = HttpClient.newHttpClient();

  private record Answer(int status, JsonNode body) {}

  private Answer call(String method, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(90));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
  }

  private JsonNode get(String path) throws Exception {
    Answer answer = call("GET", path, "");
    assertThat(answer.status).as(path + " " + answer.body).isEqualTo(200);
    return answer.body;
  }

  private void fold(Events... events) {
    foldEvents.fold(Arrays.stream(events).map(Events::json).toList());
  }

  /** Values by path, such as because.by; a minus for null. */
  private static List<String> rows(JsonNode items, String... paths) {
    List<String> rows = new ArrayList<>();
    for (JsonNode item : items) {
      List<String> values = new ArrayList<>();
      for (String path : paths) {
        JsonNode value = item.at("/" + path.replace('.', '/'));
        values.add(value.isNull() || value.isMissingNode() ? "-" : value.asString());
      }
      rows.add(String.join(" ", values));
    }
    return rows;
  }

  @Test
  void merge_isVisible_andUndone_andMadeAgainElsewhere() throws Exception {
    fold(
        Events.viewed("m1").anonymous("who-x"),
        Events.identify("m2", "who-a", "who-x").minute(1),
        Events.identify("m3", "who-b", "who-x").minute(2));
    JsonNode merged = get("/v1/profiles/anon:who-x/identity");
    assertThat(merged.get("canonicalId").asString()).isEqualTo("who-a");
    assertThat(
            rows(
                merged.get("keys"),
                "key",
                "canonical",
                "follows",
                "because.kind",
                "because.messageId",
                "because.source"))
        .containsExactly("who-a true - - - -", "anon:who-x false who-a identify m2 test");
    assertThat(merged.get("keys").get(0).get("since").isNull()).isTrue();
    assertThat(merged.get("keys").get(1).get("since").isNull()).isFalse();
    assertThat(rows(merged.get("claims"), "key", "target", "because.at", "state"))
        .containsExactly(
            "anon:who-x who-a 2026-03-02T10:01:00Z holds",
            "anon:who-x who-b 2026-03-02T10:02:00Z preceded");
    assertThat(rows(merged.get("moves"), "key", "from", "to", "because.kind", "because.at"))
        .containsExactly("anon:who-x anon:who-x who-a identify 2026-03-02T10:01:00Z");

    Answer split =
        call(
            "POST",
            "/v1/profiles/who-a/splits",
            "{\"key\":\"anon:who-x\",\"reason\":\"shop tablet\"}");
    assertThat(split.status).isEqualTo(200);
    assertThat(rows(split.body.get("keys"), "key")).containsExactly("who-a");
    assertThat(rows(split.body.get("claims"), "target", "state"))
        .containsExactly("who-a overruled");
    assertThat(rows(split.body.get("moves"), "key", "from", "to", "because.kind", "because.by"))
        .first()
        .isEqualTo("anon:who-x who-a anon:who-x split local");
    assertThat(get("/v1/profiles/anon:who-x").get("events").asLong()).isEqualTo(1);
    assertThat(get("/v1/profiles/who-a").get("events").asLong()).isEqualTo(1);

    Answer merge =
        call(
            "POST",
            "/v1/profiles/who-b/merges",
            "{\"from\":\"anon:who-x\",\"reason\":\"it is hers\"}");
    assertThat(merge.status).isEqualTo(200);
    assertThat(rows(merge.body.get("keys"), "key", "because.kind", "because.by", "because.reason"))
        .containsExactly("who-b - - -", "anon:who-x merge local it is hers");
    assertThat(rows(merge.body.get("decisions"), "kind", "into", "reason", "holds"))
        .containsExactly("merge who-b it is hers true", "split - shop tablet false");
    assertThat(get("/v1/profiles/anon:who-x").get("canonicalId").asString()).isEqualTo("who-b");
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, splits, no-x, 404, not-found",
    "no-a, splits, no-a, 409, canonical-id",
    "no-a, splits, no-b, 409, not-merged",
    "no-a, splits, nobody, 409, not-merged",
    "nobody, merges, no-a, 404, not-found",
    "no-a, merges, no-a, 409, self-merge",
    "no-a, merges, nobody, 409, unknown-profile",
    "no-a, merges, anon:no-x, 409, already-merged",
    "no-b, merges, anon:no-x, 409, not-canonical",
    "anon:no-y, merges, no-a, 409, anonymous-target",
    "no-a, merges, '', 400, invalid-request",
  })
  void decisionThatMakesNoSense_isRefused(
      String id, String what, String key, int status, String code) throws Exception {
    fold(
        Events.identify("m1", "no-a", "no-x"),
        Events.viewed("m1").user("no-b"),
        Events.viewed("m1").anonymous("no-y"));
    String field = what.equals("merges") ? "from" : "key";
    Answer answer =
        call(
            "POST",
            "/v1/profiles/" + id + "/" + what,
            "{\"" + field + "\":\"" + key + "\",\"reason\":\"because\"}");
    assertThat(answer.status).isEqualTo(status);
    assertThat(answer.body.get("type").asString()).endsWith(":" + code);
    if (status == 409) {
      assertThat(rows(answer.body.get("errors"), "field", "code"))
          .containsExactly(field + " " + code);
    }
  }

  @Test
  void decision_needsAReason() throws Exception {
    Answer answer = call("POST", "/v1/profiles/x/splits", "{\"key\":\"y\"}");
    assertThat(answer.status).isEqualTo(400);
    assertThat(rows(answer.body.get("errors"), "field", "code")).containsExactly("reason required");
  }

  @Test
  void decisionSentTwiceWithOneKey_isMadeOnce() throws Exception {
    fold(Events.viewed("m1").user("once-a"), Events.viewed("m1").user("once-b"));
    String body = "{\"from\":\"once-b\",\"reason\":\"same person\"}";
    Answer first =
        call("POST", "/v1/profiles/once-a/merges", body, "Idempotency-Key", "once-merge");
    Answer again =
        call("POST", "/v1/profiles/once-a/merges", body, "Idempotency-Key", "once-merge");
    assertThat(first.status).isEqualTo(200);
    assertThat(again.body).isEqualTo(first.body);
    assertThat(get("/v1/profiles/once-a/identity").get("decisions").size()).isEqualTo(1);
  }

  @Test
  void traits_nameTheirEvent_alsoAcrossAMerge() throws Exception {
    fold(
        Events.identify("m1", "src-u", "src-x").traits(Map.of("shoe", 42, "name", "Old")),
        Events.identify("m2", "src-v", null).minute(5).traits(Map.of("name", "New")));
    assertThat(
            call(
                    "POST",
                    "/v1/profiles/src-u/merges",
                    "{\"from\":\"src-v\",\"reason\":\"one person\"}")
                .status)
        .isEqualTo(200);
    JsonNode profile = get("/v1/profiles/src-u");
    assertThat(profile.get("traits").toString()).isEqualTo("{\"name\":\"New\",\"shoe\":42}");
    JsonNode sources = profile.get("traitSources");
    assertThat(sources.get("name").toString())
        .isEqualTo(
            "{\"at\":\"2026-03-02T10:05:00Z\",\"messageId\":\"m2\",\"userId\":\"src-v\","
                + "\"source\":\"test\"}");
    assertThat(sources.get("shoe").get("messageId").asString()).isEqualTo("m1");
  }
}
