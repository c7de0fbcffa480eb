package io.tierwise.ingest;

import static io.tierwise.contracts.Topics.REJECTED_EVENTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RejectsIT extends RunningRejects {
  @Test
  void rejectedEvents_areListedNewestFirstByFilterAndPage() {
    String user = unique("u");
    for (int i = 0; i < 5; i++) {
      post("/v1/track", track(user, "m" + i, i % 2 == 0 ? "'price':-1" : "'price':'x'"));
    }
    List<JsonNode> all = await(user, 5);
    assertThat(all).extracting(r -> r.get("messageId").asString()).contains("m0", "m4");
    assertThat(all)
        .extracting(r -> Instant.parse(r.get("rejectedAt").asString()))
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(all.getFirst().get("status").asString()).isEqualTo("open");
    assertThat(all.getFirst().get("source").asString()).isEqualTo("web");

    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = getWithKey(LIST + "?limit=2&userId=" + user + cursor).json();
      page.get("items").forEach(r -> paged.add(r.get("id").asString()));
      cursor =
          page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asString();
    } while (!cursor.isEmpty());
    assertThat(paged).isEqualTo(all.stream().map(r -> r.get("id").asString()).toList());

    String of = "&userId=" + user;
    assertThat(count("reason=negative-price" + of)).isEqualTo(3);
    assertThat(count("reason=not-a-number" + of)).isEqualTo(2);
    assertThat(count("messageId=m3" + of)).isEqualTo(1);
    assertThat(count("source=app" + of)).isZero();
    assertThat(count("service=ingest-service&status=open" + of)).isEqualTo(5);
    String third = all.get(2).get("rejectedAt").asString();
    assertThat(count("to=" + third + of)).isEqualTo(2);
    assertThat(count("from=" + third + of)).isEqualTo(3);

    Answer wrong =
        getWithKey(
            LIST + "?from=yesterday&colour=red&status=lost&reason=%20&service=a&service=b&limit=1");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.errors())
        .containsExactlyInAnyOrder(
            "from wrong-type",
            "status wrong-type",
            "reason empty",
            "colour unknown-parameter",
            "service repeated");
    assertThat(getWithKey(LIST + "?cursor=abc").status()).isEqualTo(400);
    assertThat(getWithKey(LIST + "/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(getWithKey(LIST + "/nothing").status()).isEqualTo(404);
  }

  @Test
  void counts_areByReasonSourceServiceAndDay() throws Exception {
    Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(7, ChronoUnit.DAYS);
    String user = unique("u");
    reject(user, "a", page(user, "a"), day.plusSeconds(10), "late", "missing");
    reject(user, "b", page(user, "b"), day.plusSeconds(20), "late");
    reject(user, "c", page(user, "c"), day.plus(1, ChronoUnit.DAYS), "missing");
    await(user, 3);
    JsonNode counts =
        getWithKey(LIST + "/counts?from=" + day + "&to=" + day.plus(2, ChronoUnit.DAYS)).json();
    assertThat(counts.get("rejected").asInt()).isEqualTo(3);
    assertThat(counts.at("/reasons/late").asInt()).isEqualTo(2);
    assertThat(counts.at("/reasons/missing").asInt()).isEqualTo(2);
    assertThat(counts.at("/sources/web").asInt()).isEqualTo(3);
    assertThat(counts.at("/statuses/open").asInt()).isEqualTo(3);
    assertThat(counts.at("/days/" + day.toString().substring(0, 10)).asInt()).isEqualTo(2);
  }

  @Test
  void redelivery_isTheSameRejection() throws Exception {
    String user = unique("u");
    Instant now = Instant.now();
    byte[] same = rejection(user, "m", page(user, "m"), now, List.of("late"));
    for (int i = 0; i < 3; i++) {
      kafka.send(REJECTED_EVENTS, user, same).get(60, TimeUnit.SECONDS);
    }
    kafka.send(REJECTED_EVENTS, user, "no rejection".getBytes(UTF_8)).get(60, TimeUnit.SECONDS);
    reject(user, "last", page(user, "last"), now, "late");
    await(user, 2);
  }

  /** One message that PostgreSQL would not take must not stop those behind it. */
  @Test
  void oddRejection_isKeptToo() throws Exception {
    String user = unique("u");
    String odd =
        """
        {"rejectionId":"x/%1$s","userKey":"%1$s\\u0000","messageId":"%2$s","reasons":[{}],
         "rejectedAt":"+400000-01-01T00:00:00Z","partition":-1,"payload":"\\u0000\\ud800"}"""
            .formatted(user, "m".repeat(9_000));
    kafka.send(REJECTED_EVENTS, user, odd.getBytes(UTF_8)).get(60, TimeUnit.SECONDS);
    JsonNode kept = await(user + "%EF%BF%BD", 1).getFirst();
    assertThat(kept.at("/errors/0/code").asString()).isEqualTo("unknown");
    assertThat(kept.get("service").asString()).isEqualTo("unknown");
    Answer closed = post(LIST + "/" + kept.get("id").asString() + "/replay", "");
    assertThat(closed.json().get("type").asString()).endsWith("unknown-origin");
  }

  @Test
  void nobody_seesPayloadsWithoutAKey() {
    for (String path :
        List.of(LIST, LIST + "/counts", LIST + "/" + UUID.randomUUID(), "/v1/replays")) {
      assertThat(get(path).status()).as(path).isEqualTo(401);
    }
    Map<String, String> ofAPage = Map.of("Authorization", basic("key-in-a-page:"));
    assertThat(send("GET", LIST, new byte[0], ofAPage).status()).isEqualTo(403);
    assertThat(send("GET", LIST + "?limit=1", new byte[0], Map.of()).status()).isEqualTo(200);
    for (String path : List.of("/v1/replays", LIST + "/" + UUID.randomUUID() + "/replay")) {
      assertThat(sendWithout("Authorization", path, "{}").status()).as(path).isEqualTo(401);
    }
  }

  @Test
  void oldRejections_areDeletedInBatches() throws Exception {
    String user = unique("u");
    jdbc.sql(
            """
            insert into rejected_event (id, rejection_id, rejected_at, service, source, user_id,
              codes, reasons, payload, complete)
            select gen_random_uuid(), 'r' || i, now() - interval '31 days', 'ingest-service', 'web',
              ?, '{late}', '[]', '', true
            from generate_series(1, 2500) i
            """)
        .param(user)
        .update();
    reject(user, "young", page(user, "young"), Instant.now().minus(29, ChronoUnit.DAYS), "late");
    Awaitility.await("retention")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.sql("select rejection_id from rejected_event where user_id = ?")
                            .param(user)
                            .query(String.class)
                            .list())
                    .hasSize(1)
                    .allMatch(id -> id.endsWith("young")));
  }
}
