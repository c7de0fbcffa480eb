package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tierwise.system.ApiGuide.Example;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiGuideTest {
  private static final ApiGuide GUIDE = read();

  private static ApiGuide read() {
    try {
      return ApiGuide.read(Checkout.file("docs/api.md"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void parse_readsExpectationAndScript() {
    String guide =
        """
        # Title

        <!-- expect 202 -->
        ```bash
        curl -s "$INGEST/v1/track" \\
          -d '{}'
        ```

        ```json
        {"not": "run"}
        ```

        <!-- expect 200 eventually, with "orders":1 -->

        ```bash
        curl -s $PROFILE
        ```
        """;

    assertThat(ApiGuide.parse(guide).examples())
        .containsExactly(
            new Example(4, 202, false, null, "curl -s \"$INGEST/v1/track\" \\\n  -d '{}'\n"),
            new Example(15, 200, true, "\"orders\":1", "curl -s $PROFILE\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```bash\ncurl\n```",
        "<!-- expect 200 -->\ntext\n```bash\ncurl\n```",
        "<!-- expect 200 -->\n<!-- expect 200 -->\n```bash\ncurl\n```",
        "<!-- expect ok -->\n```bash\ncurl\n```",
        "<!-- expect 200 sometimes -->\n```bash\ncurl\n```",
        "<!-- expect 200 -->\n```bash\ncurl\n",
        "<!-- expect 200 -->\n```json\n{}\n```",
        "<!-- expect 200 -->"
      })
  void parse_refusesWhatWouldNotBeChecked(String guide) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiGuide.parse(guide))
        .withMessageStartingWith("line ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST $INGEST/v1/track",
        "POST $INGEST/v1/identify",
        "POST $INGEST/v1/page",
        "POST $INGEST/v1/screen",
        "POST $INGEST/v1/group",
        "POST $INGEST/v1/alias",
        "POST $INGEST/v1/batch",
        "PUT $INGEST/v1/items/{}",
        "DELETE $INGEST/v1/items/{}",
        "POST $INGEST/v1/items/batch",
        "GET $PROFILE/v1/profiles/{}",
        "GET $PROFILE/v1/profiles",
        "GET $PROFILE/v1/profiles/{}/timeline",
        "GET $PROFILE/v1/profiles/counts",
        "POST $SEGMENTATION/v1/runs",
        "GET $SEGMENTATION/v1/runs",
        "GET $SEGMENTATION/v1/runs/{}",
        "GET $SEGMENTATION/v1/runs/{}/events",
        "GET $SEGMENTATION/v1/runs/{}/preview",
        "POST $SEGMENTATION/v1/runs/{}/publish",
        "GET $SEGMENTATION/v1/runs/{}/migration",
        "GET $SEGMENTATION/v1/runs/{}/compare/{}",
        "GET $SEGMENTATION/v1/tier-policy",
        "PUT $SEGMENTATION/v1/tier-policy",
        "GET $SEGMENTATION/v1/users/{}/tier",
        "GET $SEGMENTATION/v1/tiers",
        "GET $SEGMENTATION/v1/tiers/{}/members",
        "GET $SEGMENTATION/v1/segments",
        "GET $SEGMENTATION/v1/segments/{}/members",
        "POST $RECOMMEND/v1/training-runs",
        "GET $RECOMMEND/v1/training-runs/{}",
        "GET $RECOMMEND/v1/models",
        "GET $RECOMMEND/v1/users/{}/recommendations",
        "GET $RECOMMEND/v1/items/{}/similar",
        "GET $RECOMMEND/v1/items/{}/bought-together",
        "GET $RECOMMEND/v1/trending",
        "POST $RECOMMEND/v1/sessions/recommendations",
        "POST $RECOMMEND/v1/recommendations/batch",
        "POST $RECOMMEND/v1/affinities",
        "POST $CAMPAIGN/v1/campaigns",
        "GET $CAMPAIGN/v1/campaigns",
        "GET $CAMPAIGN/v1/campaigns/{}",
        "PUT $CAMPAIGN/v1/campaigns/{}",
        "DELETE $CAMPAIGN/v1/campaigns/{}",
        "POST $CAMPAIGN/v1/campaigns/{}/start",
        "POST $CAMPAIGN/v1/campaigns/{}/pause",
        "POST $CAMPAIGN/v1/campaigns/{}/end",
        "POST $CAMPAIGN/v1/allocations",
        "GET $CAMPAIGN/v1/allocations/{}",
        "GET $CAMPAIGN/v1/allocations/{}/contacts",
        "GET $CAMPAIGN/v1/users/{}/contacts",
        "GET $CAMPAIGN/v1/campaigns/{}/contacts",
        "POST $CAMPAIGN/v1/decisions",
        "GET $CAMPAIGN/v1/campaigns/{}/report"
      })
  void guide_showsEveryEndpoint(String endpoint) {
    String method = endpoint.substring(0, endpoint.indexOf(' '));
    String address = endpoint.substring(endpoint.indexOf(' ') + 1);

    assertThat(calls()).anyMatch(call -> call.method.equals(method) && call.goesTo(address));
  }

  @Test
  void guide_showsHealthMetricsAndOpenApi() {
    assertThat(calls()).anyMatch(call -> call.url.endsWith("/actuator/health/readiness"));
    assertThat(calls()).anyMatch(call -> call.url.endsWith("/actuator/prometheus"));
    assertThat(calls()).anyMatch(call -> call.url.endsWith("/v3/api-docs"));
  }

  @Test
  void guide_showsWhatARefusalLooksLike() {
    assertThat(GUIDE.examples()).anyMatch(example -> example.status() == 400);
    assertThat(GUIDE.examples()).anyMatch(example -> example.status() == 401);
    assertThat(GUIDE.examples()).anyMatch(example -> example.status() == 404);
  }

  /** A call of curl in an example. */
  private record Call(String method, String url) {
    boolean goesTo(String address) {
      String pattern = Pattern.quote(address).replace("{}", "\\E[^/?]+\\Q") + "(\\?.*)?";
      return url.matches(pattern);
    }
  }

  private static List<Call> calls() {
    Pattern url = Pattern.compile("\\$(INGEST|PROFILE|SEGMENTATION|RECOMMEND|CAMPAIGN)/[^\"\\s)]*");
    return GUIDE.examples().stream()
        .flatMap(example -> Pattern.compile("\\bcurl ").splitAsStream(example.script()).skip(1))
        .flatMap(
            call -> url.matcher(call).results().map(found -> new Call(method(call), found.group())))
        .toList();
  }

  private static String method(String call) {
    var named = Pattern.compile("-X (\\w+)").matcher(call);
    if (named.find()) {
      return named.group(1);
    }
    return call.contains(" -d ") || call.contains(" --data") ? "POST" : "GET";
  }
}
