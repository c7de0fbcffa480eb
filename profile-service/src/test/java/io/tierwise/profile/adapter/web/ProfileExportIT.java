package io.tierwise.profile.adapter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.history.FoldEvents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ProfileServiceTest
class ProfileExportIT {
  private static final int MANY = 100_000;
  @Autowired private FoldEvents foldEvents;
  @Autowired private JdbcTemplate jdbc;
  @LocalServerPort private int port;
  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<InputStream> open(HttpClient client, String query, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + port + "/v1/exports/profiles?" + query))
            .timeout(Duration.ofSeconds(60));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofInputStream());
  }

  private static String text(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      return new String(body.readAllBytes(), UTF_8);
    }
  }

  private void fold(Events... events) {
    List<byte[]> poll = new ArrayList<>();
    for (Events event : events) {
      poll.add(event.json());
    }
    foldEvents.fold(poll);
  }

  /** Copies of one profile, under keys of their own. */
  private void copies(String user, String prefix, int count) {
    jdbc.update(
        """
        insert into profile (user_key, version, formula, first_seen_at, last_seen_at, country, state)
        select ? || lpad(n::text, 7, '0'), 1, formula, first_seen_at, last_seen_at, ?, state
        from profile, generate_series(1, ?) n where user_key = ?
        """,
        prefix,
        prefix,
        count,
        user);
  }

  @Test
  void lines_areTheProfilesOfTheListing() throws Exception {
    fold(
        Events.ordered("m1", "o1", "12.5").user("export-a").in("XA", "Mobile"),
        Events.viewed("m2").user("export-b").in("XA", "Desktop"),
        Events.viewed("m3").user("export-c").in("XB", "Desktop"));
    HttpResponse<InputStream> response = open(http, "country=XA");
    List<JsonNode> lines =
        text(response).lines().map(line -> JsonMapper.shared().readTree(line)).toList();

    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
    assertThat(lines)
        .extracting(l -> l.get("userId").asString())
        .containsExactlyInAnyOrder("export-a", "export-b");
    assertThat(lines)
        .extracting(l -> l.at("/netRevenue/amount").asString())
        .containsExactlyInAnyOrder("12.50", "0.00");

    HttpResponse<InputStream> packed =
        open(http, "country=XA&minOrders=1", "Accept", "text/csv", "Accept-Encoding", "gzip");
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    String table = new String(new GZIPInputStream(packed.body()).readAllBytes(), UTF_8);
    assertThat(table.lines()).hasSize(2);
    assertThat(table.lines().toList().getFirst()).startsWith("userId,identified,mergedIds,");
    assertThat(table.lines().toList().getLast())
        .startsWith("export-a,true,[],")
        .contains(",GBP,12.50,0.00,12.50,");

    assertThat(text(open(http, "country=XC&format=ndjson"))).isEmpty();
    assertThat(text(open(http, "country=XC&format=csv")).lines()).hasSize(1);
  }

  @Test
  void parametersThatMeanNothing_areRefused() throws Exception {
    HttpResponse<InputStream> response = open(http, "format=xml&limit=5&minOrders=x");

    assertThat(response.statusCode()).isEqualTo(400);
    JsonNode problem = JsonMapper.shared().readTree(text(response));
    assertThat(problem.get("errors").valueStream().map(e -> e.get("field").asString()))
        .containsExactlyInAnyOrder("format", "limit", "minOrders");
  }

  /** The service waits for its readers, with a page in memory, and notices when they leave. */
  @Test
  void manyProfiles_goOutAsTheyAreRead() throws Exception {
    fold(Events.viewed("m1").user("export-many").in("XD", "Mobile"));
    copies("export-many", "export-copy-", MANY);
    HttpClient leaving = HttpClient.newHttpClient();
    try {
      Set<String> ids = new HashSet<>();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(open(http, "country=export-copy-").body(), UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          assertThat(ids.add(line.substring(11, line.indexOf('"', 11)))).isTrue();
        }
      }
      assertThat(ids).hasSize(MANY);

      InputStream first = open(leaving, "country=export-copy-").body();
      InputStream second = open(leaving, "country=export-copy-").body();
      assertThat(first.read()).isEqualTo('{');
      assertThat(second.read()).isEqualTo('{');
      assertThat(text(open(http, "country=XD"))).contains("too-many-exports");
      first.close();
      second.close();
      leaving.shutdownNow();
      Awaitility.await("exports whose readers are gone have ended")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(text(open(http, "country=XD"))).contains("export-many"));
    } finally {
      jdbc.update("delete from profile where country = 'export-copy-'");
    }
  }

  @Test
  void exportThatFails_doesNotLookComplete() throws Exception {
    fold(Events.viewed("m1").user("export-broken").in("XE", "Mobile"));
    copies("export-broken", "export-damaged-", 5_000);
    jdbc.update(
        "update profile set state = substr(state, 1, 9) where user_key = 'export-damaged-0004500'");
    // An export reads rows as they lie, and the changed one may lie where others were deleted.
    jdbc.execute("cluster profile using profile_pkey");
    try {
      for (Map.Entry<String, String> coding :
          Map.of("Accept-Encoding", "gzip", "Accept", "text/csv").entrySet()) {
        HttpResponse<InputStream> response =
            open(http, "country=export-damaged-", coding.getKey(), coding.getValue());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> response.body().readAllBytes()).isInstanceOf(IOException.class);
      }
    } finally {
      jdbc.update("delete from profile where country = 'export-damaged-'");
    }
  }
}
