package io.tierwise.campaign.adapter.kafka;

import io.tierwise.campaign.journey.FollowEvents;
import io.tierwise.campaign.journey.SeenEvent;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventContext;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events that journeys ask for out of a poll. Their name is read from the bytes first, so
 * that the others cost next to nothing; without any journey, nothing.
 */
public final class JourneyEvents {
  private static final byte[] NAME = "\"event\":\"".getBytes(StandardCharsets.UTF_8);
  private final FollowEvents follow;

  public JourneyEvents(FollowEvents follow) {
    this.follow = follow;
  }

  void onPoll(List<ConsumerRecord<String, byte[]>> poll, Polls polls) {
    Set<String> names = follow.names();
    if (!names.isEmpty()) {
      polls.handle(poll, message -> read(message.value(), names), follow::follow);
    }
  }

  /**
   * Null for an event of another name.
   *
   * @param names empty: all events, also those that are no track events
   */
  static @Nullable SeenEvent read(byte @Nullable [] json, Set<String> names) {
    if (json == null || (!names.isEmpty() && !names.contains(name(json)))) {
      return null;
    }
    BehaviorEvent event = ContractJson.read(json, BehaviorEvent.class);
    String name = Objects.requireNonNullElse(event.event(), "");
    return names.isEmpty()
            || (event.type() == BehaviorEvent.EventType.TRACK && names.contains(name))
        ? new SeenEvent(
            event.userKey(), event.messageId(), name, event.occurredAt(), properties(event))
        : null;
  }

  /** Of the first such key, which is the event's own: it comes before all that could nest one. */
  private static String name(byte[] json) {
    for (int i = 0; i < json.length - NAME.length; i++) {
      if (json[i] == '"' && startsWith(json, i)) {
        int from = i + NAME.length;
        int to = from;
        while (to < json.length && json[to] != '"') {
          to++;
        }
        return new String(json, from, to - from, StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private static boolean startsWith(byte[] json, int from) {
    for (int i = 1; i < NAME.length; i++) {
      if (json[from + i] != NAME[i]) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, List<String>> properties(BehaviorEvent event) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    event
        .properties()
        .forEach(
            (name, value) -> {
              if (value instanceof List<?> list) {
                found.put(name, list.stream().<String>map(String::valueOf).toList());
              } else if (value != null && !(value instanceof Map)) {
                found.put(name, List.of(value.toString()));
              }
            });
    EventOrder order = event.order();
    if (order != null) {
      put(found, "orderId", order.orderId());
      put(found, "revenue", order.revenue());
      put(found, "total", order.total());
      put(found, "discount", order.discount());
      put(found, "coupon", order.coupon());
    }
    EventContext context = event.context();
    if (context != null) {
      put(found, "channel", context.channel());
      put(found, "deviceType", context.deviceType());
      put(found, "country", context.country());
    }
    put(found, "query", event.query());
    if (!event.products().isEmpty()) {
      lines(found, "productId", event, EventProduct::productId);
      lines(found, "name", event, EventProduct::name);
      lines(found, "brand", event, EventProduct::brand);
      lines(found, "price", event, EventProduct::price);
      lines(found, "quantity", event, EventProduct::quantity);
      lines(
          found,
          "category",
          event,
          product -> product.categoryPath().isEmpty() ? null : product.categoryPath().getLast());
    }
    return found;
  }

  private static void put(Map<String, List<String>> found, String name, @Nullable Object value) {
    if (value != null) {
      found.put(name, List.of(value.toString()));
    }
  }

  /** Line by line, so that the same place in two lists is the same line. */
  private static void lines(
      Map<String, List<String>> found,
      String name,
      BehaviorEvent event,
      Function<EventProduct, @Nullable Object> value) {
    found.put(
        name,
        event.products().stream()
            .map(
                product -> {
                  Object of = value.apply(product);
                  return of == null ? "" : of.toString();
                })
            .toList());
  }
}
