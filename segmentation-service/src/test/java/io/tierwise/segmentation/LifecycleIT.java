package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.segmentation.activity.Activities;
import io.tierwise.segmentation.activity.OrderFact;
import io.tierwise.segmentation.activity.OrderFact.Kind;
import io.tierwise.segmentation.customer.Customer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Stages of the lifecycle on real histories. */
class LifecycleIT extends RunningService {
  private static final Instant NOW = Instant.now();

  @Autowired private Activities activities;

  @Test
  void stage_followsOrders_refundsAndTime_andIsThereForRules() {
    know(
        List.of(
            Shop.prospect("none"),
            customer("steady", 4, 32, 2),
            customer("back", 4, 400, 5),
            customer("late", 3, 45, 25)));
    orders("steady", 32, 22, 12, 2);
    orders("back", 400, 390, 380, 5);
    orders("late", 45, 35, 25, 10);
    // Given back in full: the last order did not happen.
    activities.addOrders(
        List.of(fact("late", "late-10", Kind.REFUNDED, 9), fact("late", "late-7", Kind.STATED, 7)));
    activities.addOrders(List.of(fact("late", "late-7", Kind.CANCELLED, 6)));
    call(
        "PUT",
        "/v1/audiences/returned",
        "{\"rule\":{\"field\":\"lifecycle\",\"op\":\"in\",\"value\":[\"won-back\",\"at-risk\"]}}");

    assertThat(stage("none")).isEqualTo("prospect");
    assertThat(stage("steady")).isEqualTo("loyal");
    assertThat(stage("back")).isEqualTo("won-back");
    assertThat(stage("late")).isEqualTo("at-risk");
    JsonNode late = get("/v1/users/late/lifecycle").body();
    assertThat(late.get("orders").asInt()).isEqualTo(3);
    assertThat(late.get("interval").asString()).isEqualTo("OWN");
    assertThat(late.get("intervalDays").asDouble()).isEqualTo(10);
    assertThat(late.get("next").get("stage").asString()).isEqualTo("lapsed");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get("/v1/audiences/returned/members").body().get("items").size() == 2);
    JsonNode stages = get("/v1/lifecycle").body().get("items");
    assertThat(stages).hasSize(7);
    stages.forEach(
        stage ->
            assertThat(stage.get("customers").asLong())
                .as(stage.toString())
                .isEqualTo(
                    List.of("prospect", "loyal", "won-back", "at-risk")
                            .contains(stage.get("stage").asString())
                        ? 1
                        : 0));
    assertThat(get("/v1/users/nobody/lifecycle").status()).isEqualTo(404);
  }

  @Test
  void transitions_areCountedByMonth() {
    YearMonth month = YearMonth.from(NOW.atOffset(ZoneOffset.UTC)).minusMonths(1);
    Instant begin = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    int daysAgo = (int) Duration.between(begin, NOW).toDays();
    know(List.of(customer("one", 3, daysAgo + 30, daysAgo + 10), Shop.prospect("two")));
    orders("one", daysAgo + 30, daysAgo + 20, daysAgo + 10);

    // Three, since the month of NOW may have ended meanwhile.
    JsonNode answer = get("/v1/lifecycle/transitions?months=3").body();
    assertThat(answer.get("items")).hasSize(3);
    JsonNode last = null;
    for (JsonNode each : answer.get("items")) {
      last = each.get("month").asString().equals(month.toString()) ? each : last;
    }
    assertThat(last).as("%s in %s", month, answer).isNotNull();
    JsonNode active = from(last, "active");
    assertThat(active.get("customers").asLong()).isEqualTo(1);
    assertThat(active.get("to").get("lapsed").asLong()).isEqualTo(1);
    assertThat(active.get("rates").get("lapsed").asDouble()).isEqualTo(1);
    JsonNode prospect = from(last, "prospect");
    assertThat(prospect.get("to").get("prospect").asLong()).isEqualTo(1);
    assertThat(get("/v1/lifecycle/transitions?months=0").status()).isEqualTo(400);
  }

  private static JsonNode from(JsonNode month, String stage) {
    for (JsonNode row : month.get("from")) {
      if (row.get("stage").asString().equals(stage)) {
        return row;
      }
    }
    throw new AssertionError(stage);
  }

  private String stage(String user) {
    return get("/v1/users/" + user + "/lifecycle").body().get("stage").asString();
  }

  private static Customer customer(String id, int orders, int firstDaysAgo, int lastDaysAgo) {
    return new Customer(
        id,
        NOW,
        NOW.minus(Duration.ofDays(500)),
        NOW,
        orders,
        NOW.minus(Duration.ofDays(firstDaysAgo)),
        NOW.minus(Duration.ofDays(lastDaysAgo)),
        BigDecimal.TEN,
        null,
        1,
        1,
        1,
        1);
  }

  private void orders(String user, int... daysAgo) {
    List<OrderFact> facts = new ArrayList<>();
    for (int days : daysAgo) {
      facts.add(fact(user, user + "-" + days, Kind.STATED, days));
    }
    activities.addOrders(facts);
  }

  private static OrderFact fact(String user, String order, Kind kind, int daysAgo) {
    return new OrderFact(
        user,
        order,
        order + kind,
        kind,
        kind == Kind.CANCELLED ? null : BigDecimal.TEN,
        NOW.minus(Duration.ofDays(daysAgo)));
  }
}
