package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The loop: one {@code Order Completed} over HTTP changes the profile, the tier, the
 * recommendations and the decision for that user.
 */
class LoopIT {
  private static final int TRIALS = 40;
  private static RunningSuite suite;

  @BeforeAll
  static void open() {
    suite = RunningSuite.shared();
    SmallShop.openIn(suite);
  }

  @Test
  void order_changesProfileTierRecommendationsAndDecision() {
    double[] profile = new double[TRIALS];
    double[] tier = new double[TRIALS];
    double[] recommendations = new double[TRIALS];
    double[] decision = new double[TRIALS];
    for (int trial = 0; trial < TRIALS; trial++) {
      String user = "loop-" + trial;
      String department = SmallShop.DEPARTMENTS[trial % 3];
      String bought = SmallShop.item(department, trial % 20);
      assertUnknown(user);
      long start = System.nanoTime();
      Rest.Answer tracked =
          suite
              .ingest()
              .post(
                  "/v1/track",
                  SmallShop.order(
                      user, "o-" + user, Instant.now(), department, trial % 20, (trial + 1) % 20));
      assertThat(tracked.status()).as(tracked.body()).isEqualTo(202);
      profile[trial] = seconds(start, () -> ordersOf(user) == 1);
      recommendations[trial] = seconds(start, () -> recommendsBecauseOf(user, bought));
      tier[trial] = seconds(start, () -> hasTier(user));
      decision[trial] = seconds(start, () -> isOffered(user));
    }
    System.out.printf(
        Locale.ROOT, "From one order over HTTP, %d trials, p50 / p95 in seconds:%n", TRIALS);
    print("profile", profile);
    print("recommendations", recommendations);
    print("tier", tier);
    print("decision (all of it)", decision);
  }

  private static void assertUnknown(String user) {
    assertThat(suite.profile().get("/v1/profiles/" + user).status()).isEqualTo(404);
    assertThat(suite.segmentation().get("/v1/users/" + user + "/tier").status()).isEqualTo(404);
    assertThat(suite.recommend().read(recommendationsOf(user)).get("fallback").booleanValue())
        .isTrue();
    JsonNode decision = decide(user);
    assertThat(decision.get("offerId").isNull()).as(decision.toString()).isTrue();
    assertThat(decision.get("reason").stringValue()).isNotBlank();
  }

  private static long ordersOf(String user) {
    Rest.Answer answer = suite.profile().get("/v1/profiles/" + user);
    return answer.status() == 200 ? answer.json().get("orders").longValue() : 0;
  }

  private static boolean hasTier(String user) {
    Rest.Answer answer = suite.segmentation().get("/v1/users/" + user + "/tier");
    return answer.status() == 200 && answer.json().get("tier").isString();
  }

  private static boolean recommendsBecauseOf(String user, String bought) {
    JsonNode answer = suite.recommend().read(recommendationsOf(user));
    boolean because = false;
    for (JsonNode item : answer.get("items")) {
      assertThat(item.get("itemId").stringValue())
          .as("what was bought is not recommended again: %s", answer)
          .matches(id -> answer.get("fallback").booleanValue() || !id.equals(bought));
      for (JsonNode reason : item.get("reasons")) {
        because |= reason.path("itemId").asString("").equals(bought);
      }
    }
    return because && !answer.get("fallback").booleanValue();
  }

  private static boolean isOffered(String user) {
    return decide(user).get("offerId").isString();
  }

  private static JsonNode decide(String user) {
    Rest.Answer answer =
        suite
            .campaign()
            .post(
                "/v1/decisions",
                "{\"userId\":\"%s\",\"placement\":\"home\",\"context\":{}}".formatted(user));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static String recommendationsOf(String user) {
    return "/v1/users/" + user + "/recommendations?limit=5";
  }

  private static double seconds(long start, BooleanSupplier reached) {
    Eventually.value(
        "the loop", Duration.ofSeconds(60), () -> reached.getAsBoolean() ? Boolean.TRUE : null);
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(String what, double[] seconds) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "  %-22s %.3f / %.3f%n",
        what,
        sorted[sorted.length / 2],
        sorted[(int) Math.ceil(sorted.length * 0.95) - 1]);
  }
}
