package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Small cases whose figures are worked out by hand. Rows are written as the service writes them.
 */
class MoneyReportIT extends CampaignServiceIT {
  private static final Instant T = Instant.parse("2026-03-02T00:00:00Z");

  private static Instant day(double days) {
    return T.plusSeconds(Math.round(days * 86_400));
  }

  private String contact(
      String campaign, String user, String tier, String channel, Instant at, String cost) {
    String id = campaign + "/" + user + "/" + at;
    jdbc.sql(
            "insert into contact (id, campaign_id, user_id, came_as, ordinal, offer_id, variant, tier,"
                + " channel, creative, cost_micros, expected_value, decided_at)"
                + " values (?, ?, ?, ?, (select 1 + count(*) from contact where campaign_id = ? and"
                + " came_as = ?), 'o1', 'A', ?, ?, '{}', (?::numeric * 1000000)::bigint, 0,"
                + " ?::timestamptz)")
        .params(id, campaign, user, user, campaign, user, tier, channel, cost, at.toString())
        .update();
    return id;
  }

  private void touch(String kind, String campaign, String user, String contact, Instant at) {
    jdbc.sql(
            "insert into touch (user_id, came_as, message_id, kind, campaign_id, offer_id, contact_id,"
                + " named_contact, occurred_at) values (?, ?, ?, ?, ?, 'o1', ?, ?, ?::timestamptz)")
        .params(user, user, kind + at, kind, campaign, contact, contact, at.toString())
        .update();
  }

  private void bought(String user, String id, String revenue, Instant at) {
    jdbc.sql(
            "insert into shop_order (user_id, came_as, order_id, occurred_at, revenue_micros,"
                + " revenue_at) values (?, ?, ?, ?::timestamptz, (?::numeric * 1000000)::bigint,"
                + " ?::timestamptz)")
        .params(user, user, id, at.toString(), revenue, at.toString())
        .update();
  }

  private void refund(String user, String id, String amount, boolean cancelled) {
    jdbc.sql(
            "insert into order_refund (user_id, came_as, message_id, order_id, amount_micros,"
                + " cancelled, occurred_at) values (?, ?, ?, ?, (?::numeric * 1000000)::bigint, ?,"
                + " now())")
        .params(user, user, "refund-" + id, id, amount, cancelled)
        .update();
  }

  private void unit(String campaign, String user, String arm, String tier, Instant at) {
    jdbc.sql(
            "insert into experiment_unit (campaign_id, user_id, came_as, arm, tier, at)"
                + " values (?, ?, ?, ?, ?, ?::timestamptz)")
        .params(campaign, user, user, arm, tier, at.toString())
        .update();
  }

  private JsonNode report(String query) {
    Answer answer = get("/v1/reports/money?" + query);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static String money(JsonNode of, String name) {
    return of.get(name).get("amount").asString();
  }

  private static JsonNode part(JsonNode report, String by, String key) {
    for (JsonNode part : report.get(by)) {
      if (part.get("key").asString().equals(key)) {
        return part;
      }
    }
    throw new AssertionError(key + " is not in " + report.get(by));
  }

  @AfterEach
  void forget() {
    forgetOutcomes("money-%");
  }

  @Test
  void figures_areThoseOfTheGoldenCase() {
    String one = campaign("money-golden-1", "email", "100", 0);
    String two = campaign("money-golden-2", "push", "100", 0);
    // Anna: two e-mails and a push; she sees one and clicks both others before she buys for 10.
    String first = contact(one, "g-anna", "Gold", "email", day(0), "0.50");
    String second = contact(one, "g-anna", "Gold", "email", day(1), "0.50");
    String pushed = contact(two, "g-anna", "Gold", "push", day(2), "0.20");
    touch("IMPRESSION", one, "g-anna", first, day(0.5));
    touch("CLICK", one, "g-anna", second, day(1.5));
    touch("CLICK", two, "g-anna", pushed, day(2.5));
    touch("CLICK", two, "g-anna", pushed, day(2.6));
    bought("g-anna", "g-1", "10.000001", day(3));
    // Bert: one e-mail, no click; one order that is half refunded, one cancelled, one too late.
    contact(one, "g-bert", "Silver", "email", day(0), "0.50");
    bought("g-bert", "g-2", "8", day(1));
    refund("g-bert", "g-2", "4", false);
    bought("g-bert", "g-3", "99", day(2));
    refund("g-bert", "g-3", null, true);
    bought("g-bert", "g-4", "99", day(7));
    String both = "campaignId=" + one + "&campaignId=" + two;

    JsonNode last = report(both);
    assertThat(last.at("/attribution/rule").asString()).isEqualTo("last-touch");
    assertThat(last.at("/attribution/window").asString()).isEqualTo("P7D");
    JsonNode totals = last.get("totals");
    assertThat(totals.get("contacts").asInt()).isEqualTo(4);
    assertThat(totals.get("contactedUsers").asInt()).isEqualTo(2);
    assertThat(totals.get("impressions").asInt()).isEqualTo(1);
    assertThat(totals.get("reach").asInt()).isEqualTo(1);
    assertThat(totals.get("clicks").asInt()).isEqualTo(3);
    assertThat(totals.get("conversions").asInt()).isEqualTo(2);
    assertThat(totals.get("cvr").asDouble()).isEqualTo(0.5);
    assertThat(money(totals, "spend")).isEqualTo("1.70");
    assertThat(money(totals, "cpa")).isEqualTo("0.85");
    assertThat(money(totals, "cpm")).isEqualTo("1700.00");
    assertThat(money(totals, "revenue")).isEqualTo("14.000001");
    // Margin one half: 5.000001 (rounded up from 5.0000005) + 2 - 1.70.
    assertThat(money(totals, "profit")).isEqualTo("5.300001");
    assertThat(totals.get("roi").asDouble()).isCloseTo(5.300001 / 1.7, within(1e-12));
    assertThat(money(part(last, "byCampaign", two), "revenue")).isEqualTo("10.000001");
    assertThat(money(part(last, "byCampaign", one), "revenue")).isEqualTo("4.00");
    assertThat(money(part(last, "byTier", "Silver"), "revenue")).isEqualTo("4.00");
    assertThat(money(part(last, "byChannel", "push"), "spend")).isEqualTo("0.20");
    assertThat(money(part(last, "byDay", "2026-03-05"), "revenue")).isEqualTo("10.000001");
    assertThat(part(last, "byDay", "2026-03-02").get("contacts").asInt()).isEqualTo(2);

    // First touch: of the clicked ones the earlier, the second e-mail of the first campaign.
    JsonNode earliest = report(both + "&attribution=first-touch");
    assertThat(money(part(earliest, "byCampaign", one), "revenue")).isEqualTo("14.000001");
    // Linear: halves of the two that were clicked; the odd millionth goes to the earlier.
    JsonNode linear = report(both + "&attribution=linear&by=campaign");
    assertThat(linear.get("byTier").isNull()).isTrue();
    assertThat(money(part(linear, "byCampaign", one), "revenue")).isEqualTo("9.000001");
    assertThat(money(part(linear, "byCampaign", two), "revenue")).isEqualTo("5.00");
    assertThat(part(linear, "byCampaign", two).get("conversions").asDouble()).isEqualTo(0.5);
    // A campaign by itself gets what it gets beside the others.
    JsonNode alone = report("campaignId=" + two + "&attribution=linear");
    assertThat(money(alone.get("totals"), "revenue")).isEqualTo("5.00");
    // A day and the rest add up to both; the order of the third day keeps the touches before it.
    JsonNode until = report(both + "&to=2026-03-05");
    JsonNode since = report(both + "&from=2026-03-05T00:00:00Z");
    assertThat(money(until.get("totals"), "revenue")).isEqualTo("4.00");
    assertThat(money(since.get("totals"), "revenue")).isEqualTo("10.000001");
    assertThat(money(since.get("totals"), "spend")).isEqualTo("0.00");
    // Bert's late order is in a longer window.
    assertThat(money(report(both + "&window=P8D").get("totals"), "revenue"))
        .isEqualTo("113.000001");
  }

  @Test
  void orders_areListedWithTheContactsThatGetThem() {
    String id = campaign("money-listed", "email", "100", 0);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String contact = contact(id, "l-" + i, "Gold", "email", day(0), "0.10");
      bought("l-" + i, "l-order-" + i, "3", day(1));
      expected.add(contact);
    }
    List<String> found = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page =
          get("/v1/reports/money/orders?limit=2&channel=email&campaignId="
                  + id
                  + "&cursor="
                  + cursor)
              .body();
      page.get("items").forEach(item -> found.add(item.get("contactId").asString()));
      cursor = page.get("nextCursor").isNull() ? null : page.get("nextCursor").asString();
    }
    assertThat(found).isEqualTo(expected);
    assertThat(get("/v1/reports/money/orders?channel=push&campaignId=" + id).body().get("items"))
        .isEmpty();
    String table = text("/v1/reports/money/orders?format=csv&limit=2&campaignId=" + id);
    assertThat(table).startsWith("campaignId,contactId,").contains(",l-0,").contains(",3.00,3.00,");
    assertThat(table.lines()).hasSize(3);
    assertThat(get("/v1/reports/money/orders?cursor=bm9wZQ").status()).isEqualTo(400);
    assertThat(get("/v1/reports/money/orders?channel=pigeon").status()).isEqualTo(400);
  }

  @Test
  void experiments_areReadWithWhatBecameOfThem() {
    String id = campaign("money-trial", "email", "100", 0.5);
    // Treated: 20, 10, 0 within the window; control: 6, 0.
    String[] treated = {"20", "10", null};
    for (int i = 0; i < treated.length; i++) {
      String user = "t-" + i;
      contact(id, user, "Gold", "email", day(0), "1");
      unit(id, user, "TREATED", i < 2 ? "Gold" : "Silver", day(0));
      bought(user, "before-" + i, "5", day(-10));
      if (treated[i] != null) {
        bought(user, "after-" + i, treated[i], day(2));
      }
    }
    for (int i = 0; i < 2; i++) {
      unit(id, "c-" + i, "CONTROL", "Gold", day(0));
    }
    bought("c-0", "c-after", "6", day(3));
    bought("c-1", "c-later", "7", day(45));
    JsonNode report = get("/v1/campaigns/" + id + "/report").body();
    JsonNode trial = report.get("experiment");
    assertThat(trial.get("treated").asInt()).isEqualTo(3);
    assertThat(trial.get("controlConverted").asInt()).isEqualTo(1);
    // 30 of three treated, 6 of two held out: 30 - 3 x 3.
    assertThat(money(trial, "incrementalRevenue")).isEqualTo("21.00");
    // Margin one half, spent 3: 10.5 / 3 - 1.
    assertThat(trial.get("incrementalRoi").asDouble()).isCloseTo(2.5, within(1e-9));
    assertThat(money(report.get("incremental"), "profit")).isEqualTo("7.50");
    assertThat(report.at("/incremental/roi").asDouble()).isCloseTo(2.5, within(1e-9));
    assertThat(report.at("/incremental/roiInterval/0").asDouble())
        .isCloseTo(trial.at("/incrementalRoiInterval/0").asDouble(), within(1e-9));
    // Gold only: 30 of two treated against 6 of two.
    assertThat(report.at("/incrementalByTier/0/tier").asString()).isEqualTo("Gold");
    assertThat(report.at("/incrementalByTier/0/revenue/amount").asString()).isEqualTo("24.00");
    assertThat(report.get("incrementalByTier")).hasSize(1);
    JsonNode month = trial.at("/later/0");
    assertThat(month.get("treatedRetention").asDouble()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(month.get("controlRetention").asDouble()).isEqualTo(0.5);
    // Treated: 20-5, 10-5, 0-5 are 15 of three; control 6 and 0.
    assertThat(money(month, "treatedValueChange")).isEqualTo("5.00");
    assertThat(money(month, "valueChange")).isEqualTo("2.00");
    JsonNode second = trial.at("/later/1");
    assertThat(second.get("treatedRetention").asDouble()).isZero();
    assertThat(second.get("controlRetention").asDouble()).isEqualTo(0.5);
    assertThat(money(second, "controlValueChange")).isEqualTo("6.50");
  }

  @Test
  void campaignsTogether_countAUserOfBothOnce_inTheSpread() {
    String one = campaign("money-pool-1", "email", "100", 0.5);
    String two = campaign("money-pool-2", "email", "100", 0.5);
    // The same users in the same arms: the sums are exactly twice those of one.
    for (String id : List.of(one, two)) {
      for (int i = 0; i < 4; i++) {
        unit(id, "p-" + i, i < 2 ? "TREATED" : "CONTROL", "Gold", day(0));
      }
      contact(id, "p-0", "Gold", "email", day(0), "1");
    }
    bought("p-0", "p-order-0", "12", day(1));
    bought("p-2", "p-order-2", "4", day(1));
    JsonNode single = report("campaignId=" + one).get("incremental");
    JsonNode pooled = report("campaignId=" + one + "&campaignId=" + two).get("incremental");
    assertThat(money(single, "revenue")).isEqualTo("8.00");
    assertThat(money(pooled, "revenue")).isEqualTo("16.00");
    assertThat(pooled.get("campaigns").asInt()).isEqualTo(2);
    // Variance of one: 4 x (72/2 + 8/2) = 160; of both, perfectly dependent: 640, not 320.
    double reach = 1.959963984540054 * Math.sqrt(640);
    assertThat(pooled.at("/revenueInterval/0").asDouble()).isCloseTo(16 - reach, within(1e-6));
    assertThat(pooled.at("/revenueInterval/1").asDouble()).isCloseTo(16 + reach, within(1e-6));
  }

  @Test
  void coupons_costTheirCampaign() {
    String id = campaign("money-report-coupons", "email", "100", 0);
    Instant now = Instant.now();
    String contact = contact(id, "rc-1", "Gold", "email", now, "0.10");
    post(
        "/v1/coupon-pools",
        "{\"name\": \"report-pool\", \"discount\": {\"type\": \"amount\", \"value\": 5},"
            + " \"campaignId\": \"%s\", \"costPerCode\": \"0.40\", \"perUser\": 3,".formatted(id)
            + " \"codes\": {\"list\": [\"RC-1\", \"RC-2\"]}}");
    post(
        "/v1/coupon-pools/report-pool/assignments",
        "{\"userId\": \"rc-1\", \"key\": \"%s\"}".formatted(contact));
    post("/v1/coupon-pools/report-pool/assignments", "{\"userId\": \"rc-1\", \"key\": \"other\"}");
    bought("rc-1", "rc-order", "45", now.plusSeconds(60));
    jdbc.sql(
            "insert into coupon_use (code, user_id, came_as, order_id, occurred_at)"
                + " select code, user_id, user_id, 'rc-order', ?::timestamptz from coupon"
                + " where pool = 'report-pool' and key = ?")
        .params(now.plusSeconds(60).toString(), contact)
        .update();
    JsonNode report = report("campaignId=" + id);
    assertThat(money(report.get("totals"), "spend")).isEqualTo("0.90");
    assertThat(money(report.get("totals"), "couponSpend")).isEqualTo("0.80");
    assertThat(money(report.get("totals"), "couponDiscount")).isEqualTo("5.00");
    assertThat(money(part(report, "byTier", "Gold"), "spend")).isEqualTo("0.50");
    assertThat(part(report, "byTier", "Gold").get("redemptionRate").asDouble()).isEqualTo(1);
    assertThat(money(part(report, "byTier", "unknown"), "spend")).isEqualTo("0.40");
    assertThat(money(report.get("totals"), "profit")).isEqualTo("21.60");
  }

  @Test
  void wrongQuestions_areSaidAllAtOnce() {
    Answer answer =
        get("/v1/reports/money?from=yesterday&to=2026-13-01&attribution=best&window=7&by=moon");
    assertThat(answer.status()).isEqualTo(400);
    List<String> found = new ArrayList<>();
    answer
        .body()
        .get("errors")
        .forEach(e -> found.add(e.get("field").asString() + " " + e.get("code").asString()));
    assertThat(found)
        .containsExactly(
            "from invalid-instant",
            "to invalid-instant",
            "attribution unknown",
            "window invalid-duration",
            "by unknown");
    assertThat(get("/v1/reports/money?from=2026-01-02&to=2026-01-01").status()).isEqualTo(400);
    assertThat(get("/v1/reports/money?campaignId=none").body().toString()).contains("unknown");
    assertThat(get("/v1/reports/money?format=pdf").status()).isEqualTo(400);
    assertThat(get("/v1/campaigns/none/report?format=csv").status()).isEqualTo(404);
  }

  @Test
  void csv_hasARowForEachPart() {
    String id = campaign("money-csv", "email", "100", 0);
    contact(id, "csv-1", "=Gold", "email", day(0), "0.50");
    String table = text("/v1/campaigns/" + id + "/report?format=csv");
    assertThat(table.lines().map(line -> String.join(",", List.of(line.split(",")).subList(0, 3))))
        .containsExactly(
            "dimension,key,contacts",
            "total,,1",
            "campaign," + id + ",1",
            "tier,'=Gold,1",
            "channel,email,1",
            "variant,A,1",
            "offer,o1,1",
            "day,2026-03-02,1");
    assertThat(table).contains(",-0.50,-1.0,");
  }

  private String text(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:" + environment.getProperty("local.server.port") + path))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void page_isAnsweredToBrowsers() throws Exception {
    String id = campaign("money-page", "email", "100", 0);
    contact(id, "page-1", "Gold", "email", day(0), "0.50");
    String html = text("/v1/campaigns/" + id + "/report?format=html");
    assertThat(html).startsWith("<!DOCTYPE html>").contains("Report in money: money-page", "<svg");
    HttpRequest asBrowser =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:"
                        + environment.getProperty("local.server.port")
                        + "/v1/reports/money?campaignId="
                        + id))
            .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(asBrowser, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'");
      assertThat(answer.body()).isEqualTo(html);
    }
  }
}
