package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.profile.ProfileFeatures;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.testing.RealInfrastructure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a real database and broker; one context for all tests. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"tierwise.test.database=true", "tierwise.segmentation.silhouette-sample=200"})
@ContextConfiguration(initializers = RealInfrastructure.class)
abstract class RunningService {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

  @Autowired protected JdbcClient jdbc;
  @Autowired protected KafkaTemplate<String, byte[]> kafka;

  @Value("${local.server.port}")
  protected int port;

  @Value("${spring.kafka.bootstrap-servers}")
  private String bootstrapServers;

  protected TopicReader assignments;

  @BeforeEach
  void startAfresh() {
    // What the test before has sent must not arrive in this one.
    try (ReadTopics topics = new ReadTopics(bootstrapServers)) {
      await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO).until(topics::toTheirEnds);
    }
    // Background work of the test before may hold some of these tables and wait for another.
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreException(PessimisticLockingFailureException.class)
        .untilAsserted(this::emptyTables);
    assignments = new TopicReader(bootstrapServers, Topics.TIER_ASSIGNMENTS);
  }

  private void emptyTables() {
    jdbc.sql(
            "truncate customer_feature, run_assignment, tier_assignment, tier_history,"
                + " assignment_outbox, tier_policy, segmentation_run, clv_fit, customer_value, schedule,"
                + " customer_alias, activity, order_fact, touched, audience, audience_standing,"
                + " audience_change, fairness_audit, propensity_model, customer_propensity,"
                + " propensity_pass, tier_label, customer_lifecycle, lifecycle_basis, taste_run")
        .update();
  }

  @AfterEach
  void stopReading() {
    assignments.close();
  }

  protected TopicReader reader(String topic) {
    return new TopicReader(bootstrapServers, topic);
  }

  /** An answer and its body as JSON. */
  protected record Answer(int status, JsonNode body, HttpResponse<String> response) {
    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  protected Answer get(String path) {
    return call("GET", path, null);
  }

  protected Answer post(String path, String body, String... headers) {
    return call("POST", path, body, headers);
  }

  protected Answer call(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(90))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String text = response.body();
      boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Answer(
          response.statusCode(), JSON.readTree(json && !text.isEmpty() ? text : "null"), response);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  protected URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  /** Sends the features and waits until the service has them. */
  protected void know(List<Customer> customers) {
    send(customers);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.sql("select count(*) from customer_feature").query(Long.class).single()
                    == customers.size());
  }

  protected void send(List<Customer> customers) {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (Customer customer : customers) {
      sent.add(
          kafka.send(
              Topics.PROFILE_FEATURES,
              customer.userId(),
              ContractJson.write(features(customer, true))));
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
  }

  protected static ProfileFeatures features(Customer c, boolean identified) {
    return new ProfileFeatures(
        ProfileFeatures.SCHEMA,
        c.userId(),
        identified,
        List.of(),
        c.featuresAsOf(),
        c.firstSeenAt(),
        c.lastSeenAt(),
        Map.of("Order Completed", c.orders()),
        c.orders(),
        c.firstOrderAt(),
        c.lastOrderAt(),
        c.netRevenue(),
        java.math.BigDecimal.ZERO,
        c.netRevenue(),
        c.averageOrderValue(),
        c.sessions(),
        c.browseSeconds(),
        c.activeDays(),
        c.categoryBreadth(),
        Map.of("garden", 0.75, "kitchen", 0.25),
        Map.of(),
        Map.of(),
        List.of(),
        List.of("mobile"),
        List.of("email"),
        "GB",
        null,
        null,
        Map.of("email", true),
        Map.of());
  }

  /** The same customer with one more order, later. */
  protected static Customer buys(Customer c, Instant at, String amount) {
    java.math.BigDecimal net = c.netRevenue().add(new java.math.BigDecimal(amount));
    return new Customer(
        c.userId(),
        at,
        c.firstSeenAt(),
        at,
        c.orders() + 1,
        c.firstOrderAt() == null ? at : c.firstOrderAt(),
        at,
        net,
        null,
        c.sessions() + 1,
        c.browseSeconds() + 300,
        c.activeDays() + 1,
        c.categoryBreadth());
  }

  /** Creates a run and waits until it is finished. */
  protected JsonNode finishedRun(String body) {
    Answer created = post("/v1/runs", body);
    assertThat(created.status()).as(created.body().toString()).isEqualTo(202);
    return finished(created.header("Location"));
  }

  protected JsonNode finished(String location) {
    return await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> get(location).body(),
            run -> !List.of("QUEUED", "RUNNING").contains(run.get("state").asString()));
  }

  protected String publishedRun(String body) {
    JsonNode run = finishedRun(body);
    String id = run.get("id").asString();
    Answer published = post("/v1/runs/" + id + "/publish", null);
    assertThat(published.status()).as(published.body().toString()).isEqualTo(200);
    return id;
  }
}
