package io.tierwise.ingest;

import static io.tierwise.contracts.Topics.BEHAVIOR_EVENTS;
import static io.tierwise.contracts.Topics.PROFILE_FEATURES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ingest.BehaviorEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReplayIT extends RunningRejects {
  @Test
  void event_isMendedAndReplayedUnderItsMessageId() {
    String user = unique("u");
    assertThat(post("/v1/track", track(user, "m1", "'price':-1")).status()).isEqualTo(400);
    String path = LIST + "/" + await(user, 1).getFirst().get("id").asString();
    JsonNode detail = getWithKey(path).json();
    assertThat(detail.get("payload").asString()).contains("\"price\":-1");
    assertThat(detail.at("/rejection/errors/0/code").asString()).isEqualTo("negative-price");
    assertThat(detail.get("door").asString()).isEqualTo("single");

    Answer asItIs = send("POST", path + "/replay", new byte[0], Map.of());
    assertThat(asItIs.status()).isEqualTo(200);
    assertThat(asItIs.json().get("outcome").asString()).isEqualTo("rejected");
    assertThat(asItIs.errors()).containsExactly("properties.products[0].price negative-price");

    Answer otherId = post(path + "/replay", track(user, "m2", "'price':1"));
    assertThat(otherId.json().get("outcome").asString()).isEqualTo("rejected");
    assertThat(otherId.errors()).containsExactly("messageId inconsistent");

    Answer mended = post(path + "/replay", track(user, "m1", "'price':1"));
    assertThat(mended.status()).isEqualTo(200);
    assertThat(mended.json().get("outcome").asString()).isEqualTo("accepted");
    assertThat(mended.json().get("messageId").asString()).isEqualTo("m1");
    assertThat(events(user)).extracting(BehaviorEvent::messageId).containsExactly("m1");

    Answer again = post(path + "/replay", track(user, "m1", "'price':1"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(post(path + "/replay?again=true", track(user, "m1", "'price':1")).status())
        .isEqualTo(200);
    assertThat(events(user)).extracting(BehaviorEvent::messageId).containsExactly("m1", "m1");

    JsonNode after = getWithKey(path).json();
    assertThat(after.at("/rejection/status").asString()).isEqualTo("accepted");
    assertThat(after.at("/rejection/replays").asInt()).isEqualTo(4);
    assertThat(after.get("history"))
        .extracting(h -> h.get("outcome").asString())
        .containsExactly("accepted", "accepted", "rejected", "rejected");
    assertThat(after.at("/history/0/by").asString()).isEqualTo("web");
    assertThat(after.at("/history/1/correction").asString()).contains("\"price\":1");
  }

  @Test
  void unreadableBatch_isMendedAsABatch() {
    String user = unique("u");
    String marker = unique("broken");
    assertThat(post("/v1/batch", "{'batch':[{'type':'page','userId':'" + marker).status())
        .isEqualTo(400);
    String id =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    jdbc.sql("select id::text from rejected_event where position(? in payload) > 0")
                        .param(marker.getBytes(UTF_8))
                        .query(String.class)
                        .optional()
                        .orElse(""),
                found -> !found.isEmpty());
    Answer mended =
        post(
            LIST + "/" + id + "/replay",
            "{'batch':[{'type':'page','userId':'%1$s','messageId':'1'},{'type':'page'},{'type':'page','userId':'%1$s','messageId':'2'}]}"
                .formatted(user));
    assertThat(mended.json().get("outcome").asString()).isEqualTo("accepted");
    assertThat(mended.json().at("/results/accepted").asInt()).isEqualTo(2);
    assertThat(mended.json().at("/results/results/1/errors/0/code").asString())
        .isEqualTo("missing");
    assertThat(events(user)).hasSize(2);
  }

  @Test
  void replayByFilter_offersEachEventOnce() throws Exception {
    String user = unique("u");
    fill(user, 25);
    for (int i = 0; i < 5; i++) {
      reject(
          user,
          "bad" + i,
          "{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":7}",
          Instant.now(),
          "late");
    }
    rejectCut(user);
    await(user, 31);

    JsonNode first = replayed("{'userId':'" + user + "','note':'currency was missing'}");
    assertThat(first.get("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(first.get("progress").asDouble()).isEqualTo(1);
    assertThat(first.get("note").asString()).isEqualTo("currency was missing");
    assertCounts(first, 31, 25, 5, 1);
    assertThat(events(user)).hasSize(25);

    assertCounts(replayed("{'userId':'" + user + "'}"), 6, 0, 5, 1);
    assertThat(events(user)).hasSize(25);

    assertCounts(
        replayed("{'userId':'" + user + "','status':'accepted','again':true}"), 25, 25, 0, 0);
    assertThat(events(user)).hasSize(50);
    assertThat(new TreeSet<>(events(user).stream().map(BehaviorEvent::messageId).toList()))
        .hasSize(25);
    assertThat(count("status=rejected-again&userId=" + user)).isEqualTo(5);
    assertThat(count("status=open&userId=" + user)).isEqualTo(1);

    JsonNode newest = getWithKey("/v1/replays?limit=2").json();
    assertThat(newest.get("items")).hasSize(2);
    assertThat(
            getWithKey("/v1/replays?limit=2&cursor=" + newest.get("nextCursor").asString())
                .status())
        .isEqualTo(200);
    assertThat(getWithKey("/v1/replays/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(get("/actuator/prometheus").response().body())
        .containsPattern("tierwise_ingest_replays_total\\{.*kind=\"job\",outcome=\"accepted\"");
  }

  /** As a crash leaves it: leased by someone who is gone, with ten events done. */
  @Test
  void replayWhoseOwnerDied_goesOnWhereItWas() throws Exception {
    String user = unique("u");
    fill(user, 25);
    await(user, 25);
    UUID id =
        jdbc.sql(
                """
                insert into replay_job (state, filter, again, created_by, created_at, upto, total,
                  position, accepted, lease_owner, lease_until, attempts)
                select 'RUNNING', ?::json, false, 'web', now(), max(seq), 25,
                  (array_agg(seq order by seq))[10], 10, 'gone', now() - interval '1 second', 1
                from rejected_event where user_id = ? returning id
                """)
            .params("{\"userId\":\"" + user + "\"}", user)
            .query(UUID.class)
            .single();
    JsonNode job = awaitEnd("/v1/replays/" + id);
    assertCounts(job, 25, 25, 0, 0);
    assertThat(events(user)).hasSize(15);
    assertThat(count("status=accepted&userId=" + user)).isEqualTo(15);
  }

  @Test
  void replay_isCancelledOnce() {
    UUID id =
        jdbc.sql(
                """
                insert into replay_job (state, filter, again, created_by, created_at, upto, total,
                  lease_owner, lease_until)
                values ('RUNNING', '{}', false, 'web', now(), 5, 5, 'other', now() + interval '1 day')
                returning id
                """)
            .query(UUID.class)
            .single();
    Answer cancelled = post("/v1/replays/" + id + "/cancel", "");
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.json().get("state").asString()).isEqualTo("CANCELLED");
    assertThat(post("/v1/replays/" + id + "/cancel", "").status()).isEqualTo(409);
  }

  @Test
  void replayAskedForTwiceUnderOneKey_isOne() {
    String body = "{\"userId\":\"" + unique("nobody") + "\"}";
    Map<String, String> key = Map.of("Idempotency-Key", unique("k"));
    Answer first = send("POST", "/v1/replays", body.getBytes(UTF_8), key);
    Answer second = send("POST", "/v1/replays", body.getBytes(UTF_8), key);
    assertThat(first.status()).isEqualTo(202);
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void replayOfNoFilter_isRefused() {
    assertThat(post("/v1/replays", "{'colour':'red'}").errors())
        .containsExactly("colour unknown-field");
    assertThat(post("/v1/replays", "{'status':'done'}").errors())
        .containsExactly("status wrong-type");
    assertThat(
            post("/v1/replays", "{'from':'2026-02-01T00:00:00Z','to':'2026-01-01T00:00:00Z'}")
                .errors())
        .containsExactly("from out-of-range");
    assertThat(post("/v1/replays", "{'reason':'','userId':' '}").errors())
        .containsExactly("reason empty", "userId empty");
    assertThat(post("/v1/replays", "{'note':'" + "n".repeat(501) + "'}").errors())
        .containsExactly("note too-long");
  }

  @Test
  void otherServicesRejections_goBackToTheirTopic() throws Exception {
    String user = unique("u");
    byte[] event =
        ("{\"schema\":\"behavior-event/1\",\"messageId\":\"m\",\"type\":\"PAGE\",\"userId\":\""
                + user
                + "\",\"occurredAt\":\"2026-01-01T00:00:00Z\",\"receivedAt\":\"2026-01-01T00:00:00Z\",\"source\":\"web\",\"kept\":\"as it is\"}")
            .getBytes(UTF_8);
    deadLetter("profile-service", BEHAVIOR_EVENTS, user, new String(event, UTF_8));
    deadLetter("recommend-service", BEHAVIOR_EVENTS, user, "{\"broken\"");
    deadLetter("segmentation-service", PROFILE_FEATURES, user, "{}");
    await(user, 3);
    assertCounts(replayed("{'userId':'" + user + "'}"), 3, 1, 1, 1);
    assertThat(readAll(BEHAVIOR_EVENTS, m -> user.equals(m.key())))
        .singleElement()
        .satisfies(m -> assertThat(m.value()).isEqualTo(event));
    String state =
        getWithKey(LIST + "?service=segmentation-service&userId=" + user)
            .json()
            .at("/items/0/id")
            .asString();
    Answer closed = post(LIST + "/" + state + "/replay", "");
    assertThat(closed.status()).isEqualTo(409);
    assertThat(closed.json().get("type").asString()).endsWith("outdated-state");
  }
}
