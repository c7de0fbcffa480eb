package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every rule on a few hundred random users against a second implementation, a user and an order at
 * a time: each order's value is counted exactly once, to the millionth, whatever its touches are.
 */
class AttributionRulesIT extends CampaignServiceIT {
  private static final Instant T = Instant.parse("2025-06-01T00:00:00Z");
  private static final int USERS = 300;
  private static final int CAMPAIGNS = 4;

  private record Touch(String campaign, String contact, int rank, Instant at) {}

  private record Order(String user, String id, Instant at, long micros) {}

  private record Credit(String user, String order, String campaign, String contact) {}

  private final List<String> campaigns = new ArrayList<>();
  private final Map<String, List<Touch>> touches = new HashMap<>();
  private final List<Order> orders = new ArrayList<>();
  private final List<Object[]> contactRows = new ArrayList<>();
  private final List<Object[]> touchRows = new ArrayList<>();
  private final List<Object[]> orderRows = new ArrayList<>();
  private final List<Object[]> refundRows = new ArrayList<>();

  @Test
  void everyRule_givesEachOrderAwayOnce_andAsTheReferenceDoes() {
    for (int i = 0; i < CAMPAIGNS; i++) {
      campaigns.add(campaign("rules-" + i, "email", "100", 0));
    }
    invent(new Random(20261122));
    insert();
    for (Duration window : List.of(Duration.ofHours(30), Duration.ofDays(7))) {
      for (String rule : List.of("last-touch", "first-touch", "linear")) {
        check(rule, window);
      }
    }
  }

  @AfterEach
  void forget() {
    forgetOutcomes("rules-%");
  }

  private void invent(Random random) {
    for (int u = 0; u < USERS; u++) {
      String user = "rules-user-" + u;
      List<Touch> own = touches.computeIfAbsent(user, _ -> new ArrayList<>());
      for (int c = random.nextInt(5); c > 0; c--) {
        String campaign = campaigns.get(random.nextInt(CAMPAIGNS));
        String contact = "rules-" + u + "-" + c;
        Instant at = moment(random);
        contactRows.add(new Object[] {contact, campaign, user, c, at.toString()});
        own.add(new Touch(campaign, contact, 3, at));
        for (int t = random.nextInt(4); t > 0; t--) {
          boolean click = random.nextInt(3) == 0;
          Instant seen = at.plusSeconds(random.nextInt(100_000));
          // Some name no contact.
          String named = random.nextInt(4) == 0 ? null : contact;
          own.add(new Touch(campaign, named, click ? 1 : 2, seen));
          touchRows.add(
              new Object[] {
                user,
                "rules-m-" + touchRows.size(),
                click ? "CLICK" : "IMPRESSION",
                campaign,
                named,
                seen.toString()
              });
        }
      }
      for (int o = random.nextInt(4); o > 0; o--) {
        order(user, user + "-o" + o, random);
      }
    }
  }

  /** Times on the hour, so that some are equal. */
  private static Instant moment(Random random) {
    return T.plus(Duration.ofHours(random.nextInt(14 * 24)));
  }

  private void order(String user, String id, Random random) {
    long micros = random.nextInt(5) == 0 ? random.nextInt(7) : random.nextLong(1, 200_000_000);
    Instant at = moment(random);
    orderRows.add(new Object[] {user, id, at.toString(), micros});
    long refund = random.nextInt(4) == 0 ? random.nextLong(1, micros + 10) : 0;
    boolean cancelled = random.nextInt(8) == 0;
    if (refund > 0) {
      refundRows.add(new Object[] {user, id + "-r", id, refund, false});
    }
    if (cancelled) {
      refundRows.add(new Object[] {user, id + "-x", id, null, true});
    } else {
      orders.add(new Order(user, id, at, Math.max(0, micros - refund)));
    }
  }

  private void insert() {
    each(
        "insert into contact (id, campaign_id, user_id, came_as, ordinal, offer_id, channel, creative,"
            + " cost_micros, expected_value, decided_at) select r->>0, r->>1, r->>2, r->>2,"
            + " (r->>3)::int, 'o1', 'email', '{}', 0, 0, (r->>4)::timestamptz",
        contactRows);
    each(
        "insert into touch (user_id, came_as, message_id, kind, campaign_id, contact_id, occurred_at)"
            + " select r->>0, r->>0, r->>1, r->>2, r->>3, r->>4, (r->>5)::timestamptz",
        touchRows);
    each(
        "insert into shop_order (user_id, came_as, order_id, occurred_at, revenue_micros, revenue_at)"
            + " select r->>0, r->>0, r->>1, (r->>2)::timestamptz, (r->>3)::bigint,"
            + " (r->>2)::timestamptz",
        orderRows);
    each(
        "insert into order_refund (user_id, came_as, message_id, order_id, amount_micros, cancelled,"
            + " occurred_at) select r->>0, r->>0, r->>1, r->>2, (r->>3)::bigint, (r->>4)::boolean,"
            + " now()",
        refundRows);
  }

  private void each(String insert, List<Object[]> rows) {
    int made =
        jdbc.sql(insert + " from jsonb_array_elements(?::jsonb) r")
            .param(JSON.writeValueAsString(rows))
            .update();
    assertThat(made).isEqualTo(rows.size());
  }

  private void check(String rule, Duration window) {
    Map<Credit, Long> expected = new HashMap<>();
    Map<String, Long> worth = new TreeMap<>();
    for (Order order : orders) {
      Map<Credit, Long> given = given(rule, window, order);
      if (!given.isEmpty()) {
        worth.put(order.id, order.micros);
        assertThat(given.values().stream().mapToLong(Long::longValue).sum())
            .isEqualTo(order.micros);
      }
      expected.putAll(given);
    }
    assertThat(worth).hasSizeGreaterThan(50);
    Map<Credit, Long> found = new HashMap<>();
    Map<String, Long> sums = new TreeMap<>();
    Map<String, Long> shares = new TreeMap<>();
    jdbc.sql("select * from order_credit(?, make_interval(secs => ?), ?::text[], null, null)")
        .params(rule, (double) window.toSeconds(), campaigns.toArray(String[]::new))
        .query(
            row -> {
              Credit credit =
                  new Credit(
                      row.getString("user_id"),
                      row.getString("order_id"),
                      row.getString("campaign_id"),
                      row.getString("contact_id"));
              assertThat(found.put(credit, row.getLong("revenue_micros"))).isNull();
              sums.merge(credit.order, row.getLong("revenue_micros"), Long::sum);
              shares.merge(credit.order, row.getLong("share_micros"), Long::sum);
            });
    assertThat(sums).as(rule + " " + window).isEqualTo(worth);
    assertThat(shares.values()).allMatch(share -> share == 1_000_000);
    assertThat(found).as(rule + " " + window).isEqualTo(expected);
    checkTheReport(rule, window, worth.values().stream().mapToLong(Long::longValue).sum());
  }

  /** The reports of the campaigns, each by itself, add up to the worth of the orders. */
  private void checkTheReport(String rule, Duration window, long worth) {
    long sum = 0;
    for (String id : campaigns) {
      sum +=
          get("/v1/campaigns/%s/report?by=day&attribution=%s&window=%s".formatted(id, rule, window))
              .body()
              .at("/totals/revenue/amount")
              .asDecimal()
              .movePointRight(6)
              .longValueExact();
    }
    assertThat(sum).as(rule + " " + window).isEqualTo(worth);
  }

  private Map<Credit, Long> given(String rule, Duration window, Order order) {
    List<Touch> before =
        touches.get(order.user).stream()
            .filter(t -> !t.at.isAfter(order.at) && t.at.isAfter(order.at.minus(window)))
            .toList();
    int best = before.stream().mapToInt(Touch::rank).min().orElse(0);
    boolean last = rule.equals("last-touch");
    // One of each contact, or of each campaign without one: its last touch, or its first.
    Map<String, Touch> parties = new TreeMap<>();
    for (Touch touch : before) {
      if (touch.rank == best) {
        parties.merge(
            touch.campaign + "/" + touch.contact,
            touch,
            (a, b) -> a.at.isBefore(b.at) == last ? b : a);
      }
    }
    Comparator<Touch> byTime = Comparator.comparing(Touch::at);
    List<Touch> sorted =
        parties.values().stream()
            .sorted(
                (last ? byTime.reversed() : byTime)
                    .thenComparing(Touch::contact, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(Touch::campaign))
            .toList();
    Map<Credit, Long> given = new HashMap<>();
    int parts = rule.equals("linear") ? sorted.size() : Math.min(1, sorted.size());
    Function<Touch, Credit> credit = t -> new Credit(order.user, order.id, t.campaign, t.contact);
    for (int i = 0; i < parts; i++) {
      given.put(
          credit.apply(sorted.get(i)), order.micros / parts + (i < order.micros % parts ? 1 : 0));
    }
    return given;
  }
}
