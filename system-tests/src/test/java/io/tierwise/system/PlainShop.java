package io.tierwise.system;

import io.tierwise.system.ShopEvent.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the profiles have to say, worked out anew from all events at once, as the documents define
 * it: the earliest claim on an id holds; of an order's amounts the last one stated holds; what was
 * cancelled neither earns nor is given back.
 */
final class PlainShop {
  private static final Comparator<ShopEvent> BY_TIME =
      Comparator.comparing((ShopEvent event) -> Objects.requireNonNull(event.at()))
          .thenComparing(ShopEvent::messageId);

  /** Amounts without zeros at the end, so that they can be compared. */
  record Figures(
      Map<String, Long> counts, long orders, BigDecimal grossRevenue, BigDecimal refunds) {
    Figures {
      grossRevenue = grossRevenue.stripTrailingZeros();
      refunds = refunds.stripTrailingZeros();
    }
  }

  private final Map<String, ShopEvent> claims = new HashMap<>();
  private final Map<String, Figures> figures = new TreeMap<>();

  PlainShop(Collection<ShopEvent> events) {
    for (ShopEvent event : events) {
      if (event.kind() == Kind.IDENTIFIED) {
        claim("anon:" + event.anonymousId(), event);
      } else if (event.kind() == Kind.ALIASED) {
        claim(Objects.requireNonNull(event.previousId()), event);
      }
    }
    Map<String, List<ShopEvent>> byUser = new TreeMap<>();
    for (ShopEvent event : events) {
      byUser.computeIfAbsent(root(event.userKey()), user -> new ArrayList<>()).add(event);
    }
    byUser.forEach((user, own) -> figures.put(user, figures(own)));
  }

  /** By the id that all ids of a user lead to. */
  Map<String, Figures> figures() {
    return figures;
  }

  /** Ids that belong to another. */
  int merged() {
    return claims.size();
  }

  private void claim(String id, ShopEvent event) {
    claims.merge(id, event, (a, b) -> BY_TIME.compare(a, b) <= 0 ? a : b);
  }

  private String root(String key) {
    String at = key;
    while (claims.containsKey(at)) {
      at = claims.get(at).userKey();
    }
    return at;
  }

  private static Figures figures(List<ShopEvent> events) {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, List<ShopEvent>> byOrder = new TreeMap<>();
    for (ShopEvent event : events) {
      counts.merge(event.kind().label, 1L, Long::sum);
      if (event.orderId() != null) {
        byOrder.computeIfAbsent(event.orderId(), order -> new ArrayList<>()).add(event);
      }
    }
    long orders = 0;
    BigDecimal gross = BigDecimal.ZERO;
    BigDecimal refunds = BigDecimal.ZERO;
    for (List<ShopEvent> story : byOrder.values()) {
      if (of(Kind.CANCELLED, story).isEmpty()) {
        boolean completed = !of(Kind.ORDERED, story).isEmpty();
        BigDecimal value = completed ? value(story) : BigDecimal.ZERO;
        BigDecimal back = moneyBack(story, value);
        gross = gross.add(value);
        refunds = refunds.add(back);
        boolean refunded = !of(Kind.REFUNDED, story).isEmpty();
        orders += completed && !(refunded && back.compareTo(value) >= 0) ? 1 : 0;
      }
    }
    return new Figures(counts, orders, gross, refunds);
  }

  private static List<ShopEvent> of(Kind kind, List<ShopEvent> story) {
    return story.stream().filter(event -> event.kind() == kind).toList();
  }

  private static BigDecimal value(List<ShopEvent> story) {
    return story.stream()
        .filter(event -> event.kind() == Kind.ORDERED || event.kind() == Kind.UPDATED)
        .max(BY_TIME)
        .map(ShopEvent::amount)
        .orElse(BigDecimal.ZERO);
  }

  /** A refund that names no amount gives back at least the whole order. */
  private static BigDecimal moneyBack(List<ShopEvent> story, BigDecimal value) {
    BigDecimal stated = BigDecimal.ZERO;
    boolean whole = false;
    for (ShopEvent refund : of(Kind.REFUNDED, story)) {
      whole |= refund.amount() == null;
      stated = stated.add(Objects.requireNonNullElse(refund.amount(), BigDecimal.ZERO));
    }
    return whole ? stated.max(value) : stated;
  }
}
