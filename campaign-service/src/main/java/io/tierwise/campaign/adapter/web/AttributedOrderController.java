package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.adapter.web.ReportReader.Query;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.report.AttributedOrder;
import io.tierwise.campaign.report.AttributedOrders;
import io.tierwise.campaign.report.AttributedOrders.Position;
import io.tierwise.campaign.report.ReportMoney;
import io.tierwise.campaign.report.ReportScope;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Csv;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Money;
import io.tierwise.starter.web.Page;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Reports")
class AttributedOrderController {
  private static final int MOST = 10_000;
  private final AttributedOrders orders;
  private final ReportMoney reports;
  private final Amounts amounts;
  private final JsonMapper json;

  AttributedOrderController(
      AttributedOrders orders,
      ReportMoney reports,
      JsonMapper json,
      @Value("${tierwise.base-currency}") String currency) {
    this.orders = orders;
    this.reports = reports;
    this.json = json;
    this.amounts = new Amounts(currency);
  }

  /**
   * @param contactId null for a click or an impression that names no contact of the user
   * @param share of the order that the rule gives to the contact
   * @param revenue that share of it, less refunds
   */
  @Schema(name = "AttributedOrder")
  record View(
      String campaignId,
      @Nullable String contactId,
      @Nullable String offerId,
      @Nullable String variant,
      @Nullable String tier,
      @Nullable String channel,
      String userId,
      @Nullable Instant contactedAt,
      String orderId,
      Instant orderedAt,
      BigDecimal share,
      Money revenue,
      Money orderRevenue) {}

  /** A page of them. */
  @Schema(name = "AttributedOrderPage")
  record Listed(List<View> items, @Nullable String nextCursor) {}

  @GetMapping("/v1/reports/money/orders")
  @Operation(
      summary = "List which contacts bought, order by order",
      description =
          "For instance all who bought after an e-mail: channel=email. The oldest order first;"
              + " format=csv or Accept: text/csv answers a table, whose Next-Cursor header"
              + " begins the next page.")
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(mediaType = "application/json", schema = @Schema(implementation = Listed.class)),
        @Content(
            mediaType = "text/csv",
            schema = @Schema(type = "string"),
            examples =
                @ExampleObject(
                    "campaignId,contactId,offerId,variant,tier,channel,userId\r\nc-1,k-1,o1,A,Gold,email,anna\r\n"))
      })
  ResponseEntity<?> orders(
      @RequestParam @Nullable String from,
      @RequestParam @Nullable String to,
      @RequestParam @Nullable List<String> campaignId,
      @RequestParam @Nullable String attribution,
      @RequestParam @Nullable String window,
      @RequestParam @Nullable String channel,
      @RequestParam @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam @Nullable String format,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
    ReportScope scope =
        ReportReader.read(
                new Query(from, to, campaignId, attribution, window, null), reports.rule())
            .scope();
    if (channel != null && Channel.of(channel).isEmpty()) {
      throw ProblemException.invalid("channel", "unknown", "there is no channel " + channel);
    }
    ReportFormat wanted = ReportFormat.of(format, format == null ? tabular(accept) : null);
    if (wanted == ReportFormat.HTML) {
      throw ProblemException.invalid("format", "unknown", "is neither json nor csv");
    }
    int size = Cursor.limit(limit, MOST);
    Page<AttributedOrder> page =
        Page.of(
            orders.page(scope, channel, position(cursor), size + 1),
            size,
            order -> json.writeValueAsString(Position.of(order)));
    return wanted == ReportFormat.CSV ? table(page) : ResponseEntity.ok(page.map(this::view));
  }

  /** There is no page of them: a browser gets JSON. */
  private static @Nullable String tabular(@Nullable String accept) {
    return accept == null ? null : accept.replace("text/html", "");
  }

  private @Nullable Position position(@Nullable String cursor) {
    String position = Cursor.decode(cursor);
    if (position == null) {
      return null;
    }
    try {
      Position read = json.readValue(position, Position.class);
      Instant.parse(read.orderedAt());
      return new Position(
          read.orderedAt(), read.userId(), read.orderId(), read.campaignId(), read.contactId());
    } catch (JacksonException | DateTimeException | NullPointerException e) {
      throw Cursor.invalid();
    }
  }

  private View view(AttributedOrder order) {
    return new View(
        order.campaignId(),
        order.contactId(),
        order.offerId(),
        order.variant(),
        order.tier(),
        order.channel(),
        order.userId(),
        order.contactedAt(),
        order.orderId(),
        order.orderedAt(),
        plain(order.share()),
        amounts.of(order.revenue()),
        amounts.of(order.orderRevenue()));
  }

  private static BigDecimal plain(BigDecimal share) {
    BigDecimal stripped = share.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private ResponseEntity<?> table(Page<AttributedOrder> page) {
    StringBuilder table =
        new StringBuilder(
            Csv.line(
                "campaignId",
                "contactId",
                "offerId",
                "variant",
                "tier",
                "channel",
                "userId",
                "contactedAt",
                "orderId",
                "orderedAt",
                "share",
                "revenue",
                "orderRevenue",
                "currency"));
    for (AttributedOrder order : page.items()) {
      table.append(
          Csv.line(
              order.campaignId(),
              order.contactId(),
              order.offerId(),
              order.variant(),
              order.tier(),
              order.channel(),
              order.userId(),
              order.contactedAt(),
              order.orderId(),
              order.orderedAt(),
              plain(order.share()).toPlainString(),
              new BigDecimal(Amounts.plain(order.revenue())),
              new BigDecimal(Amounts.plain(order.orderRevenue())),
              amounts.currency()));
    }
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(Csv.TYPE);
    return (page.nextCursor() == null ? answer : answer.header("Next-Cursor", page.nextCursor()))
        .body(table.toString());
  }
}
