package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A merge is seen in every service, and undone in every service by one call. */
class IdentityIT {
  private static final String USER = "who-customer";
  private static final String OTHER = "who-second-account";
  private static final String VISITOR = "anon:who-device";
  private static RunningSuite suite;

  @BeforeAll
  static void open() {
    suite = RunningSuite.shared();
    SmallShop.openIn(suite);
  }

  private static void ingest(String path, String body) {
    Rest.Answer answer = suite.ingest().post(path, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
  }

  private static long ordersOf(String id) {
    Rest.Answer answer = suite.profile().get("/v1/profiles/" + id);
    return answer.status() == 200 ? answer.json().get("orders").longValue() : -1;
  }

  /** By which segmentation-service judges the user; -1 for one it does not know. */
  private static long frequencyOf(String id) {
    Rest.Answer answer = suite.segmentation().get("/v1/users/" + id + "/tier");
    return answer.status() == 200 ? answer.json().at("/rfm/frequency").longValue() : -1;
  }

  private static List<String> recommended(String id) {
    List<String> items = new ArrayList<>();
    suite
        .recommend()
        .read("/v1/users/" + id + "/recommendations?limit=10")
        .get("items")
        .forEach(item -> items.add(item.get("itemId").stringValue()));
    return items;
  }

  private static List<String> contactsOf(String id) {
    List<String> contacts = new ArrayList<>();
    JsonNode page = suite.campaign().read("/v1/users/" + id + "/contacts");
    page.get("items").forEach(contact -> contacts.add(contact.get("contactId").stringValue()));
    return contacts;
  }

  private static String decide(String id) {
    return Eventually.value(
        "a decision for " + id,
        Duration.ofSeconds(60),
        () -> {
          Rest.Answer answer =
              suite
                  .campaign()
                  .post(
                      "/v1/decisions", "{\"userId\":\"%s\",\"placement\":\"home\"}".formatted(id));
          assertThat(answer.status()).as(answer.body()).isEqualTo(200);
          JsonNode decision = answer.json();
          return decision.get("offerId").isString()
              ? decision.get("decisionId").stringValue()
              : null;
        });
  }

  private static void soon(String what, Runnable assertion) {
    Eventually.asserted(what, Duration.ofSeconds(60), assertion);
  }

  @Test
  void merge_isSeenInAllServices_andUndoneInAll() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    ingest("/v1/track", SmallShop.order(USER, "who-1", now.minusSeconds(600), "Home", 1, 2));
    ingest("/v1/track", SmallShop.order(OTHER, "who-2", now.minusSeconds(500), "Toys", 3, 4));
    ingest(
        "/v1/track",
        SmallShop.order("x", "who-3", now.minusSeconds(400), "Garden", 5, 6)
            .replace("\"userId\":\"x\"", "\"anonymousId\":\"who-device\""));
    soon("three profiles", () -> assertThat(ordersOf(VISITOR)).isEqualTo(1));
    soon("two tiers", () -> assertThat(frequencyOf(OTHER)).isEqualTo(1));
    soon("and the other", () -> assertThat(frequencyOf(USER)).isEqualTo(1));
    String ofVisitor = decide(VISITOR);
    String ofOther = decide(OTHER);
    soon("recommendations", () -> assertThat(recommended(OTHER)).isNotEqualTo(recommended(USER)));

    // The visitor signs in, which merges by itself; the second account is merged by hand.
    ingest("/v1/identify", "{\"userId\":\"" + USER + "\",\"anonymousId\":\"who-device\"}");
    soon("the visitor is the customer", () -> assertThat(ordersOf(VISITOR)).isEqualTo(2));
    Rest.Answer merged =
        suite
            .profile()
            .post(
                "/v1/profiles/" + USER + "/merges",
                "{\"from\":\"" + OTHER + "\",\"reason\":\"same address\"}");
    assertThat(merged.status()).as(merged.body()).isEqualTo(200);
    assertThat(merged.json().get("keys")).hasSize(3);
    assertThat(merged.json().at("/moves/0/because/by").stringValue()).isEqualTo("local");
    assertThat(ordersOf(OTHER)).isEqualTo(3);
    soon("tier", () -> assertThat(frequencyOf(USER)).isEqualTo(3));
    soon("the same by each id", () -> assertThat(frequencyOf(OTHER)).isEqualTo(3));
    soon("the same by each id", () -> assertThat(frequencyOf(VISITOR)).isEqualTo(3));
    soon(
        "contacts",
        () -> assertThat(contactsOf(USER)).containsExactlyInAnyOrder(ofVisitor, ofOther));
    assertThat(contactsOf(OTHER)).isEqualTo(contactsOf(USER));
    soon("recommendations", () -> assertThat(recommended(OTHER)).isEqualTo(recommended(USER)));

    for (String key : List.of(OTHER, VISITOR)) {
      Rest.Answer split =
          suite
              .profile()
              .post(
                  "/v1/profiles/" + USER + "/splits",
                  "{\"key\":\"" + key + "\",\"reason\":\"a mistake\"}");
      assertThat(split.status()).as(split.body()).isEqualTo(200);
    }
    for (String key : List.of(USER, OTHER, VISITOR)) {
      assertThat(ordersOf(key)).as(key).isEqualTo(1);
    }
    soon("tier", () -> assertThat(frequencyOf(USER)).isEqualTo(1));
    soon("tier again", () -> assertThat(frequencyOf(OTHER)).isEqualTo(1));
    soon("none for a visitor", () -> assertThat(frequencyOf(VISITOR)).isEqualTo(-1));
    soon("contacts", () -> assertThat(contactsOf(USER)).isEmpty());
    soon("contacts back", () -> assertThat(contactsOf(OTHER)).containsExactly(ofOther));
    soon("contacts back", () -> assertThat(contactsOf(VISITOR)).containsExactly(ofVisitor));
    soon("recommendations", () -> assertThat(recommended(OTHER)).isNotEqualTo(recommended(USER)));
  }
}
