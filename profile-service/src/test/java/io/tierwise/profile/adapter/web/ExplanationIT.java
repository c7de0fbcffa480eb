package io.tierwise.profile.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.explain.ProfileNumber;
import io.tierwise.profile.explain.ProfileNumbers;
import io.tierwise.profile.history.FoldEvents;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The rows of the ledger behind the numbers. */
@ProfileServiceTest
class ExplanationIT {
  @Autowired private FoldEvents foldEvents;
  @LocalServerPort private int port;

  private Calls.Answer get(String path) throws Exception {
    return new Calls(port).get(path);
  }

  private void fold(Events... events) {
    List<byte[]> poll = new ArrayList<>();
    for (Events event : events) {
      poll.add(event.json());
    }
    foldEvents.fold(poll);
  }

  private void foldAnna() {
    fold(
        Events.viewed("m1").anonymous("why-x").from("England", "spring", "mail"),
        Events.identify("m2", "why-u", "why-x").minute(1).traits(Map.of("name", "Ada")),
        Events.ordered("m3", "o1", "30").user("why-u").minute(2),
        Events.ordered("m4", "o1", "30").user("why-u").minute(3),
        Events.ordered("m5", "o2", "9").user("why-u").minute(4),
        Events.cancelled("m6", "o2").user("why-u").minute(5),
        Events.refunded("m7", "o1", "8.5").user("why-u").minute(6),
        Events.reviewed("m8", 4.0, "I love it").user("why-u").minute(7));
  }

  private static List<String> texts(JsonNode rows) {
    List<String> texts = new ArrayList<>();
    for (JsonNode row : rows) {
      for (JsonNode c : row.get("contributions")) {
        texts.add(
            row.get("messageId").asString()
                + " "
                + (c.get("value").isNull() ? "-" : c.get("value").asString())
                + " "
                + c.get("note").asString());
      }
    }
    return texts;
  }

  private static BigDecimal sum(JsonNode rows, String number) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode row : rows) {
      for (JsonNode c : row.get("contributions")) {
        if (c.get("number").asString().equals(number)) {
          sum = sum.add(new BigDecimal(c.get("value").asString()));
        }
      }
    }
    return sum;
  }

  @Test
  void orders_areExplainedByTheirEvents() throws Exception {
    foldAnna();
    JsonNode profile = get("/v1/profiles/anon:why-x?explain=orders").body();
    assertThat(profile.get("orders").asLong()).isEqualTo(1);
    JsonNode explanation = profile.get("explanation");
    assertThat(explanation.get("numbers").get(0).get("definition").asString())
        .startsWith("Orders that stand");
    assertThat(texts(explanation.get("rows")))
        .containsExactly(
            "m7 0 gives back of order o1",
            "m6 0 cancels order o2",
            "m5 0 order o2, cancelled",
            "m4 0 repeats order o1, given back in part",
            "m3 1 order o1, given back in part");
    assertThat(explanation.get("rows").get(0).get("event").asString()).isEqualTo("Order Refunded");
    assertThat(explanation.get("rows").get(0).get("occurredAt").asString())
        .isEqualTo("2026-03-02T10:06:00Z");
  }

  @Test
  void sums_areThoseOfTheRows() throws Exception {
    foldAnna();
    JsonNode profile =
        get("/v1/profiles/why-u?explain=grossRevenue,refunds&explain=netRevenue,events").body();
    JsonNode rows = profile.get("explanation").get("rows");
    assertThat(sum(rows, "events")).isEqualByComparingTo("8");
    for (String money : List.of("grossRevenue", "refunds", "netRevenue")) {
      assertThat(sum(rows, money))
          .isEqualByComparingTo(profile.get(money).get("amount").asString());
    }
  }

  @Test
  void everyNumber_canBeExplained() throws Exception {
    foldAnna();
    Map<String, String> lastRow =
        Map.of(
            "firstTouch", "m1 - Product Viewed",
            "regions", "m1 1 GB > England",
            "country", "m1 - Product Viewed",
            "reviews", "m8 4.0 sentiment 0.612",
            "traits", "m2 - name",
            "firstSeenAt", "m1 - Product Viewed",
            "firstOrderAt", "m3 - order o1, given back in part",
            "hourOfWeek", "m1 1 hour 10",
            "sessions", "m1 - without session id",
            "activeDays", "m1 - 2026-03-02");
    for (ProfileNumber number : ProfileNumbers.all()) {
      Calls.Answer answer = get("/v1/profiles/why-u?explain=" + number.name());
      assertThat(answer.status()).as(number.name()).isEqualTo(200);
      List<String> rows = texts(answer.body().get("explanation").get("rows"));
      if (lastRow.containsKey(number.name())) {
        assertThat(rows.getLast())
            .as(number.name())
            .isEqualTo(Objects.requireNonNull(lastRow.get(number.name())));
      }
    }
  }

  @Test
  void pages_areGoneThroughByCursor() throws Exception {
    foldAnna();
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          get("/v1/profiles/why-u?explain=events&limit=3&cursor=" + cursor)
              .body()
              .get("explanation");
      texts(page.get("rows")).forEach(row -> seen.add(row.split(" ")[0]));
      cursor = page.get("nextCursor").isNull() ? "" : page.get("nextCursor").asString();
    } while (!cursor.isEmpty());
    assertThat(seen).containsExactly("m8", "m7", "m6", "m5", "m4", "m3", "m2", "m1");
  }

  @Test
  void whatCannotBeExplained_isNamed() throws Exception {
    foldAnna();
    Calls.Answer unknown = get("/v1/profiles/why-u?explain=orders,shoeSize");
    assertThat(unknown.status()).isEqualTo(400);
    JsonNode error = unknown.body().get("errors").get(0);
    assertThat(error.get("field").asString()).isEqualTo("explain");
    assertThat(error.get("code").asString()).isEqualTo("unknown-number");
    assertThat(error.get("message").asString()).contains("shoeSize", "averageOrderValue");
    String all =
        ProfileNumbers.all().stream().map(ProfileNumber::name).collect(Collectors.joining(","));
    assertThat(get("/v1/profiles/why-u?explain=" + all).status()).isEqualTo(400);
    assertThat(get("/v1/profiles/why-u?explain=orders&cursor=AAAA").status()).isEqualTo(400);
    assertThat(get("/v1/profiles/why-u?explain=orders&limit=0").status()).isEqualTo(400);
    assertThat(get("/v1/profiles/nobody?explain=orders").status()).isEqualTo(404);
  }

  @Test
  void definitions_areInTheDescriptionOfTheApi() throws Exception {
    JsonNode fields =
        get("/v3/api-docs")
            .body()
            .get("components")
            .get("schemas")
            .get("Profile")
            .get("properties");
    assertThat(ProfileNumbers.all())
        .allSatisfy(
            number ->
                assertThat(fields.get(number.name()).get("description").asString())
                    .startsWith(number.definition()));
  }
}
