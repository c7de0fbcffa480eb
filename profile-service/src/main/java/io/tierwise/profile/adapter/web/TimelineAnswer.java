package io.tierwise.profile.adapter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventContext;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventPromotion;
import io.tierwise.contracts.ingest.BehaviorEvent.EventReview;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.profile.lookup.TimelineEntry;
import io.tierwise.starter.web.Money;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as JSON; what it does not say is left out. */
@Schema(name = "TimelineEvent")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record TimelineAnswer(
    @Schema(example = "m-4711") String messageId,
    @Schema(description = "track, page, screen, identify, group or alias", example = "track")
        String type,
    @Schema(description = "The name under which it is counted", example = "Order Completed")
        String event,
    @Schema(description = "The id that the event came with", example = "12347") String userId,
    @Schema(example = "3f6c1a52") @Nullable String anonymousId,
    @Schema(description = "Of an alias", example = "3f6c1a52") @Nullable String previousId,
    @Schema(description = "Of a page or screen", example = "Checkout") @Nullable String name,
    @Schema(example = "2026-03-02T10:00:00Z") Instant occurredAt,
    @Schema(example = "2026-03-02T10:00:01Z") Instant receivedAt,
    @Schema(description = "The write key's name, or the import", example = "web") String source,
    @Schema(example = "s-17") @Nullable String sessionId,
    @Nullable EventContext context,
    List<Line> products,
    @Nullable Order order,
    @Schema(description = "Of a search", example = "garden lights") @Nullable String query,
    @Nullable EventReview review,
    @Nullable EventPromotion promotion,
    @Schema(example = "{\"list\": \"summer\"}") Map<String, Object> properties,
    @Schema(example = "{\"name\": \"Ada\"}") Map<String, Object> traits) {

  @Schema(name = "TimelineProduct")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Line(
      @Schema(example = "84029G") String productId,
      @Schema(example = "Garden light") @Nullable String name,
      @Schema(example = "[\"Garden\", \"Lights\"]") List<String> categoryPath,
      @Schema(example = "Acme") @Nullable String brand,
      @Schema(description = "Of one piece") @Nullable Money price,
      @Schema(example = "2") int quantity,
      @Schema(example = "SPRING") @Nullable String coupon) {}

  @Schema(name = "TimelineOrder", description = "Amounts are in the base currency")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Order(
      @Schema(example = "1001") @Nullable String orderId,
      @Nullable Money revenue,
      @Nullable Money tax,
      @Nullable Money shipping,
      @Nullable Money discount,
      @Nullable Money total,
      @Schema(example = "SPRING") @Nullable String coupon,
      @Schema(description = "That the client sent", example = "EUR")
          @Nullable String sentCurrency) {}

  static TimelineAnswer of(TimelineEntry entry, String currency) {
    BehaviorEvent event =
        ContractJson.read(entry.json().getBytes(StandardCharsets.UTF_8), BehaviorEvent.class);
    String type = event.type().name().toLowerCase(Locale.ROOT);
    boolean track = event.type() == EventType.TRACK;
    String stated = track ? event.event() : null;
    EventOrder order = event.order();
    return new TimelineAnswer(
        event.messageId(),
        type,
        stated == null || stated.isEmpty() ? type : stated,
        entry.userKey(),
        event.anonymousId(),
        event.previousId(),
        track ? null : event.event(),
        entry.occurredAt(),
        event.receivedAt(),
        event.source(),
        event.sessionId(),
        event.context(),
        event.products().stream().map(line -> line(line, currency)).toList(),
        order == null ? null : order(order, currency),
        event.query(),
        event.review(),
        event.promotion(),
        event.properties(),
        event.traits());
  }

  private static Line line(EventProduct line, String currency) {
    return new Line(
        line.productId(),
        line.name(),
        line.categoryPath(),
        line.brand(),
        money(line.price(), currency),
        line.quantity(),
        line.coupon());
  }

  private static Order order(EventOrder order, String currency) {
    return new Order(
        order.orderId(),
        money(order.revenue(), currency),
        money(order.tax(), currency),
        money(order.shipping(), currency),
        money(order.discount(), currency),
        money(order.total(), currency),
        order.coupon(),
        order.currency());
  }

  private static @Nullable Money money(@Nullable BigDecimal amount, String currency) {
    return amount == null ? null : Money.of(amount, currency);
  }
}
