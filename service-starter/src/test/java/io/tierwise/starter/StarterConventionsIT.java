package io.tierwise.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.starter.kafka.DeadLetters;
import io.tierwise.testing.OpenApiExamples;
import io.tierwise.testing.OpenApiParameters;
import io.tierwise.testing.RealInfrastructure;
import io.tierwise.testing.TestKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.test.utils.KafkaTestUtils;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the starter promises for every service, seen from outside. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    classes = SampleService.class,
    properties = {"spring.application.name=sample", "tierwise.http.max-body=4KB"})
@ContextConfiguration(initializers = RealInfrastructure.class)
class StarterConventionsIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();
  @LocalServerPort private int port;
  @Autowired private DeadLetters deadLetters;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name":"a","inner":{"price":1},"colour":"red"} | colour      | unknown-field
          {"name":"a","inner":{"price":"x"}}              | inner.price | wrong-type
          {"name":"a","inner":{"price":-1}}               | inner.price | invalid
          {"name":" "}                                    | name        | invalid
          {"name":"a","pause":"soon"}                     | pause       | wrong-type
          {"name":"a","inner":{"price":"1"}}              | inner.price | wrong-type
          {"name":"a","inner":{"price":1.5}}              | inner.price | wrong-type
          {"name":"a","inner":{"price":1e999999999}}      | inner.price | wrong-type
          {"name":"a","inner":{"price":9999999999}}       | inner.price | out-of-range
          {"name":"a","inner":[]}                         | inner       | wrong-type
          {"name":"a","since":0}                          | since       | wrong-type
          {"name":"a","since":"+99999-01-01T00:00:00Z"}   | since       | wrong-type
          {"name":"a","sure":1}                           | sure        | wrong-type
          {"name":                                        | body        | broken-json
          {"name":"refused"}                              | body        | invalid
          []                                              | body        | wrong-type
          """)
  void badBody_namesFieldAndReason(String body, String field, String code) throws Exception {
    HttpResponse<String> answer = post("/v1/things", body, Map.of());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo(field);
    assertThat(problem.at("/errors/0/code").stringValue()).isEqualTo(code);
    assertThat(problem.get("traceId").stringValue()).hasSize(32);
    assertThat(answer.body()).doesNotContain("tierwise.starter", "java.", "JsonToken", "Source");
  }

  @ParameterizedTest
  @CsvSource({"a%2Fb, a/b", "a%5Cb, a\\b", "a%25b, a%b", "%E2%82%AC, €", "..%2F.., ../.."})
  void encodedId_isRead(String encoded, String id) throws Exception {
    HttpResponse<String> answer = get("/v1/things/" + encoded);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(answer.body()).get("detail").stringValue()).contains("'" + id + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/things/%00", "/v1/things/%ff"})
  void addressThatTomcatRefuses_isAProblem(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("type").stringValue()).isEqualTo("urn:tierwise:problem:bad-request");
    assertThat(problem.get("errors").isArray()).isTrue();
    assertThat(answer.headers().firstValue("X-Trace-Id"))
        .hasValue(problem.get("traceId").stringValue());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/things/7, 404, urn:tierwise:problem:not-found",
    "/v1/nowhere, 404, urn:tierwise:problem:not-found",
    "/v1/things?limit=11, 400, urn:tierwise:problem:invalid-request",
    "/v1/things?limit=x, 400, urn:tierwise:problem:invalid-request",
    "/v1/things?cursor=%25, 400, urn:tierwise:problem:invalid-request",
    "/v1/things?cursor=AAAA, 400, urn:tierwise:problem:invalid-request",
    "/v1/things?cursor=zzz, 400, urn:tierwise:problem:invalid-request",
    "/v1/unavailable, 503, urn:tierwise:problem:broker-down"
  })
  void refusal_isAProblem(String path, int status, String type) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).get("type").stringValue()).isEqualTo(type);
  }

  @Test
  void parametersThatAnOperationDoesNotHave_areAllNamed() throws Exception {
    HttpResponse<String> answer = get("/v1/things?limt=5&limit=2&cursr=x");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).get("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("limt", "cursr");
    assertThat(error(answer)).endsWith(" unknown-parameter");
    assertThat(answer.body()).contains("known: [limit, cursor]");
  }

  @Test
  void everyOperation_refusesParametersThatItDoesNotHave_unlessItIsOpenToAny() {
    assertThat(OpenApiParameters.misread(port, ""))
        .singleElement()
        .asString()
        .startsWith("GET /v1/open 200");
  }

  @Test
  void unavailable_saysWhenToComeBack() throws Exception {
    assertThat(get("/v1/unavailable").headers().firstValue("Retry-After")).hasValue("7");
  }

  @Test
  void fault_isAnsweredWithoutItsSecrets() throws Exception {
    HttpResponse<String> answer = post("/v1/things", "{\"name\":\"fault\"}", Map.of());
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("secret").contains("traceId");
  }

  @Test
  void wrongMethodAndMediaType_areProblems() throws Exception {
    assertThat(post("/v1/caller", "{}", Map.of()).statusCode()).isEqualTo(405);
    HttpResponse<String> xml = post("/v1/things", "<a/>", Map.of("Content-Type", "text/xml"));
    assertThat(xml.statusCode()).isEqualTo(415);
    assertThat(JSON.readTree(xml.body()).get("type").stringValue()).contains("unsupported");
    assertThat(error(xml)).isEqualTo("Content-Type unsupported");
  }

  @Test
  void largeBody_isRefused() throws Exception {
    String body = "{\"name\":\"" + "x".repeat(5_000) + "\"}";
    assertThat(post("/v1/things", body, Map.of()).statusCode()).isEqualTo(413);
  }

  @Test
  void pages_followEachOtherToTheEnd() throws Exception {
    JsonNode first = JSON.readTree(get("/v1/things").body());
    assertThat(first.get("items").toString()).isEqualTo("[0,1]");
    JsonNode last =
        JSON.readTree(
            get("/v1/things?limit=3&cursor=" + first.get("nextCursor").stringValue()).body());
    assertThat(last.get("items").toString()).isEqualTo("[2,3,4]");
    assertThat(last.get("nextCursor").isNull()).isTrue();
  }

  @Test
  void trace_isContinuedFromTheHeader() throws Exception {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri("/v1/things/1"))
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));
    assertThat(JSON.readTree(answer.body()).get("traceId").stringValue()).isEqualTo(trace);
  }

  @Test
  void idempotencyKey_carriesOutOnce() throws Exception {
    Map<String, String> key = Map.of("Idempotency-Key", "once-1");
    String body = "{\"name\":\"a\"}";
    HttpResponse<String> first = post("/v1/things", body, key);
    HttpResponse<String> again = post("/v1/things", body, key);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    HttpResponse<String> other = post("/v1/things", "{\"name\":\"b\"}", key);
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(error(other)).isEqualTo("Idempotency-Key used-before");
  }

  @Test
  void aNumberOfTooManyDigits_isABrokenBody() throws Exception {
    String body = "{\"name\":\"a\",\"inner\":{\"price\":" + "9".repeat(2_000) + "}}";
    HttpResponse<String> answer = post("/v1/things", body, Map.of());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer)).isEqualTo("body broken-json");
  }

  @ParameterizedTest
  @CsvSource({
    "-290000-01-01T00:00:00Z, 400, since wrong-type",
    "%2B1000000000-12-31T23:59:59Z, 400, since wrong-type",
    "yesterday, 400, since wrong-type",
    "2026-01-31T12:00:00Z, 200, null null",
    "'', 200, null null",
  })
  void instantsOfQueries_areInYearsThatDatabasesHold(String since, int status, String error)
      throws Exception {
    HttpResponse<String> answer = get("/v1/since?since=" + since);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(error(answer)).isEqualTo(error);
  }

  @Test
  void idempotencyKey_thatIsTooLong_isNamed() throws Exception {
    HttpResponse<String> answer =
        post("/v1/things", "{\"name\":\"a\"}", Map.of("Idempotency-Key", "k".repeat(201)));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer)).isEqualTo("Idempotency-Key invalid-length");
  }

  private static String error(HttpResponse<String> answer) {
    JsonNode error = JSON.readTree(answer.body()).path("errors").path(0);
    return error.path("field").stringValue(null) + " " + error.path("code").stringValue(null);
  }

  @Test
  void idempotencyKey_ofAFailedRequest_mayBeTriedAgain() throws Exception {
    Map<String, String> key = Map.of("Idempotency-Key", "fails-1");
    assertThat(post("/v1/things", "{\"name\":\"fault\"}", key).statusCode()).isEqualTo(500);
    HttpResponse<String> again = post("/v1/things", "{\"name\":\"fault\"}", key);
    assertThat(again.statusCode()).isEqualTo(500);
    assertThat(again.headers().firstValue("Idempotent-Replayed")).isEmpty();
  }

  @Test
  void caller_isLocalUnlessAResolverSaysOtherwise() throws Exception {
    assertThat(JSON.readTree(get("/v1/caller").body()).get("name").stringValue())
        .isEqualTo("local");
  }

  @Test
  void healthMetricsAndApiDocs_areThere() throws Exception {
    assertThat(get("/actuator/health/readiness").body()).contains("\"broker\"").contains("\"db\"");
    assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(get("/actuator/prometheus").body()).contains("application=\"sample\"");
    assertThat(get("/v3/api-docs").body()).contains("Tierwise sample").contains("/v1/things");
    assertThat(OpenApiExamples.missing(get("/v3/api-docs").body()))
        .contains("GET /v1/caller")
        .doesNotContain("POST /v1/things");
  }

  @Test
  void topics_existAsTheContractsNameThem() throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestKafka.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get(60, TimeUnit.SECONDS)).containsAll(Topics.ALL);
    }
  }

  @Test
  void deadLetter_keepsWhereItCameFromAndEveryByte() throws Exception {
    byte[] notUtf8 = {(byte) 0xff, 'x'};
    deadLetters
        .reject(
            new ConsumerRecord<>("planted-topic", 2, 41, "u-1", notUtf8),
            List.of(new RejectedEvent.Reason("payload", "unreadable", "not JSON")))
        .get(60, TimeUnit.SECONDS);
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", TestKafka.bootstrapServers(),
            "group.id", "dead-letter-test",
            "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.REJECTED_EVENTS));
      ConsumerRecord<String, byte[]> message =
          KafkaTestUtils.getSingleRecord(consumer, Topics.REJECTED_EVENTS, Duration.ofSeconds(60));
      RejectedEvent rejected = ContractJson.read(message.value(), RejectedEvent.class);
      assertThat(rejected.rejectionId()).isEqualTo("sample/planted-topic-2@41");
      assertThat(rejected.payload()).isNull();
      assertThat(Base64.getDecoder().decode(rejected.payloadBase64())).isEqualTo(notUtf8);
      assertThat(message.key()).isEqualTo("u-1");
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  private HttpResponse<String> post(String path, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .setHeader("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::setHeader);
    return send(request);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
