package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.history.HistoryImport.Rejection;
import io.tierwise.campaign.history.HistoryRow;
import io.tierwise.campaign.history.HistoryRow.PastCampaign;
import io.tierwise.campaign.history.HistoryRow.PastContact;
import io.tierwise.campaign.history.HistoryRow.PastCoupon;
import io.tierwise.campaign.history.HistoryRow.PastRedemption;
import io.tierwise.campaign.history.HistoryRow.Response;
import io.tierwise.campaign.history.ImportHistory.Read;
import io.tierwise.campaign.lifecycle.CampaignPlan;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.lifecycle.Offer;
import io.tierwise.campaign.lifecycle.Pacing;
import io.tierwise.campaign.money.Money;
import io.tierwise.starter.web.Instants;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a line of an import: a JSON object whose {@code type} says what it is. */
final class HistoryRowReader {
  private static final Money NO_BUDGET = Money.ZERO;
  private static final String OFFER = "history";
  private final Checks checks = new Checks();
  private final JsonNode row;

  private HistoryRowReader(JsonNode row) {
    this.row = row;
  }

  static Read read(long line, String json, JsonMapper mapper) {
    JsonNode node;
    try {
      node = mapper.readTree(json);
    } catch (JacksonException e) {
      return refused(line, "", "unreadable", "is not JSON: " + e.getOriginalMessage());
    }
    if (!node.isObject()) {
      return refused(line, "", "no-object", "is no JSON object");
    }
    HistoryRowReader reader = new HistoryRowReader(node);
    HistoryRow row = reader.row();
    List<Rejection> rejections =
        reader.checks.problems().stream()
            .map(p -> new Rejection(line, p.field(), p.code(), p.message()))
            .toList();
    return new Read(line, rejections.isEmpty() ? row : null, rejections);
  }

  static Read refused(long line, String field, String code, String message) {
    return new Read(line, null, List.of(new Rejection(line, field, code, message)));
  }

  private @Nullable HistoryRow row() {
    String type = string("type");
    return switch (type == null ? "" : type) {
      case "campaign" -> campaign();
      case "contact" -> contact();
      case "coupon" -> coupon();
      case "redemption" -> redemption();
      default -> {
        checks.problem("type", "unknown", "is none of campaign, contact, coupon, redemption");
        yield null;
      }
    };
  }

  private @Nullable HistoryRow campaign() {
    String id = checks.text("campaignId", string("campaignId"));
    String name = checks.text("name", string("name"));
    Instant startsAt = instant("startsAt");
    Instant endsAt = instant("endsAt");
    double margin = decimal("margin") == null ? 0 : checks.share("margin", decimal("margin"), true);
    Response response = response();
    if (startsAt != null && endsAt != null && !endsAt.isAfter(startsAt)) {
      checks.problem("endsAt", "not-after-start", "is not after startsAt");
    }
    Money budget = amount("budget");
    if (checks.failed() || startsAt == null || endsAt == null) {
      return null;
    }
    Offer offer =
        new Offer(
            OFFER,
            name,
            List.of(),
            List.of(),
            null,
            Channel.FILE,
            Money.ZERO,
            Map.of(Offer.DEFAULT_CREATIVE, Map.of()),
            null);
    CampaignPlan plan =
        new CampaignPlan(
            name,
            "history",
            startsAt,
            endsAt,
            budget == null ? NO_BUDGET : budget,
            margin,
            List.of(offer),
            Audience.EVERYONE,
            0,
            1,
            0,
            Pacing.NONE);
    return new PastCampaign(id, plan, response);
  }

  private Response response() {
    String response = string("response");
    return switch (response == null ? "order" : response) {
      case "order" -> Response.ORDER;
      case "redemption" -> Response.REDEMPTION;
      default -> {
        checks.problem("response", "unknown", "is neither order nor redemption");
        yield Response.ORDER;
      }
    };
  }

  private @Nullable HistoryRow contact() {
    String campaign = checks.text("campaignId", string("campaignId"));
    String user = checks.userId("userId", string("userId"));
    Instant at = instant("at");
    String given = string("contactId");
    String offer = string("offerId");
    String tier = string("tier");
    String variant = string("variant");
    for (String field : List.of("contactId", "offerId", "tier", "variant")) {
      if (string(field) != null) {
        checks.text(field, string(field));
      }
    }
    String channelId = string("channel");
    Channel channel = channelId == null ? Channel.FILE : Channel.of(channelId).orElse(Channel.FILE);
    if (channelId != null && Channel.of(channelId).isEmpty()) {
      checks.problem("channel", "unknown", "there is no channel " + channelId);
    }
    Money cost = amount("cost");
    if (checks.failed() || at == null) {
      return null;
    }
    return new PastContact(
        given == null ? "history:" + campaign + ":" + user + ":" + at : given,
        campaign,
        user,
        offer == null ? OFFER : offer,
        variant,
        channel,
        tier,
        cost == null ? Money.ZERO : cost,
        at);
  }

  private @Nullable HistoryRow coupon() {
    String campaign = checks.text("campaignId", string("campaignId"));
    String coupon = checks.text("coupon", string("coupon"));
    List<String> items = new ArrayList<>();
    for (JsonNode item : row.path("itemIds")) {
      items.add(checks.text("itemIds[" + items.size() + "]", item.asString("")));
    }
    return checks.failed() ? null : new PastCoupon(campaign, coupon, items);
  }

  private @Nullable HistoryRow redemption() {
    String campaign = checks.text("campaignId", string("campaignId"));
    String user = checks.userId("userId", string("userId"));
    String coupon = checks.text("coupon", string("coupon"));
    String order = string("orderId");
    if (order != null) {
      checks.text("orderId", order);
    }
    Instant at = instant("at");
    Money discount = amount("discount");
    return checks.failed() || at == null
        ? null
        : new PastRedemption(campaign, user, coupon, at, order, discount);
  }

  private @Nullable String string(String field) {
    JsonNode value = row.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      checks.problem(field, "invalid-text", "is no text");
      return null;
    }
    return value.asString();
  }

  /** A day begins at midnight UTC. */
  private @Nullable Instant instant(String field) {
    String text = string(field);
    if (text == null) {
      checks.problem(field, "missing", "is required");
      return null;
    }
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instants.parse(text);
    } catch (DateTimeException e) {
      checks.problem(field, "invalid-instant", text + " is neither a day nor an instant");
      return null;
    }
  }

  private @Nullable BigDecimal decimal(String field) {
    JsonNode value = row.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return Checks.decimal(value.isNumber() ? value.toString() : value.asString("?"))
        .orElseGet(
            () -> {
              checks.problem(field, "invalid-amount", "is no number");
              return null;
            });
  }

  private @Nullable Money amount(String field) {
    BigDecimal amount = decimal(field);
    return amount == null ? null : checks.money(field, amount);
  }
}
