package io.tierwise.segmentation.adapter.kafka;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.UserKey;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.ingest.EventNames;
import io.tierwise.contracts.ingest.OrderWorth;
import io.tierwise.segmentation.activity.Deed;
import io.tierwise.segmentation.activity.Hashes;
import io.tierwise.segmentation.activity.OrderFact;
import io.tierwise.segmentation.activity.OrderParts;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Picks out of events what users did. Collects a poll; not thread-safe. */
final class BehaviorMessages {
  private static final int MAX_KEY = 512;

  private final List<Deed> deeds = new ArrayList<>();
  private final List<OrderFact> orders = new ArrayList<>();

  /** The part of every event that is read here: to read past the rest costs little. */
  record Event(
      String messageId,
      EventType type,
      @Nullable String event,
      @Nullable String userId,
      @Nullable String anonymousId,
      String occurredAt,
      @Nullable List<Product> products) {
    Event {
      Objects.requireNonNull(messageId, "messageId");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(occurredAt, "occurredAt");
    }
  }

  record Product(@Nullable String productId, @Nullable List<String> categoryPath) {}

  List<Deed> deeds() {
    return deeds;
  }

  List<OrderFact> orders() {
    return orders;
  }

  /**
   * @throws RuntimeException if the message is not what the topic promises
   */
  void add(byte @Nullable [] json) {
    if (json == null) {
      return;
    }
    Event event = ContractJson.read(json, Event.class);
    String name =
        switch (event.type()) {
          case TRACK -> event.event();
          case PAGE, SCREEN -> event.type().name().toLowerCase(Locale.ROOT);
          case IDENTIFY, GROUP, ALIAS -> null;
        };
    if (name == null) {
      return;
    }
    String user = storable(UserKey.of(event.userId(), event.anonymousId()), "userId");
    storable(name, "event");
    int day = day(event.occurredAt());
    addOrder(event, user, json);
    long key = Hashes.of(event.messageId());
    List<Product> products = event.products() == null ? List.of() : event.products();
    for (Product product : products) {
      deeds.add(new Deed(user, name, day, key, hash(product.productId()), hash(top(product))));
    }
    if (products.isEmpty()) {
      deeds.add(new Deed(user, name, day, key, 0, 0));
    }
  }

  private static @Nullable String top(Product product) {
    List<String> path = product.categoryPath();
    return path == null || path.isEmpty() ? null : path.getFirst();
  }

  private static long hash(@Nullable String text) {
    return text == null ? 0 : Hashes.of(text);
  }

  /** Producers write UTC: then the day is there to be read. */
  private static int day(String at) {
    LocalDate day =
        at.length() > 10 && at.charAt(10) == 'T' && at.endsWith("Z")
            ? LocalDate.parse(at.substring(0, 10))
            : LocalDate.ofInstant(OffsetDateTime.parse(at).toInstant(), ZoneOffset.UTC);
    if (day.getYear() < 1900 || day.getYear() > 9999) {
      throw new IllegalArgumentException("occurredAt: " + at + " is not a plausible time");
    }
    return Math.toIntExact(day.toEpochDay());
  }

  /** Orders are few: they are read once more, in full. */
  private void addOrder(Event event, String user, byte[] json) {
    OrderFact.Kind kind = event.type() == EventType.TRACK ? kind(event.event()) : null;
    if (kind == null) {
      return;
    }
    BehaviorEvent full = ContractJson.read(json, BehaviorEvent.class);
    EventOrder order = full.order();
    if (order != null && order.orderId() != null) {
      orders.add(
          new OrderFact(
              user,
              storable(order.orderId(), "orderId"),
              storable(event.messageId(), "messageId"),
              kind,
              kind == OrderFact.Kind.REFUNDED
                  ? OrderWorth.ofRefund(full)
                  : OrderWorth.ofOrder(full),
              kind == OrderFact.Kind.STATED ? parts(full.products()) : Map.of(),
              full.occurredAt()));
    }
  }

  private static Map<String, OrderParts.Part> parts(List<EventProduct> products) {
    return OrderParts.of(
        products.stream()
            .map(p -> new OrderParts.Line(categoryName(p), p.price(), p.quantity()))
            .toList());
  }

  private static @Nullable String categoryName(EventProduct product) {
    List<String> path = product.categoryPath();
    return path.isEmpty() ? null : storable(path.getFirst(), "category");
  }

  private static OrderFact.@Nullable Kind kind(@Nullable String event) {
    return switch (event) {
      case EventNames.ORDER_COMPLETED, EventNames.ORDER_UPDATED -> OrderFact.Kind.STATED;
      case EventNames.ORDER_REFUNDED -> OrderFact.Kind.REFUNDED;
      case EventNames.ORDER_CANCELLED -> OrderFact.Kind.CANCELLED;
      case null, default -> null;
    };
  }

  /** PostgreSQL takes no NUL in a text, and no index entry of any length. */
  private static String storable(String text, String field) {
    if (text.length() > MAX_KEY || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(field + ": is too long or has a NUL character");
    }
    return text;
  }
}
