package io.tierwise.recommend;

import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.CatalogItem;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running service with a real database and broker, one context for all tests. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = RealInfrastructure.class)
@TestPropertySource(
    properties = {
      "tierwise.test.database=own",
      "tierwise.recommend.item-knn.shrinkage=2",
      "tierwise.recommend.training.poll=200ms"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunningService {
  static final JsonMapper JSON = JsonMapper.builder().build();
  static final Duration SOON = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  @Autowired Environment environment;
  @Autowired JdbcClient jdbc;
  @Autowired KafkaTemplate<String, byte[]> kafka;

  int port() {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }

  record Answer(int status, JsonNode body, java.net.http.HttpHeaders headers) {
    List<String> itemIds() {
      List<String> ids = new ArrayList<>();
      body.get("items").forEach(item -> ids.add(item.get("itemId").asString()));
      return ids;
    }
  }

  Answer get(String path) {
    return call("GET", path, null);
  }

  Answer post(String path, String body) {
    return call("POST", path, body);
  }

  Answer put(String path, String body) {
    return call("PUT", path, body);
  }

  Answer delete(String path) {
    return call("DELETE", path, null);
  }

  private Answer call(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
            .timeout(Duration.ofSeconds(90))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      JsonNode json =
          type.contains("json")
              ? JSON.readTree(response.body())
              : JSON.getNodeFactory().stringNode(response.body());
      return new Answer(response.statusCode(), json, response.headers());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void send(BehaviorEvent... events) {
    for (BehaviorEvent event : events) {
      send(Topics.BEHAVIOR_EVENTS, event.userKey(), ContractJson.write(event));
    }
  }

  void send(CatalogItem item) {
    send(Topics.CATALOG_ITEMS, item.itemId(), ContractJson.write(item));
  }

  void send(String topic, String key, byte[] value) {
    try {
      kafka.send(topic, key, value).get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static CatalogItem described(CatalogItem item, String description) {
    return new CatalogItem(
        item.schema(),
        item.itemId(),
        item.name(),
        item.brand(),
        item.categoryPath(),
        item.price(),
        description,
        item.url(),
        item.imageUrl(),
        item.inStock(),
        item.hidden(),
        item.repeatable(),
        item.attributes(),
        item.updatedAt());
  }

  /** An item that has nothing in common with others but its description. */
  static CatalogItem described(String id, String description, Instant at) {
    return new CatalogItem(
        CatalogItem.SCHEMA,
        id,
        id,
        null,
        List.of(),
        null,
        description,
        null,
        null,
        true,
        false,
        false,
        Map.of(),
        at);
  }

  static CatalogItem item(String id, String category, String price, Instant at) {
    return item(id, category, price, true, false, at);
  }

  static CatalogItem item(
      String id, String category, String price, boolean inStock, boolean hidden, Instant at) {
    return new CatalogItem(
        CatalogItem.SCHEMA,
        id,
        "Thing " + id,
        "Brand",
        List.of("Shop", category),
        new BigDecimal(price),
        null,
        null,
        null,
        inStock,
        hidden,
        false,
        Map.of(),
        at);
  }

  long interactionsOf(String userId) {
    return jdbc.sql("select count(*) from interaction where user_id = ?")
        .param(userId)
        .query(Long.class)
        .single();
  }

  Answer train(String body) {
    Answer accepted = post("/v1/training-runs", body);
    if (accepted.status() != 202) {
      throw new AssertionError(accepted.body().toString());
    }
    String location = accepted.headers().firstValue("Location").orElseThrow();
    return await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> get(location),
            run -> List.of("SUCCEEDED", "FAILED").contains(run.body().get("state").asString()));
  }
}
