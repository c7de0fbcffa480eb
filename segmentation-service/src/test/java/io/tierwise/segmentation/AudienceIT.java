package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.segmentation.SegmentChange;
import io.tierwise.segmentation.activity.Activities;
import io.tierwise.segmentation.activity.Deed;
import io.tierwise.segmentation.adapter.worker.BackgroundLoop;
import io.tierwise.segmentation.audience.AudienceSizes;
import io.tierwise.segmentation.audience.Subjects;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.FeatureChange;
import io.tierwise.segmentation.rule.RandomRules;
import io.tierwise.segmentation.rule.RandomSubjects;
import io.tierwise.segmentation.rule.Rule;
import io.tierwise.segmentation.rule.Subject;
import io.tierwise.segmentation.run.CustomerFeatures;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Segments by rule, from the event to the topic. */
class AudienceIT extends RunningService {
  private static final String LOOKERS =
      "{\"rule\":{\"and\":[{\"field\":\"frequency\",\"op\":\">=\",\"value\":1},"
          + "{\"did\":\"Product Viewed\",\"atLeast\":2,\"withinDays\":7,\"category\":\"garden\"}]}}";

  @Autowired private Activities activities;
  @Autowired private CustomerFeatures features;
  @Autowired private AudienceSizes sizes;
  @Autowired private Subjects subjects;
  @Autowired private BackgroundLoop audienceLoop;

  private TopicReader changes;

  @BeforeEach
  void readChanges() {
    changes = reader(Topics.SEGMENT_CHANGES);
  }

  @AfterEach
  void stopReadingChanges() {
    changes.close();
  }

  @Test
  void membership_followsEvents_andIsToldOnce() {
    know(List.of(Shop.customer("a", 40, 2, "20"), Shop.customer("b", 3, 1, "10")));
    ready("lookers", LOOKERS);
    assertThat(members("lookers")).isEmpty();

    view("a", "m1", "garden", Instant.now());
    view("a", "m2", "kitchen", Instant.now());
    view("a", "m1", "garden", Instant.now());
    view("a", "m3", "garden", Instant.now());
    view("b", "m4", "garden", Instant.now());
    view("stranger", "m5", "garden", Instant.now());
    await().atMost(Duration.ofSeconds(60)).until(() -> members("lookers").equals(List.of("a")));

    await().atMost(Duration.ofSeconds(60)).until(() -> changes.of("a").size() == 1);
    SegmentChange change = onTopic("a");
    assertThat(change.audiences()).containsExactly("lookers");
    assertThat(change.changes().getFirst().move()).isEqualTo(SegmentChange.Move.ENTERED);
    assertThat(get("/v1/users/a/audiences").body().get("items").get(0).get("audience").asString())
        .isEqualTo("lookers");
    assertThat(get("/v1/audiences/lookers/members.csv").response().body())
        .startsWith("userId,since\r\na,");

    view("a", "m1", "garden", Instant.now());
    assertThat(call("DELETE", "/v1/audiences/lookers", null).status()).isEqualTo(204);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get("/v1/audiences/lookers").status() == 404);
    await().atMost(Duration.ofSeconds(60)).until(() -> changes.of("a").size() == 2);
    assertThat(onTopic("a").audiences()).isEmpty();
    assertThat(onTopic("a").changes().getFirst().move()).isEqualTo(SegmentChange.Move.LEFT);
    assertThat(changes.of("b")).isEmpty();
  }

  @Test
  void membership_followsTime_whenNothingHappens() {
    Instant soon = Instant.now().plus(Duration.ofSeconds(6));
    Customer quiet =
        new Customer(
            "quiet",
            Instant.now(),
            soon.minus(Duration.ofDays(90)),
            soon.minus(Duration.ofDays(30)),
            1,
            soon.minus(Duration.ofDays(30)),
            soon.minus(Duration.ofDays(30)),
            BigDecimal.TEN,
            null,
            1,
            1,
            1,
            1);
    know(List.of(quiet, Shop.prospect("never")));
    ready("gone-quiet", "{\"rule\":{\"field\":\"recencyDays\",\"op\":\">=\",\"value\":30}}");
    ready("fresh", "{\"rule\":{\"field\":\"inactiveDays\",\"op\":\"<\",\"value\":30}}");

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> members("gone-quiet").equals(List.of("quiet")));
    await().atMost(Duration.ofSeconds(60)).until(() -> !members("fresh").contains("quiet"));
    assertThat(Instant.now()).isAfter(soon);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                !changes.of("quiet").isEmpty()
                    && onTopic("quiet").audiences().equals(List.of("gone-quiet")));
  }

  @Test
  void membership_followsIds_thatBecomeOne() {
    Customer known = Shop.customer("known", 3, 1, "10");
    know(List.of(known));
    ready("lookers", LOOKERS);
    view("anon:v", "m1", "garden", Instant.now());
    view("known", "m2", "garden", Instant.now());

    ObjectNode merged =
        (ObjectNode) JsonMapper.shared().readTree(ContractJson.write(features(known, true)));
    merged.putArray("mergedIds").add("anon:v");
    sendFeatures("known", merged);
    await().atMost(Duration.ofSeconds(60)).until(() -> members("lookers").equals(List.of("known")));
    assertThat(get("/v1/users/anon:v/audiences").body().get("userId").asString())
        .isEqualTo("known");

    merged.putArray("mergedIds");
    sendFeatures("known", merged);
    await().atMost(Duration.ofSeconds(60)).until(() -> members("lookers").isEmpty());

    merged.putArray("mergedIds").add("anon:v");
    sendFeatures("known", merged);
    await().atMost(Duration.ofSeconds(60)).until(() -> members("lookers").equals(List.of("known")));
    kafka.send(Topics.PROFILE_FEATURES, "known", null).join();
    await().atMost(Duration.ofSeconds(60)).until(() -> members("lookers").isEmpty());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> changes.of("known").getLast().value() == null);
  }

  @Test
  void membership_followsTheRule_andTheTiersOfAnotherRun() {
    know(Shop.skewed(200, 11));
    ready("best", "{\"rule\":{\"field\":\"tier\",\"op\":\"=\",\"value\":\"Diamond\"}}");
    assertThat(members("best")).isEmpty();

    publishedRun("{\"k\":5}");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> members("best").equals(inTier("Diamond")) && !members("best").isEmpty());
    publishedRun("{\"k\":2}");
    await().atMost(Duration.ofSeconds(60)).until(() -> members("best").equals(inTier("Diamond")));

    ready("best", "{\"rule\":{\"field\":\"monetary\",\"op\":\">\",\"value\":100}}");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                members("best")
                    .equals(
                        jdbc.sql(
                                "select user_id from customer_feature where net_revenue > 100"
                                    + " order by user_id")
                            .query(String.class)
                            .list()));
  }

  @Test
  void statementAndPredicate_sayTheSame_ofRandomRulesAndCustomers() {
    // Else the loop would judge the stages itself.
    audienceLoop.stop();
    try {
      compareStatementAndPredicate();
    } finally {
      audienceLoop.start();
    }
  }

  private void compareStatementAndPredicate() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Random random = new Random(20261122);
    for (Subject subject : store(new RandomSubjects(random, now), 150)) {
      assertThat(subject).isNotNull();
    }
    RandomRules rules = new RandomRules(random);
    int mixed = 0;
    for (int i = 0; i < 300; i++) {
      Rule rule = rules.rule(4);
      TreeSet<String> judged = new TreeSet<>();
      List<String> users =
          jdbc.sql("select user_id from customer_feature").query(String.class).list();
      for (Subject subject : subjects.of(users, List.of(rule), now)) {
        if (rule.judge(subject, now).holds()) {
          judged.add(subject.customer().userId());
        }
      }
      assertThat(new TreeSet<>(sizes.customers(rule, null, 1000, now)))
          .as(rule.toString())
          .isEqualTo(judged);
      assertThat(sizes.sample(rule, 10_000, now))
          .isEqualTo(new AudienceSizes.Sample(150, 150, judged.size()));
      mixed += judged.isEmpty() || judged.size() == 150 ? 0 : 1;
    }
    assertThat(mixed).isGreaterThan(150);
  }

  /** Some have done things as a visitor whose id became theirs. */
  private List<Subject> store(RandomSubjects random, int number) {
    List<Subject> all = new ArrayList<>();
    List<FeatureChange.Updated> updates = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      String id = "c" + i;
      String key = i % 3 == 0 ? "anon:" + id : id;
      List<Deed> deeds = random.deeds(key);
      Subject subject = random.subject(id, deeds);
      all.add(subject);
      updates.add(new FeatureChange.Updated(subject.customer(), subject.preferences(), List.of()));
      activities.add(deeds);
      if (!key.equals(id)) {
        jdbc.sql("insert into customer_alias values (?, ?)").params(key, id).update();
      }
      place(subject);
    }
    features.upsert(updates);
    return all;
  }

  private void place(Subject subject) {
    String id = subject.customer().userId();
    if (subject.segment() != null) {
      var score = subject.score();
      jdbc.sql(
              """
              insert into tier_assignment (user_id, run_id, tier, segment, recency_score,
                frequency_score, monetary_score, expected_value, cause, assigned_at, reference_at)
              values (?, uuidv7(), ?, ?, ?, ?, ?, 0, 'RUN', now(), now())
              """)
          .params(
              java.util.Arrays.asList(
                  id,
                  subject.tier(),
                  subject.segment(),
                  score == null ? null : score.recency(),
                  score == null ? null : score.frequency(),
                  score == null ? null : score.monetary()))
          .update();
    }
    if (subject.lifecycle() != null) {
      jdbc.sql("insert into customer_lifecycle values (?, ?, now(), null)")
          .params(id, subject.lifecycle())
          .update();
    }
    var churn = subject.churn();
    if (churn != null) {
      jdbc.sql("insert into customer_propensity values (?, 'CHURN', uuidv7(), current_date, ?, ?)")
          .params(id, churn.probability(), churn.band())
          .update();
    }
    var value = subject.value();
    if (value != null) {
      jdbc.sql("insert into customer_value values (?, uuidv7(), now(), 365, ?, ?, ?, ?)")
          .params(id, value.aliveProbability(), value.orders(), value.orderValue(), value.value())
          .update();
    }
  }

  @Test
  void whatIsWrongWithARule_isAnsweredWithItsPlace() {
    Answer answer =
        call(
            "PUT",
            "/v1/audiences/wrong",
            "{\"rule\":{\"and\":[{\"did\":\"a\"},{\"field\":\"x\",\"op\":\">\",\"value\":1}]}}");

    assertThat(answer.status()).isEqualTo(400);
    JsonNode error = answer.body().get("errors").get(0);
    assertThat(error.get("field").asString()).isEqualTo("/rule/and/1/field");
    assertThat(error.get("code").asString()).isEqualTo("unknown-field");
    assertThat(call("PUT", "/v1/audiences/Wrong!", LOOKERS).status()).isEqualTo(400);
    assertThat(post("/v1/audiences/estimate", "{}").status()).isEqualTo(400);
    assertThat(get("/v1/audiences/wrong").status()).isEqualTo(404);
    assertThat(get("/v1/audiences/wrong/members").status()).isEqualTo(404);
    assertThat(call("DELETE", "/v1/audiences/wrong", null).status()).isEqualTo(404);
  }

  @Test
  void estimate_ofASmallShop_isExact() {
    know(
        List.of(
            Shop.customer("a", 40, 2, "20"), Shop.customer("b", 3, 1, "10"), Shop.prospect("c")));
    JsonNode estimate =
        post(
                "/v1/audiences/estimate",
                "{\"rule\":{\"field\":\"frequency\",\"op\":\">=\",\"value\":1}}")
            .body();

    assertThat(estimate.get("exact").asBoolean()).isTrue();
    assertThat(estimate.get("size").asLong()).isEqualTo(2);
    assertThat(estimate.get("customers").asLong()).isEqualTo(3);
  }

  private void ready(String name, String body) {
    Answer put = call("PUT", "/v1/audiences/" + name, body);
    assertThat(put.status()).as(put.body().toString()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get("/v1/audiences/" + name).body().get("state").asString().equals("READY"));
  }

  private List<String> members(String name) {
    List<String> members = new ArrayList<>();
    get("/v1/audiences/" + name + "/members?limit=1000")
        .body()
        .get("items")
        .forEach(member -> members.add(member.get("userId").asString()));
    return members;
  }

  private List<String> inTier(String tier) {
    return jdbc.sql("select user_id from tier_assignment where tier = ? order by user_id")
        .param(tier)
        .query(String.class)
        .list();
  }

  private SegmentChange onTopic(String user) {
    return ContractJson.read(changes.of(user).getLast().value(), SegmentChange.class);
  }

  private void sendFeatures(String user, ObjectNode message) {
    kafka
        .send(Topics.PROFILE_FEATURES, user, message.toString().getBytes(StandardCharsets.UTF_8))
        .join();
  }

  private void view(String userKey, String messageId, String category, Instant at) {
    boolean visitor = userKey.startsWith("anon:");
    BehaviorEvent event =
        new BehaviorEvent(
            BehaviorEvent.SCHEMA,
            messageId,
            EventType.TRACK,
            "Product Viewed",
            visitor ? null : userKey,
            visitor ? userKey.substring(5) : null,
            null,
            at,
            at,
            "test",
            null,
            null,
            List.of(
                new EventProduct("p1", null, List.of(category, "deeper"), null, null, 1, null),
                new EventProduct("p2", null, List.of(category), null, null, 1, null)),
            null,
            null,
            null,
            null,
            Map.of(),
            Map.of());
    kafka.send(Topics.BEHAVIOR_EVENTS, userKey, ContractJson.write(event)).join();
  }
}
