package io.tierwise.profile.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.history.FoldEvents;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ProfileServiceTest
class AnalysisApiIT {
  private static final Instant MAY = Instant.parse("2018-05-07T08:00:00Z");

  @Autowired private FoldEvents foldEvents;
  @LocalServerPort private int port;

  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<String> get(String path, String accept) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Accept", accept)
            .timeout(Duration.ofSeconds(90))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path, "application/json");
    assertThat(answer.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private void history() {
    foldEvents.fold(
        List.of(
            Events.viewed("m1").user("web-u").at(MAY).json(),
            Events.track("m2", "=Odd, \"event\"").user("web-u").at(MAY.plusSeconds(60)).json(),
            Events.ordered("m3", "o1", "12.345").user("web-u").at(MAY.plusSeconds(120)).json(),
            Events.viewed("m4").user("web-v").at(MAY).json(),
            Events.track("m5", "Product Added").user("web-v").at(MAY.plusSeconds(1)).json()));
  }

  @Test
  void questions_areAnsweredAsJsonAndAsCsv() throws Exception {
    history();
    String may = "from=2018-05-01&to=2018-06-01";
    JsonNode steps = json("/v1/analysis/funnel?" + may).get("steps");
    assertThat(steps.get(1).toString())
        .isEqualTo(
            "{\"step\":\"cart\",\"users\":1,\"shareOfFirst\":0.5,\"dropOff\":0.5,"
                + "\"usersWithEvent\":1}");
    assertThat(steps.get(3).get("usersWithEvent").asLong()).isEqualTo(1);
    assertThat(json("/v1/analysis/funnel?tag=nobody-has-it&" + may).get("steps").get(0).toString())
        .contains("\"users\":0");
    HttpResponse<String> csv = get("/v1/analysis/funnel?bucket=day&" + may, "text/csv");
    assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
    assertThat(csv.body())
        .isEqualTo(
            "bucket,step,users,shareOfFirst,dropOff\r\n"
                + "2018-05-07T00:00:00Z,view,2,1.0,\r\n"
                + "2018-05-07T00:00:00Z,cart,1,0.5,0.5\r\n"
                + "2018-05-07T00:00:00Z,checkout,0,0.0,1.0\r\n"
                + "2018-05-07T00:00:00Z,order,0,0.0,\r\n");
    assertThat(json("/v1/analysis/paths?" + may).get("sessions").asLong()).isEqualTo(2);
    assertThat(get("/v1/analysis/paths?format=csv&steps=2&" + may, "*/*").body())
        .isEqualTo(
            "path,count\r\n\"Product Viewed > =Odd, \"\"event\"\"\",1\r\n"
                + "Product Viewed > Product Added,1\r\n");
    assertThat(get("/v1/analysis/paths?format=csv&table=transitions&" + may, "*/*").body())
        .contains("\r\n\"'=Odd, \"\"event\"\"\",Order Completed,1\r\n")
        .contains("\r\nProduct Added,,1\r\n");
    assertThat(json("/v1/analysis/retention?" + may).get("cohorts").get(0).toString())
        .isEqualTo(
            "{\"cohort\":\"2018-05-01T00:00:00Z\",\"customers\":1,\"orderedAgain\":0,"
                + "\"orderedAgainShare\":0.0,\"activity\":[{\"since\":0,\"customers\":0,"
                + "\"share\":0.0,\"complete\":true}]}");
    assertThat(get("/v1/analysis/orders?" + may, "text/csv;q=0.9, application/json;q=0.1").body())
        .isEqualTo("band,hourOfWeek,orders,revenue,currency\r\n10-25,8,1,12.345,GBP\r\n");
    assertThat(json("/v1/analysis/orders?" + may).get("bands").toString())
        .isEqualTo(
            "[{\"band\":\"10-25\",\"orders\":1,"
                + "\"revenue\":{\"amount\":\"12.345\",\"currency\":\"GBP\"}}]");
    assertThat(get("/v1/quality?" + may, "text/csv").body())
        .startsWith("day,events,anonymous,late,duplicates,rejected,")
        .contains("\r\n2018-05-07,5,0,0,0,0,1,0,0,0,2,0,0,1,0,0,0\r\n");
  }

  @Test
  void suspects_areVisibleWithTheirRule() throws Exception {
    foldEvents.fold(
        List.of(
            Events.viewed("m1").anonymous("web-bot").by("web", "GB", "Testbot/1.0").json(),
            Events.identify("m2", "web-bot-u", "web-bot").json()));
    JsonNode one = json("/v1/profiles/web-bot-u/suspicions");
    assertThat(one.get("suspectedBot").asBoolean()).isTrue();
    assertThat(one.get("testTraffic").asBoolean()).isFalse();
    assertThat(one.get("suspicions").get(0).get("userId").asString()).isEqualTo("anon:web-bot");
    assertThat(one.get("suspicions").get(0).get("rule").asString()).isEqualTo("user-agent");
    assertThat(json("/v1/quality/suspects?kind=bot&limit=500").get("items").toString())
        .contains("anon:web-bot");
    assertThat(get("/v1/profiles/nobody/suspicions", "*/*").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/analysis/funnel?from=yesterday, from",
    "/v1/analysis/funnel?from=2018-02-01&to=2018-01-01, from",
    "/v1/analysis/funnel?bucket=month, bucket",
    "/v1/analysis/funnel?format=xml, format",
    "/v1/analysis/funnel?colour=red, colour",
    "/v1/analysis/funnel?tag=a%20b, tag",
    "/v1/analysis/funnel?category=a&category=b, category",
    "/v1/analysis/retention?period=day, period",
    "/v1/analysis/paths?steps=7, steps",
    "/v1/analysis/paths?top=0, top",
    "/v1/analysis/paths?table=steps, table",
    "/v1/analysis/orders?suspects=maybe, suspects",
    "/v1/quality?to=2999-01-01, to",
    "/v1/quality/suspects?kind=human, kind",
    "/v1/profiles?minOrders=-1, minOrders",
    "/v1/profiles/anna/timeline?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z, from",
    "/v1/profiles?maxReturnRate=1.5, maxReturnRate",
  })
  void badQuestion_isNamed(String path, String field) throws Exception {
    HttpResponse<String> answer = get(path, "text/csv");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(
            JsonMapper.shared()
                .readTree(answer.body())
                .get("errors")
                .get(0)
                .get("field")
                .asString())
        .isEqualTo(field);
  }
}
