package io.tierwise.simulator;

import io.tierwise.simulator.ShopEvent.Line;
import io.tierwise.simulator.ShopEvent.Order;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A generated shop. Immutable; every call of {@link #events()} plays the same period again. */
public final class Shop {
  private final ShopSettings settings;
  private final Catalogue catalogue;
  private final Seasonality seasonality;
  private final List<CustomerModel> people;
  private final List<ShopCustomer> customers;
  private final ShopTruth truth;

  private Shop(ShopSettings settings) {
    this.settings = settings;
    this.catalogue = new Catalogue(settings.seed(), settings.items());
    this.seasonality = new Seasonality(settings.start(), settings.days());
    this.people = new Population(settings, catalogue, seasonality).draw();
    List<CustomerModel> known = people.subList(0, settings.customers());
    this.customers = known.stream().map(CustomerModel::customer).toList();
    this.truth = new ShopTruth(catalogue, known, settings.rates());
  }

  public static Shop generate(ShopSettings settings) {
    return new Shop(settings);
  }

  public ShopSettings settings() {
    return settings;
  }

  public List<ShopItem> items() {
    return catalogue.models().stream().map(Catalogue.Model::item).toList();
  }

  /** Those who sign up in the period, by id; visitors without an account are not among them. */
  public List<ShopCustomer> customers() {
    return customers;
  }

  public ShopTruth truth() {
    return truth;
  }

  /** All events in order of time, generated while they are read. */
  public Stream<ShopEvent> events() {
    Iterator<ShopEvent> events = simulation();
    int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(events, traits), false);
  }

  public Stream<ShopEvent> eventsBefore(Instant cut) {
    return events().takeWhile(event -> event.timestamp().isBefore(cut));
  }

  public Stream<ShopEvent> eventsFrom(Instant cut) {
    return events().dropWhile(event -> event.timestamp().isBefore(cut));
  }

  /**
   * What recommendations made at the cut should have foreseen: by customer id, the items of the
   * first order from the cut on that the customer had not bought before. Customers whom the shop
   * did not know at the cut, by an event under their user id about a product, are left out, as are
   * those whose next order holds nothing new.
   */
  public Map<String, Set<String>> heldOutPurchases(Instant cut) {
    Set<String> known = new HashSet<>();
    Map<String, Set<String>> bought = new HashMap<>();
    Map<String, Set<String>> next = new TreeMap<>();
    try (Stream<ShopEvent> events = events()) {
      events
          .filter(event -> event.userId() != null)
          .forEach(
              event -> {
                String user = Objects.requireNonNull(event.userId());
                boolean before = event.timestamp().isBefore(cut);
                if (before && isAboutProduct(event)) {
                  known.add(user);
                }
                if (event.is(EventKind.ORDER_COMPLETED)
                    && event.payload() instanceof Order(ShopOrder order)) {
                  if (before) {
                    bought.computeIfAbsent(user, id -> new HashSet<>()).addAll(itemIds(order));
                  } else if (known.contains(user) && !next.containsKey(user)) {
                    Set<String> fresh = itemIds(order);
                    fresh.removeAll(bought.getOrDefault(user, Set.of()));
                    next.put(user, fresh);
                  }
                }
              });
    }
    next.values().removeIf(Set::isEmpty);
    return next;
  }

  ShopSimulation simulation() {
    return new ShopSimulation(settings.seed(), catalogue, people, seasonality);
  }

  Catalogue catalogue() {
    return catalogue;
  }

  private static boolean isAboutProduct(ShopEvent event) {
    return event.is(EventKind.PRODUCT_VIEWED)
        || event.is(EventKind.PRODUCT_ADDED)
        || event.is(EventKind.ORDER_COMPLETED);
  }

  private static Set<String> itemIds(ShopOrder order) {
    Set<String> ids = new LinkedHashSet<>();
    for (Line line : order.lines()) {
      ids.add(line.item().itemId());
    }
    return ids;
  }
}
