package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.segmentation.customer.Customer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every engine from a request to somebody's tier. */
class EnginesIT extends RunningService {
  private static final List<Customer> SHOP = Shop.skewed(400, 31);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"engine\":\"rfm-grid\",\"k\":4,\"weights\":{\"monetary\":2}}",
        "{\"engine\":\"quantile\",\"features\":[\"monetary\"],\"shares\":[0.1,0.3,0.6]}",
        "{\"engine\":\"quantile\",\"k\":3}",
        "{\"engine\":\"ward\",\"k\":3,\"scaling\":\"min-max\",\"winsorise\":0.02}",
        "{\"engine\":\"dbscan\",\"radius\":0.9,\"minPoints\":8}",
        "{\"engine\":\"rfm-kmeans\",\"k\":3,\"weights\":{\"monetary\":3}}"
      })
  void run_isPublished_andPlacesPeopleLive(String body) {
    know(SHOP);
    String id = publishedRun(body);
    JsonNode run = get("/v1/runs/" + id).body();
    JsonNode tiers = run.get("result").get("tiers");
    long placed = 0;
    for (JsonNode tier : tiers) {
      assertThat(tier.get("customers").asLong()).isPositive();
      placed += tier.get("customers").asLong();
    }
    assertThat(placed).isEqualTo(400);
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.messages().size() == 400);

    JsonNode before = get("/v1/users/u000003/tier").body();
    assertThat(before.get("explanation").get("summary").asString())
        .contains(before.get("tier").asString());
    send(List.of(buys(SHOP.get(3), Shop.NOW.plus(Duration.ofHours(1)), "40000")));
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("u000003").size() == 2);
    JsonNode after = get("/v1/users/u000003/tier").body();
    assertThat(after.get("cause").asString()).isEqualTo("LIVE");
    assertThat(after.get("tierRank").asInt()).isLessThanOrEqualTo(before.get("tierRank").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"engine\":\"magic\"} | engine",
        "{\"engine\":\"dbscan\",\"k\":3} | k",
        "{\"radius\":0.4} | radius",
        "{\"engine\":\"dbscan\",\"radius\":-1} | radius",
        "{\"engine\":\"hdbscan\",\"minPoints\":1} | minPoints",
        "{\"minPoints\":5} | minPoints",
        "{\"shares\":[0.5,0.5]} | shares",
        "{\"engine\":\"quantile\",\"shares\":[0.5,0.6]} | shares",
        "{\"engine\":\"quantile\",\"shares\":[0.5,0.5],\"k\":3} | k",
        "{\"engine\":\"quantile\",\"features\":[\"monetary\",\"frequency\"]} | features",
        "{\"engine\":\"rfm-grid\",\"features\":[\"monetary\"]} | features",
        "{\"engine\":\"supervised-forest\",\"k\":3} | k",
        "{\"engine\":\"propensity\",\"k\":3} | k",
        "{\"engine\":\"propensity\",\"threshold\":1} | threshold",
        "{\"engine\":\"propensity\",\"features\":[\"monetary\"]} | features",
        "{\"threshold\":0.5} | threshold",
        "{\"scaling\":\"log\"} | scaling",
        "{\"winsorise\":0.4} | winsorise",
        "{\"weights\":{\"monetary\":0}} | weights.monetary",
        "{\"weights\":{\"height\":1}} | weights.height",
        "{\"weights\":{\"sessions\":1}} | weights.sessions",
      })
  void runThatIsWrong_isAnsweredWithItsField(String body, String field) {
    Answer answer = post("/v1/runs", body);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"engine\":\"ward\",\"k\":5} | 5 tiers cannot be made of",
        "{\"engine\":\"dbscan\"} | at least 7 are needed",
        "{\"engine\":\"ward\",\"k\":2,\"features\":[\"categoryBreadth\"]} | categoryBreadth",
      })
  void runThatTheDataDoesNotAllow_failsInWords(String body, String reason) {
    know(
        List.of(
            Shop.customer("a", 1, 1, "10"),
            Shop.customer("b", 2, 2, "20"),
            Shop.customer("c", 2, 2, "20"),
            Shop.customer("d", 2, 2, "20"),
            Shop.customer("e", 2, 2, "20"),
            Shop.customer("f", 2, 2, "20")));
    JsonNode run = finishedRun(body);

    assertThat(run.get("state").asString()).isEqualTo("FAILED");
    assertThat(run.get("failure").asString()).contains(reason);
  }
}
