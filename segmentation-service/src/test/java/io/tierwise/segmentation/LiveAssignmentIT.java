package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.segmentation.TierAssignment;
import io.tierwise.segmentation.customer.Customer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What happens to a customer between two runs. */
class LiveAssignmentIT extends RunningService {
  private static final List<Customer> SHOP = Shop.skewed(300, 22);

  @Test
  void customerWhoBuysMuch_isPromotedWithinASecond() {
    Customer poor = Shop.customer("poor", 150, 1, "8");
    List<Customer> known = new ArrayList<>(SHOP);
    known.add(poor);
    know(known);
    publishedRun("{\"k\":5}");
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("poor").size() == 1);
    assertThat(tierOnTopic("poor")).isEqualTo("Bronze");

    Customer rich = poor;
    List<Long> latencies = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      rich = buys(rich, Shop.NOW.plus(Duration.ofMinutes(i)), "700");
      int expected = i + 1;
      long from = System.nanoTime();
      send(List.of(rich));
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofSeconds(60))
          .until(() -> assignments.of("poor").size() == expected);
      latencies.add((assignments.of("poor").getLast().seenAt() - from) / 1_000_000);
    }
    Collections.sort(latencies);
    System.out.println("feature message to assignment message, ms: " + latencies);

    assertThat(tierOnTopic("poor")).isEqualTo("Diamond");
    JsonNode user = get("/v1/users/poor/tier").body();
    assertThat(user.get("tier").asString()).isEqualTo("Diamond");
    assertThat(user.get("cause").asString()).isEqualTo("LIVE");
    assertThat(user.get("rfm").get("frequency").asLong()).isEqualTo(13);
    assertThat(user.get("rfm").get("recencyDays").asDouble()).isZero();
    assertThat(user.get("history").get(user.get("history").size() - 1).get("toTier").asString())
        .isEqualTo("Bronze");
  }

  @Test
  void featuresThatChangeNothing_orAreOlder_makeNoNoise() {
    know(SHOP);
    publishedRun("{\"k\":3}");
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.messages().size() == 300);

    Customer someone = SHOP.get(5);
    send(List.of(someone));
    Customer bought = buys(someone, Shop.NOW.plus(Duration.ofHours(1)), "40");
    send(List.of(bought));
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("u000005").size() == 2);
    send(List.of(someone));
    send(List.of(buys(SHOP.get(6), Shop.NOW.plus(Duration.ofHours(1)), "1")));
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("u000006").size() == 2);

    assertThat(assignments.messages()).hasSize(302);
    assertThat(
            jdbc.sql("select orders from customer_feature where user_id = 'u000005'")
                .query(Long.class)
                .single())
        .isEqualTo(bought.orders());
  }

  @Test
  void newCustomer_andNewProspect_areAssignedAtOnce() {
    know(SHOP);
    publishedRun("{\"k\":3}");
    send(List.of(Shop.prospect("newcomer")));
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("newcomer").size() == 1);
    TierAssignment prospect = onTopic("newcomer");
    assertThat(prospect.tier()).isNull();
    assertThat(prospect.segment()).isEqualTo("Prospects");

    send(List.of(buys(Shop.prospect("newcomer"), Shop.NOW.plus(Duration.ofHours(1)), "60")));
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("newcomer").size() == 2);
    assertThat(onTopic("newcomer").tier()).isNotNull();
    assertThat(onTopic("newcomer").rfm().recencyScore()).isEqualTo(5);
  }

  @Test
  void erasedUser_isGoneEverywhere_andTheTopicIsTold() {
    know(SHOP);
    publishedRun("{\"k\":3}");
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.messages().size() == 300);
    kafka.send(Topics.PROFILE_FEATURES, "u000009", null).join();
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("u000009").size() == 2);

    assertThat(assignments.of("u000009").getLast().value()).isNull();
    assertThat(get("/v1/users/u000009/tier").status()).isEqualTo(404);
    for (String table :
        List.of("customer_feature", "tier_assignment", "run_assignment", "tier_history")) {
      assertThat(
              jdbc.sql("select count(*) from " + table + " where user_id = 'u000009'")
                  .query(Long.class)
                  .single())
          .as(table)
          .isZero();
    }
  }

  @Test
  void tier_movesWithAMerge_andBackWithASplit() {
    Customer small = Shop.customer("moves-to", 150, 1, "8");
    Customer large = Shop.customer("moves-away", 1, 20, "5000");
    List<Customer> known = new ArrayList<>(SHOP);
    known.addAll(List.of(small, large));
    know(known);
    publishedRun("{\"k\":5}");
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("moves-to").size() == 1);
    String low = tierOnTopic("moves-to");
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("moves-away").size() == 1);
    String high = tierOnTopic("moves-away");
    assertThat(high).isNotEqualTo(low);

    kafka.send(Topics.PROFILE_FEATURES, "moves-away", null).join();
    ObjectNode merged =
        (ObjectNode)
            JsonMapper.shared()
                .readTree(
                    ContractJson.write(features(Shop.customer("moves-to", 1, 21, "5008"), true)));
    merged.putArray("mergedIds").add("moves-away").add("anon:moves-too");
    kafka
        .send(
            Topics.PROFILE_FEATURES, "moves-to", merged.toString().getBytes(StandardCharsets.UTF_8))
        .join();
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("moves-to").size() == 2);
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("moves-away").size() == 2);
    assertThat(tierOnTopic("moves-to")).isEqualTo(high);
    assertThat(assignments.of("moves-away").getLast().value()).isNull();
    for (String id : List.of("moves-away", "anon:moves-too")) {
      assertThat(get("/v1/users/" + id + "/tier").body().get("userId").asString())
          .isEqualTo("moves-to");
    }

    send(List.of(small, large));
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("moves-to").size() == 3);
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("moves-away").size() == 3);
    assertThat(tierOnTopic("moves-to")).isEqualTo(low);
    assertThat(tierOnTopic("moves-away")).isEqualTo(high);
    assertThat(get("/v1/users/moves-away/tier").body().get("tier").asString()).isEqualTo(high);
    assertThat(get("/v1/users/anon:moves-too/tier").status()).isEqualTo(404);
  }

  @Test
  void customersWhoChangedAfterTheRunReadItsData_areJudgedByWhatIsKnownAtPublication() {
    know(SHOP);
    String id = finishedRun("{\"k\":5}").get("id").asString();
    Customer grown = SHOP.get(3);
    for (int i = 1; i <= 20; i++) {
      grown = buys(grown, Shop.NOW.plus(Duration.ofMinutes(i)), "500");
    }
    send(List.of(grown));
    long orders = grown.orders();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.sql("select orders from customer_feature where user_id = 'u000003'")
                        .query(Long.class)
                        .single()
                    == orders);
    assertThat(post("/v1/runs/" + id + "/publish", null).status()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.messages().size() == 300);

    assertThat(tierOnTopic("u000003")).isEqualTo("Diamond");
  }

  @Test
  void unreadableFeatures_goToTheDeadLetters_andDoNotStopTheOthers() {
    try (TopicReader rejected = reader(Topics.REJECTED_EVENTS)) {
      kafka.send(Topics.PROFILE_FEATURES, "x1", "no json".getBytes(StandardCharsets.UTF_8)).join();
      kafka.send(Topics.PROFILE_FEATURES, "x2", "{}".getBytes(StandardCharsets.UTF_8)).join();
      Customer wrongKey = SHOP.get(0);
      kafka
          .send(Topics.PROFILE_FEATURES, "x3", ContractJson.write(features(wrongKey, true)))
          .join();
      know(SHOP);
      await().atMost(Duration.ofSeconds(60)).until(() -> rejected.messages().size() == 3);
      assertThat(rejected.of("x3").getFirst().value())
          .asString(StandardCharsets.UTF_8)
          .contains("is not the key of the message");
    }
  }

  @Test
  void traceOfTheFeatureMessage_isCarriedOnToTheAssignment() {
    know(SHOP);
    publishedRun("{\"k\":3}");
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.messages().size() == 300);
    String trace = "0123456789abcdef0123456789abcdef";
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
            Topics.PROFILE_FEATURES,
            "u000007",
            ContractJson.write(
                features(buys(SHOP.get(7), Shop.NOW.plus(Duration.ofHours(1)), "5"), true)));
    message
        .headers()
        .add(
            "traceparent",
            ("00-" + trace + "-0123456789abcdef-01").getBytes(StandardCharsets.US_ASCII));
    kafka.send(message).join();
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.of("u000007").size() == 2);

    assertThat(assignments.of("u000007").getLast().traceparent()).contains(trace);
  }

  private TierAssignment onTopic(String user) {
    return ContractJson.read(assignments.of(user).getLast().value(), TierAssignment.class);
  }

  private String tierOnTopic(String user) {
    return onTopic(user).tier();
  }
}
