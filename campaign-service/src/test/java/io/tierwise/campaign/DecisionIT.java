package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tierwise.contracts.ingest.BehaviorEvent.EventPromotion;
import io.tierwise.contracts.ingest.EventNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class DecisionIT extends CampaignServiceIT {
  @Autowired MeterRegistry meters;

  private JsonNode decide(String user) {
    Answer answer =
        post("/v1/decisions", "{\"userId\": \"%s\", \"placement\": \"home\"}".formatted(user));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void decide_hundredAtOnce_neverBreachATinyBudget() throws Exception {
    List<String> users = members("tiny", 100);
    String id = campaign("tiny", "onsite", "1.00", 0);
    List<Callable<JsonNode>> calls = new ArrayList<>();
    users.forEach(user -> calls.add(() -> decide(user)));
    int offered = 0;
    Set<String> ids = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<JsonNode> call : threads.invokeAll(calls)) {
        JsonNode decision = call.get();
        if (decision.get("offerId").isNull()) {
          assertThat(decision.get("outcome").asString()).isEqualTo("budget-exhausted");
        } else {
          offered++;
          ids.add(decision.get("decisionId").asString());
        }
      }
    }
    assertThat(offered).isEqualTo(20);
    assertThat(ids).hasSize(20);
    assertThat(get("/v1/campaigns/" + id).body().at("/spent/amount").asString()).isEqualTo("1.00");
    assertThat(all("/v1/campaigns/" + id + "/contacts")).hasSize(20);
  }

  @Test
  void decide_isCountedByOutcomeAndSpend() {
    members("counted", 1);
    campaign("counted", "onsite", "5.00", 0);
    double before = counted("tierwise.decisions", "outcome", "offered");
    double spent = counted("tierwise.campaign.spend", "source", "decision");
    decide("counted-0");
    assertThat(counted("tierwise.decisions", "outcome", "offered")).isEqualTo(before + 1);
    assertThat(counted("tierwise.campaign.spend", "source", "decision"))
        .isCloseTo(spent + 0.05, within(1e-9));
  }

  private double counted(String name, String tag, String value) {
    return meters.counter(name, tag, value).count();
  }

  @Test
  void decide_sameUserAtOnce_isChargedOnce() throws Exception {
    members("same", 2);
    String id = campaign("same", "onsite", "5.00", 0);
    List<Callable<JsonNode>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(() -> decide("same-1"));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<JsonNode> call : threads.invokeAll(calls)) {
        assertThat(call.get()).isNotNull();
      }
    }
    assertThat(get("/v1/campaigns/" + id).body().at("/spent/amount").asString()).isEqualTo("0.05");
  }

  @Test
  void decide_againBeforeItWasSeen_answersTheSame_thenTheCampaignIsDone() {
    members("twice", 2);
    String id = campaign("twice", "onsite", "5.00", 0);
    JsonNode first = decide("twice-1");
    assertThat(first.get("outcome").asString()).isEqualTo("offered");
    assertThat(first.get("campaignId").asString()).isEqualTo(id);
    assertThat(first.at("/creative/title").asString()).isEqualTo("Hello, Gold");
    assertThat(first.get("expectedValue").asDouble()).isPositive();
    JsonNode second = decide("twice-1");
    assertThat(second.get("outcome").asString()).isEqualTo("planned");
    assertThat(second.get("decisionId")).isEqualTo(first.get("decisionId"));

    EventPromotion seen =
        new EventPromotion(null, null, null, null, "home", first.get("decisionId").asString());
    send(event("twice-1", "seen", EventNames.PROMOTION_VIEWED, Instant.now(), null, seen));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> decide("twice-1").get("outcome").asString().equals("contacted-already"));
    assertThat(get("/v1/users/twice-1/contacts").body().get("items")).hasSize(1);
  }

  @Test
  void decide_heldOutUsers_getNothingAndAreControls() {
    List<String> users = members("held", 60);
    String id = campaign("held", "onsite", "50.00", 0.5);
    Set<String> held = new HashSet<>();
    for (String user : users) {
      JsonNode decision = decide(user);
      if (decision.get("outcome").asString().equals("held-out")) {
        assertThat(decision.get("offerId").isNull()).isTrue();
        held.add(user);
      }
    }
    assertThat(held).hasSizeBetween(9, 51);
    assertThat(
            all("/v1/campaigns/" + id + "/holdout").stream()
                .map(unit -> unit.get("userId").asString())
                .toList())
        .containsExactlyInAnyOrderElementsOf(held);
    JsonNode experiment = get("/v1/campaigns/" + id + "/report").body().get("experiment");
    assertThat(experiment.get("control").asInt()).isEqualTo(held.size());
    assertThat(experiment.get("treated").asInt()).isEqualTo(60 - held.size());
  }

  @Test
  void decide_ofPausedCampaign_isNothing() {
    members("paused", 1);
    String id = campaign("paused", "onsite", "5.00", 0);
    assertThat(post("/v1/campaigns/" + id + "/pause", "").status()).isEqualTo(200);
    assertThat(decide("paused-0").get("offerId").isNull()).isTrue();
    assertThat(get("/v1/campaigns/" + id).body().at("/spent/amount").asString()).isEqualTo("0.00");
  }

  @Test
  void decide_servesWhatAnAllocationPlanned() {
    members("planned", 4);
    String id = campaign("planned", "onsite", "5.00", 0);
    JsonNode run = allocate(id, false);
    JsonNode decision = decide("planned-1");
    assertThat(decision.get("outcome").asString()).isEqualTo("planned");
    assertThat(decision.get("reason").asString()).contains(run.get("id").asString());
    assertThat(get("/v1/campaigns/" + id).body().at("/spent/amount").asString()).isEqualTo("0.20");
  }

  @Test
  void decide_badRequests_areProblems() {
    Answer answer = post("/v1/decisions", "{\"channel\": \"pigeon\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("errors")).hasSize(2);
  }
}
