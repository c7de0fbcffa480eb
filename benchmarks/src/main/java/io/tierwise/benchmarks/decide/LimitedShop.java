package io.tierwise.benchmarks.decide;

import io.tierwise.campaign.experiment.HoldoutAssignment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Users with profile and tier, six campaigns that decisions choose from, and limits of every kind,
 * each of which binds: budgets, budgets of the day, an even pace, a capacity of the channel, caps
 * of the user, contacts and variants of a campaign, holdouts.
 */
final class LimitedShop {
  private static final JsonMapper JSON = new JsonMapper();
  private static final double HOLDOUT = 0.1;
  private final HttpClient http;
  private final URI service;
  private final Connection database;

  LimitedShop(HttpClient http, URI service, Connection database) {
    this.http = http;
    this.service = service;
    this.database = database;
  }

  /** What the server does by itself within a minute or two, which is longer than a round. */
  void analyze() throws SQLException {
    try (Statement sql = database.createStatement()) {
      sql.execute("analyze");
    }
  }

  void fill(int users) throws SQLException, IOException, InterruptedException {
    try (Statement sql = database.createStatement()) {
      sql.execute(
          """
          insert into member_profile (user_id, as_of, identified, orders, net_revenue,
                                      average_order_value, consents, features)
          select 'u' || i, now(), true, 1 + i %% 5, 20 * (1 + i %% 5), 20 + i %% 60, '{email}',
                 jsonb_build_object('identified', true, 'orders', 1 + i %% 5, 'country', 'GB',
                   'timezone', 'Europe/London', 'netRevenue', 20 * (1 + i %% 5))
          from generate_series(0, %d) i
          """
              .formatted(users - 1));
      sql.execute(
          """
          insert into member_tier (user_id, tier, tier_rank, segment, assigned_at)
          select 'u' || i, (array['Diamond', 'Gold', 'Silver', 'Bronze'])[1 + i %% 4], 1 + i %% 4,
                 (array['Diamond', 'Gold', 'Silver', 'Bronze'])[1 + i %% 4], now()
          from generate_series(0, %d) i
          """
              .formatted(users - 1));
    }
    analyze();
    send(
        "PUT",
        "/v1/contact-policy",
        """
        {"caps": {"day": 2, "week": 3, "month": 4},
         "channels": {"onsite": {"counts": true, "caps": {"day": 2}, "capacityPerDay": %d}}}
        """
            .formatted(users));
    long share = users / 20;
    campaign("open", 100L * users, ", \"contactsPerUser\": 1");
    campaign("variants", 100L * users, ", \"contactsPerUser\": 3");
    campaign("poor", share, "");
    campaign("held", 100L * users, ", \"holdoutShare\": " + HOLDOUT);
    campaign(
        "daily",
        100L * users,
        ", \"priority\": 3, \"pacing\": {\"dailyBudget\": {\"amount\": \"%d\", \"currency\": \"GBP\"}}"
            .formatted(share));
    campaign(
        "even",
        100L * users,
        ", \"priority\": 2, \"pacing\": {\"even\": true, \"dailyBudget\":"
            + " {\"amount\": \"%d\", \"currency\": \"GBP\"}}".formatted(share));
  }

  /** A contact costs one unit. */
  private void campaign(String name, long budget, String more)
      throws IOException, InterruptedException {
    send(
        "POST",
        "/v1/campaigns",
        """
        {"name": "%s", "status": "running", "startsAt": "2020-01-01T00:00:00Z",
         "endsAt": "2100-01-01T00:00:00Z", "budget": {"amount": "%d", "currency": "GBP"},
         "margin": 1, "offers": [%s, %s], "audience": {"conditions":
           [{"feature": "orders", "op": "gte", "value": 1}]}%s}
        """
            .formatted(name, budget, offer("a"), offer("b"), more));
  }

  private static String offer(String variant) {
    return """
        {"offerId": "%1$s", "variant": "%1$s", "channel": "onsite", "costPerContact": 1,
         "value": 500, "creatives": {"default": {"title": "Hello"}, "Gold": {"title": "Gold"}}}"""
        .formatted(variant);
  }

  private void send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(service.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(answer + ": " + answer.body());
    }
    JSON.readTree(answer.body());
  }

  long contacts() throws SQLException {
    return number("select count(*) from contact");
  }

  /** Transactions that the database has committed; statements of the service are one each. */
  long commits() throws SQLException {
    return number("select xact_commit from pg_stat_database where datname = current_database()");
  }

  /** How often each limit was breached. */
  Map<String, Long> breaches() throws SQLException {
    Map<String, Long> breaches = new LinkedHashMap<>();
    breaches.put(
        "budget",
        number(
            """
            select count(*) from campaign_budget b where spent_micros > budget_micros
              or spent_micros <> (select coalesce(sum(cost_micros), 0) from contact c
                                  where c.campaign_id = b.campaign_id)
            """));
    breaches.put(
        "dayBudget",
        number(
            """
            select count(*) from (
              select campaign_id, sum(cost_micros) as spent from contact
              group by campaign_id, (decided_at at time zone 'UTC')::date) d
            join campaign c on c.id = d.campaign_id
            where d.spent > (c.plan #>> '{pacing,dailyBudget,micros}')::bigint
            """));
    breaches.put(
        "channelDay",
        number(
            """
            select count(*) from (
              select channel, count(*) as made from contact
              group by channel, (decided_at at time zone 'UTC')::date) d, contact_policy p
            where d.made > (p.policy #>> '{channels,ONSITE,capacityPerDay}')::bigint
            """));
    for (Map.Entry<String, String> span :
        Map.of("day", "24 hours", "week", "168 hours", "month", "720 hours").entrySet()) {
      breaches.put("user" + span.getKey(), number(overCap(span.getKey(), span.getValue())));
    }
    breaches.put(
        "campaignContacts",
        number(
            """
            select count(*) from (
              select campaign_id, user_id, count(*) as made, count(distinct variant) as variants
              from contact group by campaign_id, user_id) u
            join campaign c on c.id = u.campaign_id
            where u.made > (c.plan ->> 'contactsPerUser')::integer or u.variants > 1
            """));
    breaches.put("heldOut", heldOutButServed());
    return breaches;
  }

  private static String overCap(String cap, String span) {
    return """
        select count(*) from (
          select count(*) over (partition by user_id order by decided_at
                                range between interval '%s' preceding and current row) as made
          from contact) w, contact_policy p
        where w.made > (p.policy #>> '{caps,%s}')::integer
        """
        .formatted(span, cap);
  }

  private long heldOutButServed() throws SQLException {
    long served = 0;
    try (PreparedStatement sql =
            database.prepareStatement(
                "select campaign_id, user_id from contact join campaign on campaign.id = campaign_id"
                    + " where name = 'held'");
        ResultSet rows = sql.executeQuery()) {
      while (rows.next()) {
        served +=
            new HoldoutAssignment(rows.getString(1), HOLDOUT).holdsOut(rows.getString(2)) ? 1 : 0;
      }
    }
    return served;
  }

  /** Limits that have refused or held out somebody, so that they were really tried. */
  long limitsThatBound() throws SQLException {
    return number(
        """
        select (select count(*) from campaign_budget where spent_micros = budget_micros)
             + (select count(*) from campaign_budget b join campaign c on c.id = b.campaign_id
                where b.day_spent_micros = (c.plan #>> '{pacing,dailyBudget,micros}')::bigint)
             + (select least(1, count(*)) from experiment_unit where arm = 'CONTROL')
        """);
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
