package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ContactExplanationIT extends CampaignServiceIT {
  /** By campaign, over all pages. */
  private Map<String, JsonNode> explained(String user) {
    Map<String, JsonNode> all = new HashMap<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = get("/v1/users/" + user + "/contact-explanation?limit=3" + cursor).body();
      page.get("items").forEach(item -> all.put(item.get("campaignId").asString(), item));
      JsonNode next = page.get("nextCursor");
      cursor = next.isNull() ? null : "&cursor=" + next.asString();
    }
    return all;
  }

  @Test
  void everyCampaign_saysWhyOrWhyNot() {
    String segment = "explained";
    String user = members(segment, 2).getFirst();
    String open = campaign(segment, "email", "10", 0);
    String poor = campaign(segment, "email", "0.04", 0);
    String held = campaign(segment, "email", "10", 0.9999999);
    String others = campaign("explained-others", "email", "10", 0);
    String paused = campaign(segment, "email", "10", 0);
    assertThat(post("/v1/campaigns/" + paused + "/pause", "{}").status()).isEqualTo(200);

    Map<String, JsonNode> explained = explained(user);
    assertThat(explained.get(open).get("verdict").asString()).isEqualTo("eligible");
    assertThat(explained.get(open).at("/offers/0/score").asDouble()).isPositive();
    assertThat(explained.get(poor).get("verdict").asString()).isEqualTo("budget-exhausted");
    assertThat(explained.get(held).get("verdict").asString()).isEqualTo("held-out");
    assertThat(explained.get(others).get("verdict").asString()).isEqualTo("not-in-audience");
    assertThat(explained.get(others).at("/reasons/0").asString())
        .contains("'explained'")
        .contains("explained-others");
    assertThat(explained.get(paused).get("verdict").asString()).isEqualTo("not-active");

    assertThat(explained("anon:explained").get(open).get("verdict").asString())
        .isEqualTo("not-reachable");
    assertThat(
            post("/v1/decisions", "{\"userId\": \"" + user + "\", \"channel\": \"email\"}")
                .body()
                .get("outcome")
                .asString())
        .isEqualTo("offered");
    assertThat(explained(user).get(open).get("verdict").asString()).isEqualTo("contacted-already");
  }
}
