package io.tierwise.campaign.adapter.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.tierwise.campaign.coupon.CouponCodes;
import io.tierwise.campaign.coupon.CouponUse;
import io.tierwise.campaign.coupon.Coupons;
import io.tierwise.campaign.loyalty.Ledgers;
import io.tierwise.campaign.loyalty.Ledgers.EventSeen;
import io.tierwise.campaign.loyalty.OrderFacts;
import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.outcome.OrderSeen;
import io.tierwise.campaign.outcome.Outcomes;
import io.tierwise.campaign.outcome.RefundSeen;
import io.tierwise.campaign.outcome.Touch;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventPromotion;
import io.tierwise.contracts.ingest.EventNames;
import io.tierwise.contracts.ingest.OrderWorth;
import io.tierwise.starter.kafka.DeadLetters;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Takes outcomes out of the stream of events. What a visitor did counts for the user once profiles
 * say who that is.
 */
public final class BehaviorEventsListener {
  private final Outcomes outcomes;
  private final Coupons coupons;
  private final Polls polls;
  private final Ledgers ledgers;
  private final RewardedEvents rewarded;
  private final Clock clock;
  private final MeterRegistry meters;
  private final JourneyEvents journeys;

  public BehaviorEventsListener(
      Outcomes outcomes,
      Coupons coupons,
      Ledgers ledgers,
      JourneyEvents journeys,
      DeadLetters deadLetters,
      Clock clock,
      MeterRegistry meters) {
    this.outcomes = outcomes;
    this.coupons = coupons;
    this.ledgers = ledgers;
    this.journeys = journeys;
    this.rewarded = new RewardedEvents(ledgers, clock);
    this.clock = clock;
    this.polls = new Polls(deadLetters);
    this.meters = meters;
  }

  @KafkaListener(
      id = "behavior-events",
      topics = Topics.BEHAVIOR_EVENTS,
      idIsGroup = false,
      concurrency = "1")
  void onPoll(List<ConsumerRecord<String, byte[]>> poll) {
    rewarded.refresh();
    polls.handle(poll, this::read, this::keep);
    journeys.onPoll(poll, polls);
  }

  private @Nullable Object read(ConsumerRecord<String, byte[]> message) {
    Object outcome = outcome(message);
    return outcome == null ? rewarded.read(message.value()) : outcome;
  }

  private void keep(List<Object> found) {
    Outcomes.Kept kept =
        outcomes.keep(
            only(found, Touch.class), only(found, OrderSeen.class), only(found, RefundSeen.class));
    coupons.use(
        only(found, OrderSeen.class).stream()
            .flatMap(
                order ->
                    order.coupons().stream()
                        .map(
                            code ->
                                new CouponUse(
                                    code,
                                    order.userId(),
                                    order.orderId(),
                                    order.discount(),
                                    order.occurredAt())))
            .toList());
    ledgers.notice(only(found, OrderSeen.class), only(found, RefundSeen.class), clock.instant());
    List<EventSeen> bonuses = only(found, EventSeen.class);
    if (!bonuses.isEmpty()) {
      ledgers.reward(bonuses, clock.instant());
    }
    count("impression", kept.impressions());
    count("click", kept.clicks());
    count("order", kept.orders());
    count("refund", kept.refunds());
  }

  private void count(String kind, int number) {
    meters.counter("tierwise.campaign.outcomes", "kind", kind).increment(number);
  }

  private static <T> List<T> only(List<Object> found, Class<T> type) {
    return found.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** A touch, an order, a refund; null for everything else. */
  static @Nullable Object outcome(ConsumerRecord<String, byte[]> message) {
    byte[] json = message.value();
    if (json == null || !EventFilter.mayMatter(json)) {
      return null;
    }
    BehaviorEvent event = ContractJson.read(json, BehaviorEvent.class);
    if (event.type() != BehaviorEvent.EventType.TRACK || event.event() == null) {
      return null;
    }
    return switch (event.event()) {
      case EventNames.PROMOTION_VIEWED -> touch(event, Touch.Kind.IMPRESSION);
      case EventNames.PROMOTION_CLICKED -> touch(event, Touch.Kind.CLICK);
      case EventNames.ORDER_COMPLETED -> order(event, true);
      case EventNames.ORDER_UPDATED -> order(event, false);
      case EventNames.ORDER_REFUNDED -> refund(event, false);
      case EventNames.ORDER_CANCELLED -> refund(event, true);
      default -> null;
    };
  }

  private static @Nullable Touch touch(BehaviorEvent event, Touch.Kind kind) {
    EventPromotion promotion = event.promotion();
    if (promotion == null || (promotion.decisionId() == null && promotion.campaignId() == null)) {
      return null;
    }
    return new Touch(
        event.userKey(),
        event.messageId(),
        kind,
        promotion.decisionId(),
        promotion.campaignId(),
        promotion.offerId(),
        event.occurredAt());
  }

  private static @Nullable OrderSeen order(BehaviorEvent event, boolean completed) {
    EventOrder order = event.order();
    if (order == null || order.orderId() == null) {
      return null;
    }
    return new OrderSeen(
        event.userKey(),
        order.orderId(),
        Money.rounded(Objects.requireNonNullElse(OrderWorth.ofOrder(event), BigDecimal.ZERO)),
        completed,
        event.occurredAt(),
        coupons(order, event),
        order.discount() == null ? null : Money.rounded(order.discount().abs()),
        parts(event));
  }

  private static Map<String, Long> parts(BehaviorEvent event) {
    if (event.products().stream().allMatch(line -> line.categoryPath().isEmpty())) {
      return Map.of();
    }
    Map<String, Long> parts = new HashMap<>();
    for (BehaviorEvent.EventProduct line : event.products()) {
      BigDecimal price = line.price();
      if (price != null) {
        long micros = Money.rounded(price.multiply(BigDecimal.valueOf(line.quantity()))).micros();
        parts.merge(String.join(OrderFacts.BELOW, line.categoryPath()), micros, Long::sum);
      }
    }
    return parts;
  }

  private static List<String> coupons(EventOrder order, BehaviorEvent event) {
    return Stream.concat(
            Stream.of(Optional.ofNullable(order.coupon())),
            event.products().stream().map(line -> Optional.ofNullable(line.coupon())))
        .flatMap(Optional::stream)
        .map(CouponCodes::normal)
        .distinct()
        .toList();
  }

  private static @Nullable RefundSeen refund(BehaviorEvent event, boolean cancelled) {
    EventOrder order = event.order();
    if (order == null || order.orderId() == null) {
      return null;
    }
    BigDecimal givenBack = OrderWorth.ofRefund(event);
    return new RefundSeen(
        event.userKey(),
        event.messageId(),
        order.orderId(),
        givenBack == null ? null : Money.rounded(givenBack.abs()),
        cancelled,
        event.occurredAt());
  }
}
