package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.outcome.OrderSeen;
import io.tierwise.campaign.outcome.Outcomes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * The Complete Journey (84.51 deg., CC0) as history: what the API says of response by type of
 * campaign and tier of household is what a count over the files says.
 */
class CompleteJourneyIT extends CampaignServiceIT {
  private static final String CONFIGURED = System.getenv("TIERWISE_SHARED_DATA");
  private static final Path DATA =
      (CONFIGURED != null
              ? Path.of(CONFIGURED)
              : Path.of("").toAbsolutePath().resolve("../../shared/data").normalize())
          .resolve("completejourney");
  @Autowired Outcomes outcomes;

  private record Targeted(String campaign, String household) {}

  private final Map<String, String> types = new TreeMap<>();
  private final Set<Targeted> targeted = new HashSet<>();
  private final Set<Targeted> redeemed = new HashSet<>();
  private Map<String, String> tiers = Map.of();

  /** The tests that follow know nothing of it. */
  @AfterEach
  void forget() {
    for (String table : List.of("contact", "shop_order")) {
      jdbc.sql("delete from " + table + " where user_id like 'cj-%'").update();
    }
    jdbc.sql("delete from campaign where id like 'cj-%'").update();
  }

  @Test
  void responseRates_areThoseOfTheFiles() throws IOException {
    assumeTrue(Files.exists(DATA), "There is no " + DATA);
    Map<String, BigDecimal> spent = importOrders();
    tiers = tiers(spent);
    String history = history();
    JsonNode first = imported(history);
    assertThat(first.get("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(first.get("rejected").asInt()).as("%s", first.get("rejections")).isZero();
    assertThat(first.get("campaigns").asInt()).isEqualTo(27);
    assertThat(first.get("contacts").asInt()).isEqualTo(6_589);
    assertThat(first.get("coupons").asInt()).isEqualTo(1_197);
    assertThat(first.get("redemptions").asInt()).isEqualTo(2_102);
    JsonNode second = imported(history);
    assertThat(second.get("unchanged").asInt()).isEqualTo(27 + 6_589 + 1_197 + 2_102);
    assertThat(second.get("contacts").asInt()).isZero();

    JsonNode report = get("/v1/reports/money?by=variant&by=tier&" + String.join("&", ids())).body();
    assertThat(rates(report.get("byVariant"))).isEqualTo(counted(t -> types.get(t.campaign)));
    assertThat(rates(report.get("byTier")))
        .isEqualTo(counted(t -> tiers.getOrDefault(t.household, "none")));
    assertThat(report.at("/totals/redemptions").asInt()).isEqualTo(2_102);
    assertThat(report.at("/totals/revenue/amount").asDouble()).isPositive();
    checkTheResponseModel();
  }

  private List<String> ids() {
    return types.keySet().stream().map(id -> "campaignId=" + id).toList();
  }

  private JsonNode imported(String history) {
    Answer answer =
        call("POST", "/v1/history-imports", history, "Content-Type", "application/x-ndjson");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    assertThat(get(answer.headers().firstValue("Location").orElseThrow()).body())
        .isEqualTo(answer.body());
    return answer.body();
  }

  /** Contacts and those that redeemed, by key. */
  private static Map<String, String> rates(JsonNode parts) {
    Map<String, String> rates = new TreeMap<>();
    for (JsonNode part : parts) {
      long contacts = part.get("contacts").asLong();
      long redeemers = part.get("redeemers").asLong();
      assertThat(part.get("redemptionRate").asDouble()).isEqualTo((double) redeemers / contacts);
      rates.put(part.get("key").asString(), redeemers + " of " + contacts);
    }
    return rates;
  }

  private Map<String, String> counted(Function<Targeted, String> key) {
    Map<String, long[]> counts = new TreeMap<>();
    for (Targeted t : targeted) {
      long[] count = counts.computeIfAbsent(key.apply(t), _ -> new long[2]);
      count[0]++;
      count[1] += redeemed.contains(t) ? 1 : 0;
    }
    Map<String, String> rates = new TreeMap<>();
    counts.forEach((k, count) -> rates.put(k, count[1] + " of " + count[0]));
    return rates;
  }

  /** Trials and responses of each campaign and tier, as the allocation would use them. */
  private void checkTheResponseModel() {
    Map<String, String> found = new TreeMap<>();
    for (JsonNode rate : get("/v1/response-model").body().get("rates")) {
      if (types.containsKey(rate.get("campaignId").asString())) {
        found.put(
            rate.get("campaignId").asString() + "/" + rate.get("tier").asString("none"),
            rate.get("responses").asLong() + " of " + rate.get("trials").asLong());
      }
    }
    assertThat(found)
        .isEqualTo(counted(t -> t.campaign + "/" + tiers.getOrDefault(t.household, "none")));
  }

  private String history() throws IOException {
    List<Object> rows = new ArrayList<>();
    Map<String, String> starts = new HashMap<>();
    each(
        "campaign_descriptions",
        line -> {
          String id = "cj-" + line.get(0);
          types.put(id, line.get(1));
          starts.put(id, line.get(2));
          rows.add(
              Map.of(
                  "type",
                  "campaign",
                  "campaignId",
                  id,
                  "name",
                  line.get(1) + " " + line.get(0),
                  "startsAt",
                  line.get(2),
                  "endsAt",
                  LocalDate.parse(line.get(3)).plusDays(1).toString(),
                  "margin",
                  0.25,
                  "response",
                  "redemption"));
        });
    each(
        "campaigns",
        line -> {
          Targeted t = new Targeted("cj-" + line.get(0), line.get(1));
          targeted.add(t);
          Map<String, String> row =
              new TreeMap<>(
                  Map.of(
                      "type",
                      "contact",
                      "campaignId",
                      t.campaign,
                      "userId",
                      "cj-" + t.household,
                      "at",
                      starts.get(t.campaign),
                      "offerId",
                      "mailing",
                      "variant",
                      types.get(t.campaign)));
          if (tiers.containsKey(t.household)) {
            row.put("tier", tiers.get(t.household));
          }
          rows.add(row);
        });
    Map<String, List<String>> items = new LinkedHashMap<>();
    each(
        "coupons",
        line ->
            items
                .computeIfAbsent(line.get(2) + "/" + line.get(0), _ -> new ArrayList<>())
                .add(line.get(1)));
    items.forEach(
        (key, ids) ->
            rows.add(
                Map.of(
                    "type",
                    "coupon",
                    "campaignId",
                    "cj-" + key.substring(0, key.indexOf('/')),
                    "coupon",
                    key.substring(key.indexOf('/') + 1),
                    "itemIds",
                    ids)));
    each(
        "coupon_redemptions",
        line -> {
          redeemed.add(new Targeted("cj-" + line.get(2), line.get(0)));
          rows.add(
              Map.of(
                  "type",
                  "redemption",
                  "campaignId",
                  "cj-" + line.get(2),
                  "userId",
                  "cj-" + line.get(0),
                  "coupon",
                  line.get(1),
                  "at",
                  line.get(3)));
        });
    StringBuilder lines = new StringBuilder();
    rows.forEach(row -> lines.append(JSON.writeValueAsString(row)).append('\n'));
    return lines.toString();
  }

  /** A basket is an order. */
  private Map<String, BigDecimal> importOrders() throws IOException {
    Map<String, OrderSeen> baskets = new LinkedHashMap<>();
    Map<String, BigDecimal> spent = new TreeMap<>();
    each(
        "transactions_sample",
        line -> {
          BigDecimal value = new BigDecimal(line.get(5));
          spent.merge(line.get(0), value, BigDecimal::add);
          Instant at = Instant.parse(line.get(10).replace(' ', 'T') + "Z");
          baskets.merge(
              "cj-" + line.get(2),
              new OrderSeen(
                  "cj-" + line.get(0),
                  "cj-" + line.get(2),
                  Money.rounded(value),
                  true,
                  at,
                  List.of(),
                  null),
              (a, b) ->
                  new OrderSeen(
                      a.userId(),
                      a.orderId(),
                      a.revenue().plus(b.revenue()),
                      true,
                      a.occurredAt(),
                      List.of(),
                      null));
        });
    List<OrderSeen> all = List.copyOf(baskets.values());
    for (int i = 0; i < all.size(); i += 5_000) {
      outcomes.keep(List.of(), all.subList(i, Math.min(all.size(), i + 5_000)), List.of());
    }
    return spent;
  }

  /** A third of the households of the sample each, by what they spent in it. */
  private static Map<String, String> tiers(Map<String, BigDecimal> spent) {
    List<String> sorted =
        new TreeSet<>(spent.keySet())
            .stream().sorted(Comparator.comparing((String h) -> spent.get(h)).reversed()).toList();
    Map<String, String> tiers = new HashMap<>();
    for (int i = 0; i < sorted.size(); i++) {
      tiers.put(sorted.get(i), List.of("Gold", "Silver", "Bronze").get(3 * i / sorted.size()));
    }
    return tiers;
  }

  /** No field of these files has a comma in it but those that come after what is read. */
  private static void each(String name, Consumer<List<String>> visitor) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DATA.resolve(name + ".csv.gz"))),
                StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        visitor.accept(List.of(line.split(",", -1)));
      }
    }
  }
}
