package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.segmentation.TierAssignment;
import io.tierwise.segmentation.adapter.worker.BackgroundLoop;
import io.tierwise.segmentation.clustering.EngineOptions;
import io.tierwise.segmentation.clustering.Preparation;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.run.RunParameters;
import io.tierwise.segmentation.run.SegmentationRuns;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A run from the features to the topic. */
class RunLifecycleIT extends RunningService {
  private static final List<Customer> SHOP = Shop.skewed(300, 21);

  @Autowired private SegmentationRuns runs;
  @Autowired private BackgroundLoop runLoop;

  @Test
  void run_goesFromFeaturesOverADraftToTheTopic() throws Exception {
    kafka
        .send(
            Topics.PROFILE_FEATURES,
            "anon:7",
            ContractJson.write(features(Shop.customer("anon:7", 3, 4, "99"), false)))
        .join();
    List<Customer> known = new ArrayList<>(SHOP);
    IntStream.range(0, 10).forEach(i -> known.add(Shop.prospect("p" + i)));
    know(known);

    Answer before = get("/v1/users/u000001/tier");
    assertThat(before.status()).isEqualTo(404);
    assertThat(before.body().get("title").asString()).isEqualTo("No tiering published");

    Answer created = post("/v1/runs", "{\"k\":5,\"note\":\"first\"}");
    assertThat(created.status()).isEqualTo(202);
    String location = created.header("Location");
    List<String> events = events(location);
    assertThat(events).last().asString().contains("\"state\":\"DRAFT\"");
    assertThat(events.getLast()).startsWith("finished ");

    JsonNode run = get(location).body();
    JsonNode result = run.get("result");
    assertThat(result.get("customers").asLong()).isEqualTo(300);
    assertThat(result.get("prospects").asLong()).isEqualTo(10);
    assertThat(names(result.get("tiers")))
        .containsExactly("Diamond", "Platinum", "Gold", "Silver", "Bronze");
    assertThat(sum(result.get("tiers"))).isEqualTo(300);
    assertThat(sum(result.get("segments"))).isEqualTo(310);
    JsonNode top = result.get("tiers").get(0);
    assertThat(top.get("revenueShare").asDouble())
        .isGreaterThan(2 * top.get("customerShare").asDouble());
    assertThat(run.get("timings").propertyNames()).contains("read", "fit", "assign", "store");

    Answer preview = get(location + "/preview");
    assertThat(preview.header("ETag")).isEqualTo("\"none\"");
    assertThat(preview.body().get("migration").get("entering").asLong()).isEqualTo(300);
    assertThat(preview.body().get("movers")).hasSize(20);

    assertThat(post(location + "/publish", null, "If-Match", "\"none\"").status()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.messages().size() == 310);
    assertThat(assignments.of("anon:7")).isEmpty();
    // The topic has them a moment before the service has heard so.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(location).body().at("/publication/progress").asDouble() == 1);
    checkThatTheAnswersAgree(run.get("id").asString());
  }

  /** What the topic says is what the interface says. */
  private void checkThatTheAnswersAgree(String runId) {
    JsonNode tiers = get("/v1/tiers").body();
    assertThat(tiers.get("runId").asString()).isEqualTo(runId);
    for (JsonNode tier : tiers.get("items")) {
      String name = tier.get("name").asString();
      Set<String> onTopic = new HashSet<>();
      for (TopicReader.Message message : assignments.messages()) {
        TierAssignment assignment = ContractJson.read(message.value(), TierAssignment.class);
        if (name.equals(assignment.tier())) {
          onTopic.add(message.key());
        }
      }
      assertThat(members("/v1/tiers/" + name + "/members")).isEqualTo(onTopic);
      assertThat(tier.get("customers").asInt()).isEqualTo(onTopic.size());
    }
    JsonNode segments = get("/v1/segments").body().get("items");
    assertThat(sum(segments)).isEqualTo(310);
    assertThat(members("/v1/segments/" + encoded("Prospects") + "/members"))
        .hasSize(10)
        .contains("p3");
    assertThat(get("/v1/segments/" + encoded("Can't Lose Them") + "/members").status())
        .isEqualTo(200);

    JsonNode user = get("/v1/users/u000001/tier").body();
    assertThat(user.get("cause").asString()).isEqualTo("RUN");
    assertThat(user.get("explanation").get("features")).hasSize(3);
    assertThat(user.get("explanation").get("distances")).hasSize(5);
    assertThat(user.get("benefits")).isNotEmpty();
    assertThat(user.get("history")).hasSize(1);
    JsonNode prospect = get("/v1/users/p1/tier").body();
    assertThat(prospect.get("tier").isNull()).isTrue();
    assertThat(prospect.get("segment").asString()).isEqualTo("Prospects");
    assertThat(get("/v1/users/nobody/tier").status()).isEqualTo(404);
  }

  @Test
  void runOfTheSameData_givesTheSameTiers_andPublishingItChangesNothing() {
    know(SHOP);
    String first = publishedRun("{\"k\":4}");
    await().atMost(Duration.ofSeconds(60)).until(() -> assignments.messages().size() == 300);
    JsonNode second = finishedRun("{\"k\":4}");
    String id = second.get("id").asString();

    JsonNode comparison = get("/v1/runs/" + first + "/compare/" + id).body();
    assertThat(comparison.get("migration").get("adjustedRandIndex").asDouble()).isEqualTo(1);
    assertThat(comparison.get("migration").get("moved").asLong()).isZero();
    JsonNode from = comparison.get("from").get("result");
    JsonNode to = comparison.get("to").get("result");
    assertThat(to.get("dataFingerprint")).isEqualTo(from.get("dataFingerprint"));
    assertThat(to.get("tiers")).isEqualTo(from.get("tiers"));
    assertThat(get("/v1/runs/" + id + "/migration").body().get("migration").get("moved").asLong())
        .isZero();

    Answer published = post("/v1/runs/" + id + "/publish", null);
    assertThat(published.status()).isEqualTo(200);
    assertThat(published.body().get("publication").get("changed").asLong()).isZero();
    assertThat(get("/v1/runs/" + first).body().get("state").asString()).isEqualTo("SUPERSEDED");
    assertThat(assignments.messages()).hasSize(300);

    assertThat(post("/v1/runs/" + first + "/rollback", null).status()).isEqualTo(200);
    assertThat(get("/v1/tiers").body().get("runId").asString()).isEqualTo(first);
    JsonNode list = get("/v1/runs?limit=1").body();
    assertThat(list.get("items").get(0).get("id").asString()).isEqualTo(id);
    JsonNode next = get("/v1/runs?limit=1&cursor=" + list.get("nextCursor").asString()).body();
    assertThat(next.get("items").get(0).get("id").asString()).isEqualTo(first);
    assertThat(next.get("nextCursor").isNull()).isTrue();
  }

  @Test
  void twoAnalystsPublishingAtOnce_oneWinsAndTheOtherIsTold() {
    know(SHOP);
    List<String> drafts =
        Stream.of("{\"k\":3}", "{\"k\":5}")
            .map(body -> finishedRun(body).get("id").asString())
            .toList();
    List<CompletableFuture<Answer>> both =
        drafts.stream()
            .map(
                id ->
                    CompletableFuture.supplyAsync(() -> post("/v1/runs/" + id + "/publish", null)))
            .toList();
    List<Answer> answers = both.stream().map(CompletableFuture::join).toList();

    assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
    String winner = drafts.get(answers.get(0).status() == 200 ? 0 : 1);
    String loser = drafts.get(answers.get(0).status() == 200 ? 1 : 0);
    assertThat(get("/v1/tiers").body().get("runId").asString()).isEqualTo(winner);
    assertThat(get("/v1/runs/" + loser).body().get("state").asString()).isEqualTo("DRAFT");
    assertThat(post("/v1/runs/" + winner + "/publish", null).status()).isEqualTo(409);

    // The loser looks again and decides to go on.
    assertThat(post("/v1/runs/" + loser + "/publish", null, "If-Match", "\"none\"").status())
        .isEqualTo(412);
    String etag = get("/v1/runs/" + loser + "/preview").header("ETag");
    assertThat(etag).isEqualTo("\"" + winner + "\"");
    assertThat(post("/v1/runs/" + loser + "/publish", null, "If-Match", etag).status())
        .isEqualTo(200);
    assertThat(get("/v1/tiers").body().get("runId").asString()).isEqualTo(loser);
  }

  @Test
  void runOfDataThatTellsNobodyApart_failsAndNamesTheFeature() {
    know(
        IntStream.range(0, 30)
            .mapToObj(i -> Shop.customer("same" + i, 1 + i, 2, "10." + i))
            .toList());
    JsonNode run = finishedRun("{\"k\":2,\"features\":[\"recencyDays\",\"frequency\"]}");

    assertThat(run.get("state").asString()).isEqualTo("FAILED");
    assertThat(run.get("failure").asString()).contains("'frequency'");
    assertThat(post("/v1/runs/" + run.get("id").asString() + "/publish", null).status())
        .isEqualTo(409);
    assertThat(get("/v1/runs/" + run.get("id").asString() + "/preview").status()).isEqualTo(409);
  }

  @Test
  void runWhoseOwnerDied_isTakenOver() {
    know(SHOP);
    RunParameters parameters = parameters();
    String id = runs.create(parameters, "test", "test", Shop.NOW, 10).orElseThrow().id().toString();
    jdbc.sql(
            "update segmentation_run set state = 'RUNNING', attempts = 1, lease_owner = 'dead',"
                + " lease_until = now() - interval '1 minute' where id = ?::uuid")
        .param(id)
        .update();

    assertThat(finished("/v1/runs/" + id).get("state").asString()).isEqualTo("DRAFT");
  }

  @Test
  void waitingRun_canBeCancelled_aFinishedOneCannot() {
    know(SHOP);
    runLoop.stop();
    try {
      String id =
          runs.create(parameters(), "test", "test", Shop.NOW, 10).orElseThrow().id().toString();
      Answer cancelled = post("/v1/runs/" + id + "/cancel", null);

      assertThat(cancelled.status()).isEqualTo(200);
      assertThat(cancelled.body().get("state").asString()).isEqualTo("CANCELLED");
      assertThat(post("/v1/runs/" + id + "/cancel", null).status()).isEqualTo(409);
    } finally {
      runLoop.start();
    }
  }

  private static RunParameters parameters() {
    return new RunParameters(
        "rfm-kmeans",
        3,
        io.tierwise.segmentation.customer.TieringFeature.RFM,
        null,
        1,
        null,
        Preparation.STANDARD,
        EngineOptions.NONE,
        null);
  }

  private List<String> events(String location) throws Exception {
    List<String> events = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient();
        Stream<String> lines =
            client
                .send(
                    HttpRequest.newBuilder(uri(location + "/events"))
                        .timeout(Duration.ofSeconds(90))
                        .build(),
                    HttpResponse.BodyHandlers.ofLines())
                .body()) {
      String[] name = {""};
      lines.forEach(
          line -> {
            if (line.startsWith("event:")) {
              name[0] = line.substring("event:".length());
            } else if (line.startsWith("data:")) {
              events.add(name[0] + " " + line.substring("data:".length()));
            }
          });
    }
    return events;
  }

  private Set<String> members(String path) {
    Set<String> members = new HashSet<>();
    String cursor = "";
    do {
      JsonNode page = get(path + "?limit=40" + cursor).body();
      page.get("items")
          .forEach(member -> assertThat(members.add(member.get("userId").asString())).isTrue());
      cursor =
          page.get("nextCursor").isNull() ? null : "&cursor=" + page.get("nextCursor").asString();
    } while (cursor != null);
    return members;
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<String> names(JsonNode groups) {
    List<String> names = new ArrayList<>();
    groups.forEach(group -> names.add(group.get("name").asString()));
    return names;
  }

  private static long sum(JsonNode groups) {
    long sum = 0;
    for (JsonNode group : groups) {
      sum += group.get("customers").asLong();
    }
    return sum;
  }
}
