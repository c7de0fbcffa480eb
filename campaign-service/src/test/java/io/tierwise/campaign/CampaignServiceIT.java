package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventPromotion;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.profile.ProfileFeatures;
import io.tierwise.contracts.segmentation.TierAssignment;
import io.tierwise.testing.RealInfrastructure;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The running service with a real database and broker, one context for all tests. Each test has
 * members of a segment of its own, so that the campaigns of others never reach them.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = RealInfrastructure.class)
@TestPropertySource(properties = "tierwise.test.database=own")
abstract class CampaignServiceIT {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DROPPED = "target/dropped-" + System.nanoTime();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  @Autowired Environment environment;
  @Autowired JdbcClient jdbc;
  @Autowired KafkaTemplate<String, byte[]> kafka;

  @DynamicPropertySource
  static void recommender(DynamicPropertyRegistry registry) {
    registry.add("tierwise.recommend.url", RecommenderStub::url);
    registry.add("tierwise.delivery.secrets.crm", () -> "crm-secret");
    registry.add("tierwise.delivery.drop-folder", () -> DROPPED);
    registry.add("tierwise.delivery.first-retry", () -> "100ms");
  }

  int port() {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }

  record Answer(int status, JsonNode body, java.net.http.HttpHeaders headers) {}

  Answer call(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
            .timeout(Duration.ofSeconds(90))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> answer =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode json = answer.body().isEmpty() ? null : JSON.readTree(answer.body());
      return new Answer(answer.statusCode(), json, answer.headers());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Answer get(String path) {
    return call("GET", path, null);
  }

  Answer post(String path, String body) {
    return call("POST", path, body);
  }

  /** A running campaign with one offer, whoever is in its segment by now. */
  String campaign(String segment, String channel, String budget, double holdout) {
    Answer made =
        post(
            "/v1/campaigns?allow=audience-empty,unknown-segment,budget-below-contact",
            """
            {"name": "%1$s", "goal": "revenue", "status": "running",
             "startsAt": "2020-01-01T00:00:00Z", "endsAt": "2100-01-01T00:00:00Z",
             "budget": {"amount": "%3$s", "currency": "GBP"}, "margin": 0.5,
             "offers": [{"offerId": "o1", "name": "offer", "categories": ["Shoes"],
                         "channel": "%2$s", "costPerContact": "0.05", "variant": "A",
                         "creatives": {"default": {"title": "Hello"},
                                       "Gold": {"title": "Hello, Gold"}}}],
             "audience": {"segments": ["%1$s"]}, "holdoutShare": %4$s}
            """
                .formatted(segment, channel, budget, holdout));
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    return made.body().get("id").asString();
  }

  /** Members through the topics; the odd ones are Gold, the even ones Silver. */
  List<String> members(String segment, int count) {
    List<String> users = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String user = segment + "-" + i;
      users.add(user);
      kafka.send(Topics.PROFILE_FEATURES, user, ContractJson.write(features(user, i)));
      kafka.send(
          Topics.TIER_ASSIGNMENTS,
          user,
          ContractJson.write(
              new TierAssignment(
                  TierAssignment.SCHEMA,
                  user,
                  "run",
                  i % 2 == 1 ? "Gold" : "Silver",
                  1,
                  null,
                  segment,
                  null,
                  null,
                  TierAssignment.Cause.RUN,
                  Instant.now())));
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.sql(
                            "select count(*) from member_profile p join member_tier t"
                                + " on t.user_id = p.user_id where t.segment = ?")
                        .param(segment)
                        .query(Integer.class)
                        .single()
                    == count);
    return users;
  }

  static ProfileFeatures features(String user, int i) {
    BigDecimal average = new BigDecimal(20 + i % 10);
    Instant now = Instant.now();
    return new ProfileFeatures(
        ProfileFeatures.SCHEMA,
        user,
        true,
        List.of(),
        now,
        now.minusSeconds(9_000_000),
        now,
        Map.of("Product Viewed", 12L),
        1 + i % 4,
        now.minusSeconds(900_000),
        now.minusSeconds(86_400L * (i % 60)),
        average,
        BigDecimal.ZERO,
        average,
        average,
        3,
        100,
        2,
        1,
        Map.of("Shoes", 0.7),
        Map.of(),
        Map.of(),
        List.of(),
        List.of("ios", "web"),
        List.of("web"),
        i % 3 == 0 ? "TR" : "GB",
        "en-GB",
        "Europe/London",
        Map.of("email", i % 2 == 0),
        Map.of("plan", "plus"));
  }

  JsonNode allocate(String campaign, boolean dryRun) {
    Answer accepted =
        post(
            "/v1/allocations",
            "{\"campaignIds\": [\"%s\"], \"dryRun\": %s}".formatted(campaign, dryRun));
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    String location = accepted.headers().firstValue("Location").orElseThrow();
    JsonNode run =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> get(location).body(),
                body -> List.of("SUCCEEDED", "FAILED").contains(body.get("state").asString()));
    assertThat(run.get("state").asString()).as("%s", run).isEqualTo("SUCCEEDED");
    return run;
  }

  List<JsonNode> all(String path) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = get(path + "?limit=37&cursor=" + cursor).body();
      page.get("items").forEach(items::add);
      cursor = page.get("nextCursor").isNull() ? null : page.get("nextCursor").asString();
    }
    return items;
  }

  static BehaviorEvent event(
      String user, String id, String name, Instant at, EventOrder order, EventPromotion promo) {
    return event(user, id, name, at, List.of(), order, promo);
  }

  static BehaviorEvent event(
      String user,
      String id,
      String name,
      Instant at,
      List<EventProduct> lines,
      EventOrder order,
      EventPromotion promo) {
    return new BehaviorEvent(
        BehaviorEvent.SCHEMA,
        id,
        EventType.TRACK,
        name,
        user,
        null,
        null,
        at,
        at,
        "test",
        null,
        null,
        lines,
        order,
        null,
        null,
        promo,
        Map.of(),
        Map.of());
  }

  static EventOrder order(String id, String revenue) {
    return new EventOrder(
        id, revenue == null ? null : new BigDecimal(revenue), null, null, null, null, null, "GBP");
  }

  void send(BehaviorEvent event) {
    kafka.send(Topics.BEHAVIOR_EVENTS, event.userKey(), ContractJson.write(event));
  }

  /**
   * Takes out what would teach the response model of the tests that follow.
   *
   * @param campaigns names, as a pattern of LIKE
   */
  void forgetOutcomes(String campaigns) {
    for (String table : List.of("touch", "experiment_unit", "contact")) {
      jdbc.sql(
              "delete from "
                  + table
                  + " where campaign_id in (select id from campaign where name like ?)")
          .param(campaigns)
          .update();
    }
  }
}
