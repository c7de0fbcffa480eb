package io.tierwise.recommend.intake;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.catalogue.Items;
import io.tierwise.recommend.feedback.Touches;
import io.tierwise.recommend.interaction.Identities;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.Interactions;
import io.tierwise.recommend.interaction.OrderFact;
import io.tierwise.recommend.interaction.Orders;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.serving.LiveDemand;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stores a poll of behaviour, then brings memory up to date. Every step may be repeated without
 * effect, so that a poll that failed halfway is simply taken again.
 */
public final class RecordBehavior {
  private final Interactions interactions;
  private final Orders orders;
  private final Touches touches;
  private final Identities identities;
  private final Items items;
  private final Catalogue catalogue;
  private final UserHistories histories;
  private final LiveDemand demand;
  private final AtomicLong recorded = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();

  public RecordBehavior(
      Interactions interactions,
      Orders orders,
      Touches touches,
      Identities identities,
      Items items,
      Catalogue catalogue,
      UserHistories histories,
      LiveDemand demand) {
    this.interactions = interactions;
    this.orders = orders;
    this.touches = touches;
    this.identities = identities;
    this.items = items;
    this.catalogue = catalogue;
    this.histories = histories;
    this.demand = demand;
  }

  public void record(Behavior behavior) {
    learn(behavior.items());
    orders.record(behavior.orders());
    touches.record(behavior.touches());
    if (!behavior.deeds().isEmpty()) {
      // Last, so that deeds are counted as new only once everything else has succeeded.
      remember(behavior.deeds());
    }
    forgetUndone(behavior);
  }

  /** A held history cannot take a purchase back, so it is read again when it is asked for. */
  private void forgetUndone(Behavior behavior) {
    if (histories.size() == 0) {
      return;
    }
    Set<String> orderIds = new HashSet<>();
    behavior.orders().forEach(fact -> orderIds.add(fact.orderId()));
    // Asked of the store: the refund may have come before the order.
    Set<String> contested = orders.contested(orderIds);
    Set<String> users = new HashSet<>();
    for (OrderFact fact : behavior.orders()) {
      if (contested.contains(fact.orderId())) {
        users.add(fact.userId());
      }
    }
    if (!users.isEmpty()) {
      Set<String> persons = new HashSet<>(users);
      persons.addAll(identities.canonical(users).values());
      histories.forget(persons);
    }
  }

  /** Interactions stored since the start. */
  public long recorded() {
    return recorded.get();
  }

  /** Interactions that were known already, since the start. */
  public long repeated() {
    return repeated.get();
  }

  private void learn(List<Item> told) {
    Map<String, Item> news = new LinkedHashMap<>();
    for (Item item : told) {
      if (catalogue.learnsFrom(item)) {
        news.putIfAbsent(item.itemId(), item);
      }
    }
    if (!news.isEmpty()) {
      items.learn(List.copyOf(news.values()));
      news.values().forEach(catalogue::learn);
    }
  }

  private void remember(List<Interaction> deeds) {
    Set<Long> fresh = interactions.record(deeds);
    int news = fresh.size();
    for (Interaction deed : deeds) {
      if (fresh.remove(deed.key())) {
        demand.add(
            catalogue.number(deed.itemId()),
            deed.kind(),
            deed.rating(),
            deed.occurredAt().getEpochSecond());
      }
    }
    recorded.addAndGet(news);
    repeated.addAndGet(deeds.size() - news);
    // Asked after the deeds are stored: a history that is opened later reads them from the store.
    if (histories.size() > 0) {
      Set<String> users = new HashSet<>();
      deeds.forEach(deed -> users.add(deed.userId()));
      // All deeds, not only new ones: a history knows what it has, and a poll may be taken again.
      histories.apply(deeds, identities.canonical(users));
    }
  }
}
