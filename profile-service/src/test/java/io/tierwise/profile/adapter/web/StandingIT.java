package io.tierwise.profile.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.segmentation.SegmentChange;
import io.tierwise.contracts.segmentation.TierAssignment;
import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.history.FoldEvents;
import io.tierwise.profile.standing.Standing;
import io.tierwise.profile.standing.Standings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

/** Where users stand, from the topics of segmentation-service to the questions. */
@ProfileServiceTest
class StandingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MAY = "from=2015-05-01&to=2015-06-01";

  @Autowired private KafkaTemplate<String, byte[]> kafka;
  @Autowired private FoldEvents foldEvents;
  @Autowired private Standings standings;
  @LocalServerPort private int port;

  private void tier(String user, @Nullable String tier, String segment) {
    byte[] told =
        ContractJson.write(
            new TierAssignment(
                TierAssignment.SCHEMA,
                user,
                "run-1",
                tier,
                tier == null ? null : 1,
                null,
                segment,
                null,
                null,
                TierAssignment.Cause.RUN,
                Events.T0));
    kafka.send(Topics.TIER_ASSIGNMENTS, user, told).join();
  }

  private void audiences(String user, String... names) {
    byte[] told =
        ContractJson.write(
            new SegmentChange(SegmentChange.SCHEMA, user, List.of(names), List.of()));
    kafka.send(Topics.SEGMENT_CHANGES, user, told).join();
  }

  private void awaitStanding(String user, Standing standing) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(standings.of(List.of(user)).get(user)).isEqualTo(standing));
  }

  private JsonNode get(String path) throws Exception {
    Calls.Answer answer = new Calls(port).get(path);
    assertThat(answer.status()).as(path).isEqualTo(200);
    return answer.body();
  }

  private List<String> listed(String filter) throws Exception {
    List<String> ids = new ArrayList<>();
    get("/v1/profiles?" + filter)
        .get("items")
        .forEach(profile -> ids.add(profile.get("userId").asString()));
    return ids;
  }

  private long viewers(String filter) throws Exception {
    JsonNode funnel = get("/v1/analysis/funnel?" + MAY + "&" + filter);
    return funnel.get("steps").get(0).get("users").asLong();
  }

  @Test
  void standing_isShown_narrowsListsAndQuestions_andGoes() throws Exception {
    Instant may = Instant.parse("2015-05-03T10:00:00Z");
    foldEvents.fold(
        Stream.of("stands-a", "stands-b", "stands-c")
            .map(user -> Events.viewed("m").user(user).at(may).json())
            .toList());
    tier("stands-a", "Test Gold", "Test Champions");
    tier("stands-b", "Test Gold", "Test Loyal");
    tier("stands-c", null, TierAssignment.PROSPECTS);
    audiences("stands-b", "test-lights", "test-spenders");
    awaitStanding("stands-a", new Standing("Test Gold", "Test Champions", List.of()));
    awaitStanding(
        "stands-b",
        new Standing("Test Gold", "Test Loyal", List.of("test-lights", "test-spenders")));
    awaitStanding("stands-c", new Standing(null, TierAssignment.PROSPECTS, List.of()));

    assertThat(get("/v1/profiles/stands-b").get("standing").toString())
        .isEqualTo(
            "{\"tier\":\"Test Gold\",\"segment\":\"Test Loyal\","
                + "\"audiences\":[\"test-lights\",\"test-spenders\"]}");
    assertThat(listed("tier=Test%20Gold")).containsExactly("stands-a", "stands-b");
    assertThat(listed("tier=Test%20Gold&segment=Test%20Loyal")).containsExactly("stands-b");
    assertThat(listed("audience=test-spenders")).containsExactly("stands-b");
    assertThat(listed("audience=test")).isEmpty();

    assertThat(viewers("suspects=false")).isEqualTo(3);
    assertThat(viewers("tier=Test%20Gold")).isEqualTo(2);
    assertThat(viewers("segment=Test%20Champions")).isEqualTo(1);
    assertThat(viewers("tier=Test%20Gold&audience=test-lights")).isEqualTo(1);
    assertThat(viewers("tier=No%20Such")).isZero();

    kafka.send(Topics.TIER_ASSIGNMENTS, "stands-b", null).join();
    kafka.send(Topics.SEGMENT_CHANGES, "stands-b", null).join();
    awaitStanding("stands-b", Standing.UNKNOWN);
    assertThat(listed("tier=Test%20Gold")).containsExactly("stands-a");
  }

  @Test
  void tagByRule_mayAskForAStanding() throws Exception {
    foldEvents.fold(List.of(Events.viewed("m").user("stands-d").json()));
    tier("stands-d", "Test Silver", "Test Loyal");
    awaitStanding("stands-d", new Standing("Test Silver", "Test Loyal", List.of()));
    Calls calls = new Calls(port);
    try {
      calls.call("PUT", "/v1/tag-rules/silver", "{\"conditions\":{\"tier\":\"Test Silver\"}}");
      assertThat(listed("tag=silver")).containsExactly("stands-d");
    } finally {
      calls.call("DELETE", "/v1/tag-rules/silver", null);
    }
  }
}
