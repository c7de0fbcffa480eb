package io.tierwise.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.UnreadableContract;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.testing.RealInfrastructure;
import io.tierwise.testing.TestKafka;
import io.tierwise.testing.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service over real HTTP and a real broker; one context for all its tests. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "tierwise.ingest.write-keys.web=web-key",
      "tierwise.ingest.write-keys.app=app-key",
      "tierwise.ingest.currency-rates.EUR=0.85",
      "tierwise.ingest.write-keys.page=key-in-a-page",
      "tierwise.ingest.rejects.readers=web,app",
      "tierwise.ingest.imports.folder=target/imports",
      "tierwise.ingest.imports.max-size=1MB",
      "tierwise.ingest.imports.page=50",
      "tierwise.ingest.imports.poll=100ms",
      "tierwise.ingest.imports.writers=web,app",
      "tierwise.ingest.rejects.page=10",
      "tierwise.ingest.rejects.poll=100ms",
      "tierwise.ingest.rejects.sweep=500ms"
    })
@ContextConfiguration(initializers = {RealInfrastructure.class, RunningIngest.OwnDatabase.class})
abstract class RunningIngest {
  static final String BASIC = basic("web-key:");
  static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

  @LocalServerPort int port;

  /** A new one, unless the test says where. */
  static final class OwnDatabase
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      ConfigurableEnvironment environment = context.getEnvironment();
      String url = environment.getProperty("test.database.url");
      Map<String, Object> settings =
          Map.of(
              "spring.datasource.url", url == null ? TestPostgres.newDatabase() : url,
              "spring.datasource.username", "postgres",
              "spring.datasource.password", "postgres");
      environment.getPropertySources().addFirst(new MapPropertySource("ownDatabase", settings));
    }
  }

  /** An answer with its JSON, if it has one. */
  record Answer(int status, JsonNode json, HttpResponse<String> response) {
    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** Field and code of each error. */
    List<String> errors() {
      List<String> errors = new ArrayList<>();
      json.path("errors")
          .forEach(e -> errors.add(e.get("field").asString() + " " + e.get("code").asString()));
      return errors;
    }
  }

  static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }

  /** A user, item or message that no other test knows. */
  static String unique(String prefix) {
    return prefix + "-" + UUID.randomUUID();
  }

  Answer post(String path, String json) {
    return send("POST", path, json.replace('\'', '"').getBytes(UTF_8), Map.of());
  }

  Answer send(String method, String path, byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(90))
            .method(method, BodyPublishers.ofByteArray(body))
            .setHeader("Content-Type", "application/json")
            .setHeader("Authorization", BASIC);
    headers.forEach(request::setHeader);
    return exchange(request.build());
  }

  Answer sendWithout(String header, String path, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .POST(BodyPublishers.ofString(json.replace('\'', '"')))
                    .setHeader("Content-Type", "application/json")
                    .setHeader("Authorization", BASIC)
                    .build(),
                (name, value) -> !name.equalsIgnoreCase(header))
            .build();
    return exchange(request);
  }

  Answer get(String path) {
    return exchange(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).GET().build());
  }

  Answer getWithKey(String path) {
    return exchange(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .setHeader("Authorization", BASIC)
            .timeout(Duration.ofSeconds(90))
            .GET()
            .build());
  }

  private static Answer exchange(HttpRequest request) {
    try {
      HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      JsonNode json =
          type.contains("json") ? JSON.readTree(response.body()) : JSON.createObjectNode();
      return new Answer(response.statusCode(), json, response);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Reads a topic from its beginning until so many of its messages are wanted ones. */
  static List<ConsumerRecord<String, byte[]>> read(
      String topic, int count, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", TestKafka.bootstrapServers());
    settings.put("auto.offset.reset", "earliest");
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Awaitility.await("messages of " + topic)
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                for (ConsumerRecord<String, byte[]> message :
                    consumer.poll(Duration.ofMillis(200))) {
                  if (wanted.test(message)) {
                    found.add(message);
                  }
                }
                return found.size() >= count;
              });
    }
    return found;
  }

  /** Reads all that a topic has by now. */
  static List<ConsumerRecord<String, byte[]>> readAll(
      String topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", TestKafka.bootstrapServers());
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Awaitility.await("all of " + topic)
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                for (ConsumerRecord<String, byte[]> message :
                    consumer.poll(Duration.ofMillis(200))) {
                  if (wanted.test(message)) {
                    found.add(message);
                  }
                }
                return ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
              });
    }
    return found;
  }

  static <T> List<T> read(String topic, int count, Class<T> type, Predicate<T> wanted) {
    return read(topic, count, m -> isWanted(m.value(), type, wanted)).stream()
        .map(m -> parse(m.value(), type))
        .toList();
  }

  /** Other tests send what cannot be read. */
  private static <T> boolean isWanted(byte @Nullable [] json, Class<T> type, Predicate<T> wanted) {
    try {
      return json != null && wanted.test(parse(json, type));
    } catch (UnreadableContract e) {
      return false;
    }
  }

  private static <T> T parse(byte @Nullable [] json, Class<T> type) {
    return ContractJson.read(json == null ? new byte[0] : json, type);
  }

  static List<BehaviorEvent> eventsOf(String user, int count) {
    return read(Topics.BEHAVIOR_EVENTS, count, BehaviorEvent.class, e -> e.userKey().equals(user));
  }

  static String page(String user, String messageId) {
    return "{\"type\":\"page\",\"userId\":\"" + user + "\",\"messageId\":\"" + messageId + "\"}";
  }

  static String batchOf(List<String> events) {
    return "{\"batch\":[" + String.join(",", events) + "]}";
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }
}
