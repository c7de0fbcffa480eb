package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.Topics;
import io.tierwise.segmentation.customer.Customer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tiers from the labels of an analyst. */
class SupervisedTiersIT extends RunningService {
  private static final List<Customer> SHOP = Shop.skewed(400, 31);
  private static final String PATH = "/v1/tier-labels";

  @ParameterizedTest
  @ValueSource(strings = {"supervised-logistic", "supervised-forest"})
  void run_learnsFromLabels_tellsHowWell_andPlacesPeopleLive(String engine) {
    know(SHOP);
    Answer stored = call("PUT", PATH, labels(200), "Content-Type", "text/csv");
    assertThat(stored.status()).as(stored.body().toString()).isEqualTo(200);
    assertThat(stored.body().get("customers").asLong()).isEqualTo(200);
    assertThat(stored.body().get("unknownIds").get(0).asString()).isEqualTo("nobody");

    String id = publishedRun("{\"engine\":\"" + engine + "\"}");

    JsonNode result = get("/v1/runs/" + id).body().get("result");
    assertThat(result.get("figures").get("labelled").get(0).asDouble()).isEqualTo(200);
    assertThat(result.get("figures").get("accuracy").get(0).asDouble()).isGreaterThan(0.8);
    assertThat(result.get("figures").get("macroF1").get(0).asDouble()).isGreaterThan(0.7);
    assertThat(result.get("figures").get("auc").get(0).asDouble()).isGreaterThan(0.9);
    assertThat(result.get("tiers")).hasSize(3);
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.messages().size() == 400);
    JsonNode tier = get("/v1/users/u000399/tier").body();
    assertThat(tier.get("explanation").get("summary").asString()).contains("Most like");

    Customer poor =
        SHOP.stream().filter(c -> c.netRevenue().doubleValue() < 30).findFirst().orElseThrow();
    send(List.of(buys(poor, Shop.NOW.plus(Duration.ofHours(1)), "4000")));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> get("/v1/users/" + poor.userId() + "/tier").body().get("tierRank").asInt() == 1);
  }

  @Test
  void labels_goWithTheCustomer_andAreReplacedTogether() {
    know(SHOP);
    call("PUT", PATH, labels(30), "Content-Type", "text/csv");
    kafka.send(Topics.PROFILE_FEATURES, "u000003", null).join();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(PATH).body().get("customers").asLong() == 29);

    Answer answer =
        call("PUT", PATH, "{\"labels\":{\"u000001\":\"Diamond\",\"u000002\":\"Bronze\"}}");

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    assertThat(get(PATH).body().get("tiers").get("Bronze").asLong()).isEqualTo(1);
    JsonNode failed = finishedRun("{\"engine\":\"supervised-forest\"}");
    assertThat(failed.get("failure").asString()).contains("At least 10 customers");
  }

  @Test
  void runWithoutLabels_failsInWords() {
    know(List.of(Shop.customer("a", 1, 1, "10"), Shop.customer("b", 2, 2, "20")));

    JsonNode run = finishedRun("{\"engine\":\"supervised-logistic\"}");

    assertThat(run.get("state").asString()).isEqualTo("FAILED");
    assertThat(run.get("failure").asString()).contains("/v1/tier-labels");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | labels",
        "{\"labels\":{\"a\":\"Tin\"}} | labels.a",
        "{\"labels\":{\"a\":null}} | labels.a",
        "{\"labels\":{\"\":\"Gold\"}} | labels.",
        "{\"label\":{}} | label",
      })
  void labelsThatAreWrong_areAnsweredWithTheirField(String body, String field) {
    Answer answer = call("PUT", PATH, body);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
  }

  @Test
  void linesThatAreWrong_areAnsweredWithTheirNumber() {
    Answer answer =
        call("PUT", PATH, "userId,tier\na,Gold\nb\na,Silver\n", "Content-Type", "text/csv");

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo("line 3");
    assertThat(answer.body().get("errors").get(1).get("code").asString())
        .isEqualTo("labelled-twice");
  }

  /** The best third by net revenue, and so on, with somebody whom the shop does not know. */
  private static String labels(int customers) {
    return "customerId,tier\nnobody,Bronze\n"
        + SHOP.stream()
            .limit(customers)
            .map(
                c -> {
                  double value = c.netRevenue().doubleValue();
                  String tier = value > 100 ? "Diamond" : value > 40 ? "\"Platinum\"" : "Bronze";
                  return c.userId() + ", " + tier;
                })
            .collect(Collectors.joining("\n"));
  }
}
