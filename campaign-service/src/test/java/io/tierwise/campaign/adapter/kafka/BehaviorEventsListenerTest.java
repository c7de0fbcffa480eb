package io.tierwise.campaign.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.outcome.OrderSeen;
import io.tierwise.campaign.outcome.RefundSeen;
import io.tierwise.campaign.outcome.Touch;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventPromotion;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.ingest.EventNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BehaviorEventsListenerTest {
  private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void outcome_skipsBrowsingWithoutParsing() {
    byte[] viewed = ContractJson.write(event(EventNames.PRODUCT_VIEWED, null, null, List.of()));
    assertThat(EventFilter.mayMatter(viewed)).isFalse();
    for (String name : EventNames.ALL) {
      boolean matters = name.startsWith("Promotion ") || name.startsWith("Order ");
      byte[] json = ContractJson.write(event(name, null, null, List.of()));
      assertThat(EventFilter.mayMatter(json)).as(name).isEqualTo(matters);
    }
  }

  @Test
  void outcome_ofAPromotionWithoutCampaign_isNothing() {
    EventPromotion foreign = new EventPromotion("summer", null, null, null, "home", null);
    assertThat(read(event(EventNames.PROMOTION_VIEWED, null, foreign, List.of()))).isNull();
  }

  @Test
  void outcome_ofAnImpression() {
    EventPromotion ours = new EventPromotion(null, "c", "o", "x", "home", "contact-1");
    assertThat(read(event(EventNames.PROMOTION_VIEWED, null, ours, List.of())))
        .isEqualTo(new Touch("u", "m", Touch.Kind.IMPRESSION, "contact-1", "c", "o", AT));
  }

  @Test
  void outcome_ofAnOrderWithoutRevenue_isItsLines() {
    EventProduct line =
        new EventProduct("p", null, List.of(), null, new BigDecimal("2.50"), 3, null);
    EventOrder order = new EventOrder("o1", null, null, null, null, null, null, null);
    assertThat(read(event(EventNames.ORDER_COMPLETED, order, null, List.of(line))))
        .isEqualTo(new OrderSeen("u", "o1", Money.of("7.5"), true, AT, List.of(), null));
  }

  @Test
  void outcome_ofARefundWithoutAmount_isTheWholeOrder() {
    EventOrder order = new EventOrder("o1", null, null, null, null, null, null, null);
    assertThat(read(event(EventNames.ORDER_REFUNDED, order, null, List.of())))
        .isEqualTo(new RefundSeen("u", "m", "o1", null, false, AT));
    assertThat(read(event(EventNames.ORDER_CANCELLED, order, null, List.of())))
        .isEqualTo(new RefundSeen("u", "m", "o1", null, true, AT));
  }

  private static Object read(BehaviorEvent event) {
    return BehaviorEventsListener.outcome(
        new ConsumerRecord<>("topic", 0, 0, "u", ContractJson.write(event)));
  }

  private static BehaviorEvent event(
      String name, EventOrder order, EventPromotion promotion, List<EventProduct> products) {
    return new BehaviorEvent(
        BehaviorEvent.SCHEMA,
        "m",
        EventType.TRACK,
        name,
        "u",
        null,
        null,
        AT,
        AT,
        "test",
        null,
        null,
        products,
        order,
        null,
        null,
        promotion,
        Map.of(),
        Map.of());
  }
}
