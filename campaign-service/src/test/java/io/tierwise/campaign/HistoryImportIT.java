package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HistoryImportIT extends CampaignServiceIT {
  private static final String CAMPAIGN =
      "{\"type\":\"campaign\",\"campaignId\":\"%s\",\"name\":\"history May\",\"startsAt\":\"2025-05-08\","
          + "\"endsAt\":\"2025-06-26\",\"margin\":0.3,\"response\":\"redemption\"}\n";

  private JsonNode send(String lines) {
    Answer answer =
        call("POST", "/v1/history-imports", lines, "Content-Type", "application/x-ndjson");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body();
  }

  private static String contact(String campaign, String user, String more) {
    return "{\"type\":\"contact\",\"campaignId\":\"%s\",\"userId\":\"%s\",\"at\":\"2025-05-08\"%s}\n"
        .formatted(campaign, user, more);
  }

  private static String redemption(String campaign, String user, String at) {
    return ("{\"type\":\"redemption\",\"campaignId\":\"%s\",\"userId\":\"%s\",\"coupon\":\"k-1\","
            + "\"at\":\"%s\",\"discount\":\"1.50\"}\n")
        .formatted(campaign, user, at);
  }

  @AfterEach
  void forget() {
    forgetOutcomes("history%");
  }

  @Test
  void history_isReportedLikeWhatHappenedHere_andSentToNobody() {
    String lines =
        CAMPAIGN.formatted("past-1")
            + contact("past-1", "past-anna", ",\"cost\":\"0.40\",\"tier\":\"Gold\"")
            + contact("past-1", "past-bert", ",\"cost\":0.40,\"channel\":\"email\"")
            + "{\"type\":\"coupon\",\"campaignId\":\"past-1\",\"coupon\":\"k-1\",\"itemIds\":[\"i\"]}\n"
            + redemption("past-1", "past-anna", "2025-05-20")
            + redemption("past-1", "past-anna", "2025-05-21")
            + redemption("past-1", "past-carl", "2025-05-22");
    JsonNode done = send(lines);
    assertThat(done.get("contacts").asInt()).isEqualTo(2);
    assertThat(done.get("redemptions").asInt()).isEqualTo(3);
    assertThat(send(lines).get("unchanged").asInt()).isEqualTo(7);

    JsonNode totals = get("/v1/campaigns/past-1/report").body().get("totals");
    assertThat(totals.at("/spend/amount").asString()).isEqualTo("0.80");
    assertThat(totals.at("/couponDiscount/amount").asString()).isEqualTo("4.50");
    assertThat(totals.get("redemptions").asInt()).isEqualTo(3);
    assertThat(totals.get("redeemers").asInt()).isEqualTo(1);
    assertThat(totals.get("redemptionRate").asDouble()).isEqualTo(0.5);
    JsonNode campaign = get("/v1/campaigns/past-1").body();
    assertThat(campaign.get("status").asString()).isEqualTo("FINISHED");
    assertThat(campaign.at("/spent/amount").asString()).isEqualTo("0.80");
    assertThat(get("/v1/users/past-anna/contacts").body().get("items")).hasSize(1);
    assertThat(
            jdbc.sql(
                    "select count(*) from contact_outbox o join contact c on c.seq = o.seq"
                        + " where c.campaign_id = 'past-1'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void refusedLines_areNamed_andDoNotStopTheOthers() {
    String foreign = campaign("history-foreign", "email", "10", 0);
    JsonNode done =
        send(
            CAMPAIGN.formatted("past-2")
                + "nonsense\n\n[]\n{\"type\":\"order\"}\n"
                + contact("nowhere", "u", "")
                + contact(foreign, "u", "")
                + contact("past-2", "u", ",\"cost\":\"-1\",\"channel\":\"pigeon\"")
                + CAMPAIGN.formatted("past-3").replace("2025-06-26", "2025-05-08")
                + contact("past-2", "u", ""));
    assertThat(done.get("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(done.get("contacts").asInt()).isEqualTo(1);
    assertThat(done.get("rejected").asInt()).isEqualTo(7);
    List<String> found = new ArrayList<>();
    done.get("rejections")
        .forEach(
            r ->
                found.add(
                    r.get("line").asInt()
                        + " "
                        + r.get("field").asString()
                        + " "
                        + r.get("code").asString()));
    assertThat(found)
        .containsExactlyInAnyOrder(
            "2  unreadable",
            "4  no-object",
            "5 type unknown",
            "6 campaignId unknown-campaign",
            "7 campaignId unknown-campaign",
            "8 channel unknown",
            "8 cost negative",
            "9 endsAt not-after-start");
    assertThat(get("/v1/history-imports?limit=1").body().get("items")).hasSize(1);
    assertThat(get("/v1/history-imports/none").status()).isEqualTo(404);
    assertThat(post("/v1/history-imports", "{}").status()).isEqualTo(415);
  }
}
