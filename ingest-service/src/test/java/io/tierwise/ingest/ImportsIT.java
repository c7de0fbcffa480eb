package io.tierwise.ingest;

import static io.tierwise.contracts.Topics.BEHAVIOR_EVENTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files in, events out: once, whatever happens on the way. */
class ImportsIT extends RunningRejects {
  private static final String IMPORTS = "/v1/imports";
  private static final Path FOLDER = Path.of("target/imports");

  private Answer upload(String type, byte[] body, String... headers) {
    Map<String, String> all = new HashMap<>(Map.of("Content-Type", type));
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return send("POST", IMPORTS, body, all);
  }

  private JsonNode imported(String type, byte[] body) {
    Answer answer = upload(type, body);
    assertThat(answer.status()).as(String.valueOf(answer.json())).isEqualTo(202);
    return awaitEnd(answer.header("Location"));
  }

  private static byte[] pages(String user, int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i <= to; i++) {
      lines.append("{\"type\":\"page\",\"userId\":\"%s\",\"name\":\"%d\"}\n".formatted(user, i));
    }
    return lines.toString().getBytes(UTF_8);
  }

  /** Message ids of each event; one that was sent twice has two. */
  private static List<String> sent(String user) {
    return readAll(BEHAVIOR_EVENTS, m -> user.equals(m.key())).stream()
        .map(m -> ContractJson.read(m.value(), BehaviorEvent.class))
        .map(event -> event.event() + "=" + event.messageId())
        .toList();
  }

  @Test
  void lines_areSentOn_andRejectedOnesKeptWithTheirNumbers() throws Exception {
    String user = unique("u");
    String text =
        """
        {"type":"page","userId":"%1$s","name":"a","timestamp":"2026-01-02T03:04:05Z"}

        {"type":"page"
        {"type":"track","userId":"%1$s","event":"Order Completed","properties":{"order_id":"1","products":[{"product_id":"p","price":-1}]}}
        {"type":"page","userId":"%1$s","messageId":"mine","name":"b"}"""
            .formatted(user);

    JsonNode job = imported("application/x-ndjson", gzip(text.getBytes(UTF_8)));

    assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
    assertThat(job.get("progress").asDouble()).isEqualTo(1);
    assertThat(job.get("counts"))
        .isEqualTo(
            JSON.readTree(
                """
                {"line":5,"events":4,"accepted":2,"rejected":2,
                 "reasons":{"broken-json":1,"negative-price":1}}"""));
    assertThat(events(user)).extracting(BehaviorEvent::event).containsExactlyInAnyOrder("a", "b");
    String id = job.get("id").asString();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> count("importId=" + id) == 2);
    JsonNode ofLine4 =
        getWithKey(LIST + "?importId=" + id + "&reason=negative-price").json().at("/items/0");
    assertThat(ofLine4.get("line").asLong()).isEqualTo(4);
    assertThat(FOLDER.resolve(id + ".import")).doesNotExist();

    String messageId = ofLine4.get("messageId").asString();
    Answer replay =
        post(
            LIST + "/" + ofLine4.get("id").asString() + "/replay",
            "{'type':'track','userId':'%s','event':'Order Completed','properties':{'order_id':'1'}}"
                .formatted(user));
    assertThat(replay.json().get("outcome").asString()).isEqualTo("accepted");
    assertThat(messageId).startsWith("import-");
    assertThat(events(user)).extracting(BehaviorEvent::messageId).contains(messageId);
  }

  @Test
  void csv_isSentOn() {
    String user = unique("u");
    JsonNode job =
        imported(
            "text/csv; charset=utf-8",
            """
            event,userId,timestamp,properties.product_id,properties.price
            Product Viewed,%1$s,2026-01-02T03:04:05Z,0815,"12.50"
            Product Viewed,%1$s,yesterday,0815,1
            Product Viewed
            """
                .formatted(user)
                .getBytes(UTF_8));

    assertThat(job.at("/counts/reasons").toString())
        .isEqualTo("{\"invalid-timestamp\":1,\"wrong-columns\":1}");
    BehaviorEvent event = events(user).getFirst();
    assertThat(event.products().getFirst().productId()).isEqualTo("0815");
    assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
  }

  @Test
  void sameFileAgain_hasTheSameMessageIds() {
    String user = unique("u");
    byte[] file = pages(user, 1, 120);

    imported("application/x-ndjson", file);
    imported("application/jsonl", file);

    List<String> sent = sent(user);
    assertThat(sent).hasSize(240);
    assertThat(sent.stream().distinct()).hasSize(120);
  }

  /** What a killed process leaves: a page that was sent and not recorded, and a lease. */
  @Test
  void importOfADeadInstance_goesOnWhereItWas() throws Exception {
    String user = unique("u");
    byte[] file = pages(user, 1, 230);
    JsonNode whole = imported("application/x-ndjson", file);
    List<String> first = sent(user);
    UUID id = UUID.randomUUID();
    Files.write(FOLDER.resolve(id + ".import"), gzip(file));
    jdbc.sql(
            """
            insert into import_job (id, state, format, created_by, created_at, started_at, size,
              sha256, position, line, accepted, lease_owner, lease_until)
            values (?, 'RUNNING', 'ndjson', 'web', ?, now(), ?, '', 100, 100, 100, 'dead',
              now() - interval '1 second')
            """)
        .params(
            id,
            Instant.parse(whole.at("/timings/createdAt").asString()).atOffset(ZoneOffset.UTC),
            Files.size(FOLDER.resolve(id + ".import")))
        .update();

    JsonNode job = awaitEnd(IMPORTS + "/" + id);

    assertThat(job.at("/counts/accepted").asLong()).isEqualTo(230);
    assertThat(job.at("/counts/line").asLong()).isEqualTo(230);
    List<String> all = sent(user);
    assertThat(all).hasSize(230 + 130).startsWith(first.toArray(String[]::new));
    assertThat(all.subList(230, 360)).isEqualTo(first.subList(100, 230));
  }

  @Test
  void brokenGzip_failsAfterWhatCouldBeRead() throws Exception {
    String user = unique("u");
    byte[] whole = gzip(pages(user, 1, 5_000));
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);

    JsonNode job = imported("application/x-ndjson", cut);

    assertThat(job.get("state").asString()).isEqualTo("FAILED");
    assertThat(job.get("trouble").asString()).contains("gzip");
    assertThat(job.at("/counts/events").asInt()).isBetween(1, 4_999);
    assertThat(events(user)).hasSize(job.at("/counts/accepted").asInt());
  }

  @Test
  void progress_isStreamedUntilTheEnd() {
    Answer answer = upload("application/x-ndjson", pages(unique("u"), 1, 500));

    String stream = getWithKey(answer.header("Location") + "/events").response().body();

    assertThat(stream).contains("event:finished").contains("\"state\":\"SUCCEEDED\"");
  }

  @Test
  void cancelledImport_endsAndLeavesNoFile() throws Exception {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into import_job (id, state, format, created_by, created_at, size, sha256)
            values (?, 'QUEUED', 'ndjson', 'web', now(), 1, '')
            """)
        .param(id)
        .update();
    String path = IMPORTS + "/" + id;

    assertThat(post(path + "/cancel", "").json().get("state").asString()).isEqualTo("CANCELLED");
    assertThat(post(path + "/cancel", "").status()).isEqualTo(409);
    assertThat(getWithKey(IMPORTS + "?limit=200").json().toString()).contains(id.toString());
  }

  @Test
  void requestThatCannotBeTaken_isRefusedAtOnce() throws Exception {
    assertThat(upload("application/json", "{}".getBytes(UTF_8)).status()).isEqualTo(415);
    assertThat(upload("text/csv", "userId,color\n".getBytes(UTF_8)).errors())
        .containsExactly("color unknown-column");
    assertThat(upload("text/csv", new byte[0]).errors()).containsExactly("$ empty");
    assertThat(upload("text/csv", new byte[1_100_000]).status()).isEqualTo(413);
    assertThat(upload("text/csv", new byte[] {0x1f, (byte) 0x8b, 1}).errors())
        .containsExactly("$ broken-gzip");
    assertThat(upload("text/csv", "a".getBytes(UTF_8), "Content-Encoding", "br").status())
        .isEqualTo(415);
    assertThat(
            upload("text/csv", "a".getBytes(UTF_8), "Authorization", basic("key-in-a-page:"))
                .status())
        .isEqualTo(403);
    assertThat(getWithKey(IMPORTS + "/none").status()).isEqualTo(404);
    assertThat(get(IMPORTS).status()).isEqualTo(401);
    try (var files = Files.list(FOLDER)) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }

  @Test
  void contentDigest_isChecked() throws Exception {
    byte[] file = pages(unique("u"), 1, 1);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);
    String header = "sha-256=:%s:";

    Answer right =
        upload(
            "application/x-ndjson",
            file,
            "Content-Digest",
            header.formatted(Base64.getEncoder().encodeToString(digest)));
    assertThat(right.status()).isEqualTo(202);
    assertThat(right.json().at("/file/sha256").asString())
        .isEqualTo(HexFormat.of().formatHex(digest));
    digest[0]++;
    assertThat(
            upload(
                    "application/x-ndjson",
                    file,
                    "Content-Digest",
                    header.formatted(Base64.getEncoder().encodeToString(digest)))
                .errors())
        .containsExactly("Content-Digest inconsistent");
    assertThat(
            upload("application/x-ndjson", file, "Content-Digest", "sha-256=not-quoted").errors())
        .containsExactly("Content-Digest broken");
  }

  @Test
  void idempotencyKey_makesOneImport() {
    byte[] file = pages(unique("u"), 1, 1);
    String key = unique("k");

    Answer first = upload("application/x-ndjson", file, "Idempotency-Key", key);
    Answer second = upload("application/x-ndjson", file, "Idempotency-Key", key);
    Answer other = upload("application/x-ndjson", pages("v", 1, 1), "Idempotency-Key", key);

    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.errors()).containsExactly("Idempotency-Key used-before");
  }
}
