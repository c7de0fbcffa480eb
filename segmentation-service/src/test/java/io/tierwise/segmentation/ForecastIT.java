package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.ingest.EventNames;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Orders from the topic to the forecast. */
class ForecastIT extends RunningService {
  private static final Instant FIRST = Instant.parse("2026-01-01T10:00:00Z");
  private static final int DAYS = 60;

  @Test
  void orders_areForecastByTierAndCategory() {
    know(Shop.skewed(100, 5));
    publishedRun("{\"k\":2}");
    String best = someone("Diamond");
    String other = someone("Bronze");
    for (int day = 0; day <= DAYS; day++) {
      order(EventNames.ORDER_COMPLETED, best, "b" + day, day, "100");
      if (day % 7 == 0) {
        order(EventNames.ORDER_COMPLETED, other, "o" + day, day, "40");
      }
    }
    // Said again, corrected, cancelled, of a visitor: two orders of 0, 70 in place of 100, one of
    // 9.
    order(EventNames.ORDER_COMPLETED, best, "b3", 3, "100");
    order(EventNames.ORDER_UPDATED, best, "b4", 5, "70");
    order(EventNames.ORDER_CANCELLED, other, "o7", 8, "40");
    order(EventNames.ORDER_COMPLETED, "anon:x", "v1", 10, "9");
    kafka.flush();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> jdbc.sql("select count(*) from order_fact").query(Long.class).single() == 73);

    JsonNode all = get("/v1/forecasts?measure=orders&horizon=7").body();
    assertThat(all.get("historyDays").asInt()).isEqualTo(DAYS);
    assertThat(all.get("historyUntil").asString()).isEqualTo("2026-03-01");
    // Every day one, every seventh two, one of those cancelled, one of a visitor.
    assertThat(sum(all.get("history"))).isEqualTo(56 + 8 + 1 - 1);
    assertThat(all.get("days")).hasSize(7);
    assertThat(all.get("total").asDouble()).isEqualTo(8, within(0.5));
    assertThat(all.get("backtest").get("models")).hasSize(3);

    JsonNode diamond = get("/v1/forecasts?tier=Diamond&horizon=7").body();
    assertThat(diamond.get("unit").asString()).isEqualTo("GBP");
    assertThat(sum(diamond.get("history"))).isEqualTo(55 * 100 + 70);
    assertThat(diamond.get("total").asDouble()).isEqualTo(700, within(20.0));

    JsonNode garden = get("/v1/forecasts?category=garden&horizon=7&tier=Diamond").body();
    assertThat(sum(garden.get("history"))).isEqualTo(0.75 * (55 * 100 + 70), within(1e-6));
    JsonNode pieces =
        get("/v1/forecasts?category=garden&horizon=7&tier=Diamond&measure=units").body();
    assertThat(sum(pieces.get("history"))).isEqualTo(3 * 56);

    String chart = get("/v1/forecasts/chart?horizon=7").response().body();
    assertThat(chart).startsWith("<svg").contains("forecast by");
    Answer tooLong = get("/v1/forecasts?horizon=28");
    assertThat(tooLong.status()).isEqualTo(409);
    assertThat(tooLong.body().get("detail").asString()).contains("98");
  }

  @ParameterizedTest
  @CsvSource({
    "measure=clicks,measure",
    "horizon=0,horizon",
    "horizon=91,horizon",
    "horizon=x,horizon",
    "tier=Diamond,tier"
  })
  void questionThatIsWrong_isAnsweredWithItsField(String query, String field) {
    Answer answer = get("/v1/forecasts?" + query);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
    assertThat(get("/v1/forecasts").status()).isEqualTo(409);
  }

  private String someone(String tier) {
    return jdbc.sql("select user_id from tier_assignment where tier = ? order by user_id limit 1")
        .param(tier)
        .query(String.class)
        .single();
  }

  private static double sum(JsonNode days) {
    double sum = 0;
    for (JsonNode day : days) {
      sum += day.get("value").asDouble();
    }
    return sum;
  }

  private void order(String name, String userKey, String orderId, int day, String revenue) {
    boolean visitor = userKey.startsWith("anon:");
    Instant at = FIRST.plus(Duration.ofDays(day));
    BehaviorEvent event =
        new BehaviorEvent(
            BehaviorEvent.SCHEMA,
            name + orderId,
            EventType.TRACK,
            name,
            visitor ? null : userKey,
            visitor ? userKey.substring(5) : null,
            null,
            at,
            at,
            "test",
            null,
            null,
            List.of(
                new EventProduct(
                    "p1", null, List.of("garden", "pots"), null, new BigDecimal("10"), 3, null),
                new EventProduct(
                    "p2", null, List.of("kitchen"), null, new BigDecimal("10"), 1, null)),
            new EventOrder(orderId, new BigDecimal(revenue), null, null, null, null, null, null),
            null,
            null,
            null,
            Map.of(),
            Map.of());
    kafka.send(Topics.BEHAVIOR_EVENTS, userKey, ContractJson.write(event));
  }
}
