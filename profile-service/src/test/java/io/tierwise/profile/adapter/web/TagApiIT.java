package io.tierwise.profile.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.history.FoldEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Tags by hand and by rule, and the keys of traits. */
@ProfileServiceTest
class TagApiIT {
  @Autowired private FoldEvents foldEvents;
  @LocalServerPort private int port;

  private Calls.Answer call(String method, String path) throws Exception {
    return new Calls(port).call(method, path, null);
  }

  private Calls.Answer rule(String tag, String conditions) throws Exception {
    return new Calls(port)
        .call("PUT", "/v1/tag-rules/" + tag, "{\"conditions\":" + conditions + "}");
  }

  private void fold(Events... events) {
    List<byte[]> poll = new ArrayList<>();
    for (Events event : events) {
      poll.add(event.json());
    }
    foldEvents.fold(poll);
  }

  private List<String> tags(String id) throws Exception {
    List<String> tags = new ArrayList<>();
    call("GET", "/v1/profiles/" + id)
        .body()
        .get("tags")
        .forEach(tag -> tags.add(tag.get("tag").asString() + " " + tag.get("from").asString()));
    return tags;
  }

  private List<String> listed(String filter) throws Exception {
    List<String> ids = new ArrayList<>();
    call("GET", "/v1/profiles?" + filter)
        .body()
        .get("items")
        .forEach(profile -> ids.add(profile.get("userId").asString()));
    return ids;
  }

  @AfterEach
  void forgetRules() throws Exception {
    for (JsonNode rule : call("GET", "/v1/tag-rules").body().get("items")) {
      call("DELETE", "/v1/tag-rules/" + rule.get("tag").asString());
    }
  }

  @Test
  void tagByHand_saysWhoAndWhen_andIsTakenOff() throws Exception {
    fold(Events.viewed("m").user("tag-u"));
    JsonNode given = call("PUT", "/v1/profiles/tag-u/tags/vip").body();
    assertThat(given.get(0).get("by").asString()).isEqualTo("local");
    JsonNode again = call("PUT", "/v1/profiles/tag-u/tags/vip").body();
    assertThat(again).isEqualTo(given);
    assertThat(tags("tag-u")).containsExactly("vip hand");
    assertThat(listed("tag=vip")).containsExactly("tag-u");
    assertThat(call("DELETE", "/v1/profiles/tag-u/tags/vip").status()).isEqualTo(204);
    assertThat(call("DELETE", "/v1/profiles/tag-u/tags/vip").status()).isEqualTo(204);
    assertThat(tags("tag-u")).isEmpty();
    assertThat(listed("tag=vip")).isEmpty();
  }

  @Test
  void tagByHand_followsItsIdIntoAMerge_andOutOfItAgain() throws Exception {
    fold(Events.viewed("m1").anonymous("tag-x"), Events.viewed("m2").user("tag-v"));
    call("PUT", "/v1/profiles/anon:tag-x/tags/seen-at-fair");
    call("PUT", "/v1/profiles/tag-v/tags/press");
    fold(Events.identify("m3", "tag-v", "tag-x").minute(1));
    assertThat(tags("tag-v")).containsExactly("press hand", "seen-at-fair hand");
    assertThat(listed("tag=seen-at-fair")).containsExactly("tag-v");
    new Calls(port)
        .call(
            "POST",
            "/v1/profiles/tag-v/splits",
            "{\"key\":\"anon:tag-x\",\"reason\":\"a shared device\"}");
    assertThat(tags("tag-v")).containsExactly("press hand");
    assertThat(tags("anon:tag-x")).containsExactly("seen-at-fair hand");
  }

  @Test
  void tagByHand_isTakenOffEveryIdOfItsUser() throws Exception {
    fold(Events.viewed("m1").anonymous("tag-y"), Events.viewed("m2").user("tag-w"));
    call("PUT", "/v1/profiles/anon:tag-y/tags/both");
    call("PUT", "/v1/profiles/tag-w/tags/both");
    fold(Events.identify("m3", "tag-w", "tag-y").minute(1));
    assertThat(tags("tag-w")).containsExactly("both hand");
    call("DELETE", "/v1/profiles/tag-w/tags/both");
    assertThat(tags("anon:tag-y")).isEmpty();
  }

  @Test
  void tagsByHand_areBounded() throws Exception {
    fold(Events.viewed("m").user("tag-many"));
    for (int i = 0; i < 50; i++) {
      assertThat(call("PUT", "/v1/profiles/tag-many/tags/t" + i).status()).isEqualTo(200);
    }
    Calls.Answer refused = call("PUT", "/v1/profiles/tag-many/tags/t50");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("type").asString())
        .isEqualTo("urn:tierwise:problem:too-many-tags");
    assertThat(call("PUT", "/v1/profiles/tag-many/tags/t49").status()).isEqualTo(200);
  }

  @Test
  void tagByRule_followsTheProfile() throws Exception {
    fold(
        Events.ordered("m1", "o1", "10").user("rule-u").in("Ruleland", "Mobile"),
        Events.viewed("m1").user("rule-v").in("Ruleland", "Mobile"));
    Calls.Answer made = rule("buyer", "{\"country\":\"Ruleland\",\"minOrders\":1}");
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.body().get("members").asLong()).isEqualTo(1);
    assertThat(made.body().get("conditions").toString())
        .isEqualTo("{\"minOrders\":1,\"country\":\"Ruleland\"}");
    assertThat(tags("rule-u")).containsExactly("buyer rule");
    assertThat(tags("rule-v")).isEmpty();

    fold(Events.ordered("m2", "o2", "5").user("rule-v").minute(1));
    assertThat(tags("rule-v")).containsExactly("buyer rule");
    assertThat(listed("tag=buyer")).containsExactly("rule-u", "rule-v");
    fold(Events.cancelled("m3", "o1").user("rule-u").minute(2));
    call("PUT", "/v1/profiles/rule-u/tags/buyer");
    assertThat(listed("tag=buyer&maxOrders=0")).containsExactly("rule-u");
    assertThat(tags("rule-u")).containsExactly("buyer hand");

    assertThat(call("GET", "/v1/tag-rules/buyer").body().get("members").asLong()).isEqualTo(1);
    assertThat(call("DELETE", "/v1/tag-rules/buyer").status()).isEqualTo(204);
    assertThat(call("GET", "/v1/tag-rules/buyer").status()).isEqualTo(404);
    assertThat(tags("rule-v")).isEmpty();
    assertThat(tags("rule-u")).containsExactly("buyer hand");
  }

  @Test
  void rates_andDaysBackFromNow_narrowTheListing() throws Exception {
    fold(
        Events.ordered("m1", "o1", "10").coupon("X").user("rate-u").in("Rateland", "Mobile"),
        Events.ordered("m2", "o2", "10").user("rate-u").minute(1),
        Events.refunded("m3", "o1", "1").user("rate-u").minute(2),
        Events.viewed("m1").user("rate-v").in("Rateland", "Mobile"));
    String all = "country=Rateland";
    assertThat(listed(all + "&minReturnRate=0.5")).containsExactly("rate-u");
    assertThat(listed(all + "&minReturnRate=0.51")).isEmpty();
    assertThat(listed(all + "&maxReturnRate=0.5")).containsExactly("rate-u");
    assertThat(listed(all + "&maxReturnRate=0.49")).isEmpty();
    assertThat(listed(all + "&minDiscountShare=0.5")).containsExactly("rate-u");
    assertThat(listed(all + "&maxDiscountShare=0.4")).isEmpty();
    assertThat(listed(all + "&seenWithinDays=0")).isEmpty();
    assertThat(listed(all + "&notSeenForDays=0")).containsExactly("rate-u", "rate-v");
    assertThat(listed(all + "&notOrderedForDays=0")).containsExactly("rate-u");
    assertThat(listed(all + "&orderedWithinDays=36500")).containsExactly("rate-u");
    assertThat(listed(all + "&minSessions=2")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} | conditions
          null | conditions
          {"minOrders":"many"} | conditions.minOrders
          {"tag":"vip"} | conditions.tag
          {"colour":"red"} | conditions.colour
          {"seenWithinDays":-1} | conditions.seenWithinDays
          {"country":null} | conditions.country
          {"minReturnRate":[1]} | conditions.minReturnRate
          """)
  void badCondition_isNamed(String conditions, String field) throws Exception {
    Calls.Answer answer = rule("bad", conditions);
    assertThat(answer.status()).as(conditions).isEqualTo(400);
    assertThat(answer.body().get("errors"))
        .extracting(error -> error.get("field").asString())
        .containsExactly(field);
  }

  @Test
  void whatIsNoTag_orNobody_isAProblem() throws Exception {
    fold(Events.viewed("m").user("tag-z"));
    assertThat(call("PUT", "/v1/profiles/tag-z/tags/a%20b").status()).isEqualTo(400);
    assertThat(call("PUT", "/v1/profiles/tag-nobody/tags/vip").status()).isEqualTo(404);
    assertThat(call("DELETE", "/v1/profiles/tag-nobody/tags/vip").status()).isEqualTo(404);
    assertThat(call("GET", "/v1/profiles?tag=a%20b").status()).isEqualTo(400);
    assertThat(call("DELETE", "/v1/tag-rules/nothing").status()).isEqualTo(404);
    assertThat(rule("a%20b", "{\"minOrders\":1}").status()).isEqualTo(400);
  }

  @Test
  void traitKeys_haveHints() throws Exception {
    fold(
        Events.identify("m1", "trait-u", null)
            .traits(Map.of("traitShoeSize", 42, "traitBorn", "1990-04-01")),
        Events.identify("m1", "trait-v", null).traits(Map.of("traitShoeSize", "wide")),
        Events.identify("m1", "trait-w", null).traits(Map.of("traitShoeSize", 39)));
    JsonNode answer = call("GET", "/v1/trait-keys?limit=500").body();
    assertThat(answer.get("profiles").asLong()).isGreaterThanOrEqualTo(3);
    List<String> found = new ArrayList<>();
    answer
        .get("items")
        .forEach(
            key -> {
              if (key.get("key").asString().startsWith("trait")) {
                found.add(key.toString());
              }
            });
    assertThat(found)
        .containsExactly(
            "{\"key\":\"traitShoeSize\",\"profiles\":3,\"hint\":\"number\","
                + "\"types\":{\"number\":2,\"string\":1}}",
            "{\"key\":\"traitBorn\",\"profiles\":1,\"hint\":\"date\",\"types\":{\"date\":1}}");
    assertThat(call("GET", "/v1/trait-keys?limit=0").status()).isEqualTo(400);
  }
}
