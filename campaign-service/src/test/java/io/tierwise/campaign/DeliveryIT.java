package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.campaign.WebhookReceiver.Reply;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.profile.ProfileFeatures;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DeliveryIT extends CampaignServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final MailServer mails = new MailServer();
  private final WebhookReceiver webhook = new WebhookReceiver();

  /** Campaigns of other tests must not begin to send. */
  @AfterEach
  void noChannelSends() {
    get("/v1/channels")
        .body()
        .get("items")
        .forEach(
            channel -> call("DELETE", "/v1/channels/" + channel.get("channel").asString(), null));
    mails.close();
    webhook.close();
  }

  private void sendMails() {
    channel(
        "email",
        "{\"sender\": \"smtp\", \"smtp\": {\"host\": \"127.0.0.1\", \"port\": %d, \"security\": \"none\", \"from\": \"Shop <news@shop.example>\"}}"
            .formatted(mails.port()));
  }

  private void sendWebhooks(String channel, String more) {
    channel(
        channel,
        "{\"sender\": \"webhook\"%s, \"webhook\": {\"url\": \"%s\", \"secret\": \"crm\"}}"
            .formatted(more, webhook.url()));
  }

  private void channel(String channel, String body) {
    Answer answer = call("PUT", "/v1/channels/" + channel, body);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
  }

  private void message(String key, String user, String channel, String more) {
    Answer answer =
        post(
            "/v1/messages",
            "{\"key\": \"%s\", \"userId\": \"%s\", \"channel\": \"%s\"%s}"
                .formatted(key, user, channel, more));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }

  private JsonNode ended(String key, String state) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> get("/v1/messages/" + key).body(),
            message -> message.get("state").asString().equals(state));
  }

  private void profile(String user, String locale, Map<String, Object> traits) {
    ProfileFeatures like = features(user, 0);
    ProfileFeatures profile =
        new ProfileFeatures(
            like.schema(),
            user,
            true,
            List.of(),
            like.asOf(),
            like.firstSeenAt(),
            like.lastSeenAt(),
            Map.of(),
            0,
            null,
            null,
            like.refunds(),
            like.refunds(),
            like.refunds(),
            null,
            0,
            0,
            0,
            0,
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            "GB",
            locale,
            "Europe/London",
            Map.of("email", true),
            traits);
    kafka.send(Topics.PROFILE_FEATURES, user, ContractJson.write(profile));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                jdbc.sql("select count(*) from member_profile where user_id = ?")
                        .param(user)
                        .query(Integer.class)
                        .single()
                    == 1);
  }

  @Test
  void mail_hasTheWordsForTierAndLanguage_escaped_andALinkThatUnsubscribes() throws Exception {
    sendMails();
    profile("mail-anna", "de-AT", Map.of("email", "anna@mail.example", "firstName", "<Anna>"));
    Answer template =
        call(
            "PUT",
            "/v1/templates/again",
            """
            {"fields": ["title"], "variants": [
              {"subject": "{{title}}", "text": "Hello {{traits.firstName|you}}"},
              {"language": "de", "subject": "Wieder: {{title}}",
               "text": "Hallo {{traits.firstName|du}}, {{unsubscribeUrl}}",
               "html": "<p>Hallo {{traits.firstName|du}} <a href='{{unsubscribeUrl}}'>Ende</a>"}]}
            """);
    assertThat(template.status()).as("%s", template.body()).isEqualTo(200);
    message(
        "mail-1",
        "mail-anna",
        "email",
        ", \"template\": \"again\", \"fields\": {\"title\": \"Grüße\\nBcc: all\"}");
    ended("mail-1", "sent");
    MimeMessage mail = mails.to("anna@mail.example").getFirst();
    assertThat(mail.getSubject()).isEqualTo("Wieder: Grüße Bcc: all");
    assertThat(mail.getFrom()[0].toString()).isEqualTo("Shop <news@shop.example>");
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getMessageID()).endsWith("@shop.example>");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getBodyPart(0).getContent().toString()).startsWith("Hallo <Anna>, http");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    assertThat(parts.getBodyPart(1).getContent().toString()).startsWith("<p>Hallo &lt;Anna&gt; <a");
    assertThat(mail.getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");

    String link = mail.getHeader("List-Unsubscribe")[0].replaceAll("[<>\\s]", "");
    String path = URI.create(link).getPath();
    assertThat(page("GET", path).body()).contains("<form method=\"post\">");
    assertThat(get("/v1/users/mail-anna/unsubscriptions").body().get("items")).isEmpty();
    assertThat(page("GET", path.replace("unsubscribe/", "unsubscribe/A")).statusCode())
        .isEqualTo(404);
    HttpResponse<String> done = page("POST", path);
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).contains("You are unsubscribed");
    assertThat(page("POST", path).statusCode()).isEqualTo(200);

    ended("mail-1", "unsubscribed");
    message("mail-2", "mail-anna", "email", ", \"fields\": {\"title\": \"Once more\"}");
    assertThat(ended("mail-2", "suppressed").get("reason").asString()).contains("unsubscribed");
    assertThat(call("DELETE", "/v1/users/mail-anna/unsubscriptions/email", null).status())
        .isEqualTo(204);
    message("mail-3", "mail-anna", "email", ", \"fields\": {\"title\": \"Again\"}");
    ended("mail-3", "sent");
    assertThat(mails.to("anna@mail.example")).hasSize(2);
    assertThat(
            post("/v1/messages", "{\"key\": \"mail-3\", \"userId\": \"x\", \"channel\": \"sms\"}")
                .status())
        .isEqualTo(200);
  }

  private HttpResponse<String> page(String method, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(
                  URI.create(
                      "http://localhost:" + environment.getProperty("local.server.port") + path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .method(method, HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void mail_endsAsTheServerAnswers() {
    profile("mail-none", null, Map.of());
    profile("mail-odd", null, Map.of("email", "not an address"));
    profile("mail-gone", null, Map.of("email", "nobody@mail.example"));
    profile("mail-busy", null, Map.of("email", "busy@mail.example"));
    for (String who : List.of("none", "odd", "gone", "busy")) {
      message("end-" + who, "mail-" + who, "email", ", \"fields\": {\"title\": \"Hello\"}");
    }
    message("end-wordless", "mail-busy", "email", "");
    message("end-lost", "mail-busy", "email", ", \"template\": \"no-such\"");
    sendMails();
    assertThat(ended("end-none", "failed").get("reason").asString()).contains("no e-mail address");
    assertThat(ended("end-odd", "failed").get("reason").asString()).contains("no e-mail address");
    assertThat(ended("end-gone", "bounced").get("reason").asString()).contains("no such user");
    assertThat(ended("end-busy", "sent").get("attempts").asInt()).isEqualTo(2);
    assertThat(ended("end-wordless", "failed").get("reason").asString()).contains("neither");
    assertThat(ended("end-lost", "failed").get("reason").asString()).contains("no-such");
  }

  @Test
  void webhook_isSigned_triedAgainUnderTheSameKey_andGivenUp() throws Exception {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    webhook.answer =
        request ->
            switch (request.key()) {
              case "hook-down" -> new Reply(500, null);
              case "hook-wrong" -> new Reply(422, null);
              case "hook-wait" -> seen.add("wait") ? new Reply(429, "1") : new Reply(204, null);
              default -> new Reply(200, null);
            };
    sendWebhooks("push", ", \"attempts\": 2");
    for (String what : List.of("fine", "down", "wrong", "wait")) {
      message("hook-" + what, "hook-user", "push", ", \"fields\": {\"title\": \"Hello\"}");
    }
    ended("hook-fine", "sent");
    assertThat(ended("hook-wrong", "failed").get("reason").asString()).contains("422");
    assertThat(ended("hook-down", "failed").get("reason").asString()).contains("2 attempts");
    assertThat(ended("hook-wait", "sent").get("attempts").asInt()).isEqualTo(2);
    assertThat(webhook.of("hook-down")).hasSize(2);

    WebhookReceiver.Request request = webhook.of("hook-fine").getFirst();
    String signed =
        request.headers().getFirst("webhook-id")
            + "."
            + request.headers().getFirst("webhook-timestamp")
            + "."
            + new String(request.body(), StandardCharsets.UTF_8);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("crm-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(request.headers().getFirst("webhook-signature"))
        .isEqualTo(
            "v1,"
                + Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    assertThat(JSON.readTree(request.body()).get("subject").asString()).isEqualTo("Hello");
  }

  @Test
  void receipts_moveMessages_onceAndOnlyForward() {
    sendWebhooks("sms", "");
    for (String what : List.of("delivered", "opened", "bounced", "unsubscribed")) {
      message("receipt-" + what, "receipt-user", "sms", ", \"fields\": {\"title\": \"Hello\"}");
      ended("receipt-" + what, "sent");
    }
    Answer answer =
        post(
            "/v1/receipts",
            """
            {"receipts": [{"key": "receipt-delivered", "report": "delivered"},
              {"key": "receipt-opened", "report": "opened"},
              {"key": "receipt-bounced", "report": "bounced", "reason": "no such number"},
              {"key": "receipt-bounced", "report": "delivered"},
              {"key": "receipt-unsubscribed", "report": "unsubscribed"},
              {"key": "receipt-nobody", "report": "delivered"}]}
            """);
    assertThat(answer.body().get("unknown").asInt()).isEqualTo(1);
    assertThat(answer.body().at("/items/3/state").asString()).isEqualTo("bounced");
    assertThat(ended("receipt-opened", "delivered").get("openedAt").isNull()).isFalse();
    assertThat(ended("receipt-bounced", "bounced").get("reason").asString())
        .isEqualTo("no such number");
    assertThat(
            get("/v1/users/receipt-user/unsubscriptions").body().at("/items/0/channel").asString())
        .isEqualTo("sms");
    JsonNode counts = get("/v1/messages/counts?userId=receipt-user").body();
    assertThat(counts.get("messages").asInt()).isEqualTo(4);
    assertThat(counts.at("/byState/delivered").asInt()).isEqualTo(2);
    assertThat(
            post("/v1/receipts", "{\"receipts\": [{\"key\": \"a\", \"report\": \"lost\"}]}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void contactsOfAnAllocation_areSentOnce_toThoseWhoWantThem() {
    List<String> users = members("delivered", 40);
    sendWebhooks("sms", "");
    message("wanted-1", users.get(7), "sms", ", \"fields\": {\"title\": \"Hello\"}");
    ended("wanted-1", "sent");
    post("/v1/receipts", "{\"receipts\": [{\"key\": \"wanted-1\", \"report\": \"unsubscribed\"}]}");
    String campaign = campaign("delivered", "sms", "100", 0);
    allocate(campaign, false);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        get("/v1/messages/counts?campaignId=" + campaign)
                            .body()
                            .at("/byState/sent")
                            .asInt())
                    .isEqualTo(39));
    List<JsonNode> contacts = all("/v1/campaigns/" + campaign + "/contacts");
    assertThat(contacts).hasSize(39);
    for (JsonNode contact : contacts) {
      assertThat(contact.get("userId").asString()).isNotEqualTo(users.get(7));
      assertThat(webhook.of(contact.get("contactId").asString())).hasSize(1);
    }
    Answer decision =
        post(
            "/v1/decisions",
            "{\"userId\": \"%s\", \"channel\": \"sms\", \"placement\": \"p\"}"
                .formatted(users.get(7)));
    assertThat(decision.body().get("reason").asString()).contains("unsubscribed");
  }

  @Test
  void inbox_isReadByItsUser() {
    channel("inbox", "{\"sender\": \"inbox\"}");
    for (int i = 0; i < 3; i++) {
      message(
          "in-" + i,
          "in-user",
          "inbox",
          ", \"fields\": {\"title\": \"News %d\", \"image\": \"a.png\"}".formatted(i));
      ended("in-" + i, "delivered");
    }
    JsonNode first = get("/v1/users/in-user/inbox?limit=2").body();
    assertThat(first.get("unread").asInt()).isEqualTo(3);
    assertThat(first.at("/items/0/subject").asString()).isEqualTo("News 2");
    assertThat(first.at("/items/0/fields/image").asString()).isEqualTo("a.png");
    JsonNode rest =
        get("/v1/users/in-user/inbox?limit=2&cursor=" + first.get("nextCursor").asString()).body();
    assertThat(rest.get("items")).hasSize(1);
    assertThat(post("/v1/users/in-user/inbox/in-1/read", "").status()).isEqualTo(204);
    assertThat(post("/v1/users/another/inbox/in-1/read", "").status()).isEqualTo(404);
    JsonNode unread = get("/v1/users/in-user/inbox?unread=true").body();
    assertThat(unread.get("items")).hasSize(2);
    assertThat(unread.get("unread").asInt()).isEqualTo(2);
  }

  @Test
  void files_holdEachMessageOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      message("file-" + i, "file-user", "file", ", \"fields\": {\"title\": \"A, \\\"B\\\"\"}");
    }
    channel("file", "{\"sender\": \"file\", \"file\": {\"folder\": \"agency\"}}");
    for (int i = 0; i < 5; i++) {
      ended("file-" + i, "sent");
    }
    Path folder = Path.of(environment.getProperty("tierwise.delivery.drop-folder"), "agency");
    Set<String> keys = new HashSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(file.getFileName().toString()).startsWith("file-").endsWith(".csv");
        for (String line : Files.readAllLines(file)) {
          String key = line.split(",")[0];
          if (key.startsWith("file-")) {
            assertThat(keys.add(key)).isTrue();
            assertThat(line).contains(",\"A, \"\"B\"\"\",");
          }
        }
      }
    }
    assertThat(keys).hasSize(5);
  }

  @Test
  void topic_hasEachMessageUnderItsKey() {
    channel("topic", "{\"sender\": \"topic\", \"topic\": {\"name\": \"campaign-messages\"}}");
    message("topic-1", "topic-user", "topic", ", \"fields\": {\"title\": \"Hello\"}");
    ended("topic-1", "sent");
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                environment.getProperty("spring.kafka.bootstrap-servers"),
                "group.id",
                "topic-reader",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of("campaign-messages"));
      ConsumerRecord<String, String> told =
          await()
              .atMost(PATIENCE)
              .until(
                  () -> {
                    for (ConsumerRecord<String, String> each :
                        consumer.poll(Duration.ofMillis(200))) {
                      return each;
                    }
                    return null;
                  },
                  java.util.Objects::nonNull);
      assertThat(told.key()).isEqualTo("topic-1");
      assertThat(told.value()).contains("\"subject\":\"Hello\"");
    }
  }

  @Test
  void abandonedBatch_isTakenOver_asItWas() {
    message("left-1", "left-user", "push", ", \"fields\": {\"title\": \"Hello\"}");
    message("left-2", "left-user", "push", ", \"fields\": {\"title\": \"Hello\"}");
    // As an instance leaves it that was killed while it sent.
    jdbc.sql(
            """
            update message set state = 'SENDING', batch = -7, attempts = 1, passed_gate = true,
              claimed_until = now() - interval '1 second' where key in ('left-1', 'left-2')
            """)
        .update();
    sendWebhooks("push", "");
    assertThat(ended("left-1", "sent").get("attempts").asInt()).isEqualTo(2);
    ended("left-2", "sent");
    assertThat(
            jdbc.sql("select distinct batch from message where key in ('left-1', 'left-2')")
                .query(Long.class)
                .list())
        .containsExactly(-7L);
  }

  @Test
  void preview_showsWhatAPersonWouldRead() {
    call(
        "PUT",
        "/v1/templates/preview",
        """
        {"fields": ["body"], "variants": [
          {"subject": "Hello", "text": "{{body}}", "html": "<p>{{body}}"},
          {"tier": "Gold", "subject": "Hello, {{tier}}", "text": "{{body}}"}]}
        """);
    JsonNode gold =
        post(
                "/v1/templates/preview/preview",
                "{\"tier\": \"Gold\", \"fields\": {\"body\": \"<b>\"}}")
            .body();
    assertThat(gold.get("subject").asString()).isEqualTo("Hello, Gold");
    JsonNode other =
        post("/v1/templates/preview/preview", "{\"fields\": {\"body\": \"<b>\"}}").body();
    assertThat(other.get("html").asString()).isEqualTo("<p>&lt;b&gt;");
    assertThat(other.get("text").asString()).isEqualTo("<b>");
    Answer without = post("/v1/templates/preview/preview", "{}");
    assertThat(without.status()).isEqualTo(400);
    assertThat(without.body().toString()).contains("body");
    assertThat(call("DELETE", "/v1/templates/preview", null).status()).isEqualTo(204);
    assertThat(get("/v1/templates/preview").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | variants | out-of-range",
        "{\"variants\": [{\"tier\": \"Gold\", \"subject\": \"a\", \"text\": \"b\"}]} | variants | no-default",
        "{\"variants\": [{\"subject\": \"{{titel}}\", \"text\": \"b\"}]} | variants[0].subject | unknown-placeholder",
        "{\"variants\": [{\"subject\": \"a\", \"text\": \"b\\n{{ }}\"}]} | variants[0].text | malformed-placeholder",
        "{\"variants\": [{\"subject\": \"a\"}]} | variants[0].text | missing",
        "{\"variants\": [{\"subject\": \"a\", \"text\": \"b\"}, {\"subject\": \"a\", \"text\": \"b\"}]} | variants[1] | duplicate",
        "{\"variants\": [{\"language\": \"German\", \"subject\": \"a\", \"text\": \"b\"}]} | variants[0].language | invalid",
      })
  void wrongTemplate_isAnsweredWithItsField(String body, String field, String code) {
    assertProblem(call("PUT", "/v1/templates/wrong", body), field, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "email | {} | sender | missing",
        "email | {\"sender\": \"pigeon\"} | sender | unknown",
        "onsite | {\"sender\": \"inbox\"} | channel | not-sent",
        "email | {\"sender\": \"webhook\"} | webhook | missing",
        "email | {\"sender\": \"inbox\", \"ratePerSecond\": 0} | ratePerSecond | out-of-range",
        "email | {\"sender\": \"inbox\", \"topic\": {\"name\": \"a\"}} | topic | inconsistent",
        "email | {\"sender\": \"webhook\", \"webhook\": {\"url\": \"file:///etc/passwd\"}} | webhook.url | invalid",
        "email | {\"sender\": \"webhook\", \"webhook\": {\"url\": \"http://a/b\", \"secret\": \"none\"}} | webhook.secret | unknown-secret",
        "email | {\"sender\": \"smtp\", \"smtp\": {\"host\": \"a\", \"from\": \"nobody\"}} | smtp.from | invalid",
        "email | {\"sender\": \"smtp\", \"smtp\": {\"host\": \"a\", \"from\": \"a@b.c\", \"username\": \"u\"}} | smtp.password | inconsistent",
        "file | {\"sender\": \"file\", \"file\": {\"folder\": \"../up\"}} | file.folder | invalid",
        "topic | {\"sender\": \"topic\", \"topic\": {\"name\": \"tierwise.behavior-events\"}} | topic.name | reserved",
      })
  void wrongChannel_isAnsweredWithItsField(String channel, String body, String field, String code) {
    assertProblem(call("PUT", "/v1/channels/" + channel, body), field, code);
  }

  private static void assertProblem(Answer answer, String field, String code) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo(field);
    assertThat(answer.body().at("/errors/0/code").asString()).isEqualTo(code);
  }

  @Test
  void channel_neverTellsItsSecret() {
    sendWebhooks("push", "");
    assertThat(get("/v1/channels/push").body().toString())
        .contains("\"secret\":\"crm\"")
        .doesNotContain("crm-secret");
    assertThat(get("/v1/channels/pigeon").status()).isEqualTo(404);
    assertThat(get("/v1/messages?state=lost").status()).isEqualTo(400);
    assertThat(get("/v1/messages?channel=push&limit=1").status()).isEqualTo(200);
  }
}
