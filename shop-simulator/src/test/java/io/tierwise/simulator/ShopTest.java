package io.tierwise.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.simulator.ShopEvent.Order;
import io.tierwise.simulator.ShopEvent.Refund;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShopTest {
  @Test
  void defaultsGiveAboutThreeHundredThousandEventsOfFiveThousandCustomersInOrder() {
    Set<String> messageIds = new HashSet<>();
    Set<String> userIds = new HashSet<>();
    Instant[] latest = {Shops.DEFAULT.settings().start()};
    List<ShopEvent> wrong = new ArrayList<>();
    Shops.DEFAULT
        .events()
        .forEach(
            event -> {
              // An assertion for each of 300,000 events takes longer than their generation.
              if (event.timestamp().isBefore(latest[0]) || !messageIds.add(event.messageId())) {
                wrong.add(event);
              }
              latest[0] = event.timestamp();
              if (event.userId() != null) {
                userIds.add(event.userId());
              }
            });
    assertThat(wrong).isEmpty();
    assertThat(latest[0]).isBefore(Shops.END);
    assertThat(messageIds).hasSizeBetween(270_000, 330_000);
    assertThat(userIds).hasSizeBetween(4_950, 5_000);
    assertThat(Shops.DEFAULT.customers()).hasSize(5_000);
    assertThat(Shops.DEFAULT.items()).hasSize(800);
  }

  @Test
  void equalSettingsGiveEqualEventsAndAnotherSeedOthers() {
    List<String> events = Shops.SMALL.events().map(SegmentJson::of).toList();
    Shop again = Shop.generate(Shops.small(7));
    assertThat(again.events().map(SegmentJson::of)).containsExactlyElementsOf(events);
    assertThat(again.items()).isEqualTo(Shops.SMALL.items());
    assertThat(again.truth().customers()).isEqualTo(Shops.SMALL.truth().customers());
    assertThat(Shop.generate(Shops.small(8)).events().map(SegmentJson::of).toList())
        .isNotEqualTo(events);
  }

  @Test
  void onlyAFractionOfTheEventsIsHeldInMemory() {
    ShopSimulation simulation = Shops.DEFAULT.simulation();
    int most = 0;
    while (simulation.hasNext()) {
      simulation.next();
      most = Math.max(most, simulation.held());
    }
    assertThat(most).isBetween(1, 6_000);
  }

  @Test
  void fewerAtEveryStepOfTheFunnel() {
    Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);
    Shops.DEFAULT.events().forEach(event -> counts.merge(event.kind(), 1L, Long::sum));
    long views = counts.get(EventKind.PRODUCT_VIEWED);
    long added = counts.get(EventKind.PRODUCT_ADDED);
    long checkouts = counts.get(EventKind.CHECKOUT_STARTED);
    long orders = counts.get(EventKind.ORDER_COMPLETED);
    assertThat(views).isGreaterThan(2 * added);
    assertThat(added).isGreaterThan(2 * checkouts);
    assertThat(checkouts).isGreaterThan(orders);
    assertThat(counts.get(EventKind.ORDER_REFUNDED)).isBetween(orders / 50, orders / 10);
    assertThat(counts.get(EventKind.ORDER_CANCELLED)).isBetween(orders / 100, orders / 30);
    assertThat(counts.get(EventKind.PRODUCT_REVIEWED)).isBetween(orders / 20, orders / 2);
    assertThat(counts.keySet()).containsExactlyInAnyOrder(EventKind.values());
  }

  @Test
  void everyOrderFollowsACheckoutAndEveryProductInItWasAdded() {
    Map<String, Instant> checkouts = new HashMap<>();
    Map<String, Set<String>> added = new HashMap<>();
    Shops.SMALL
        .events()
        .forEach(
            event -> {
              String session = String.valueOf(event.visit().sessionId());
              if (event.payload() instanceof ShopEvent.Product(ShopEvent.Line line, int position)
                  && event.is(EventKind.PRODUCT_ADDED)) {
                added.computeIfAbsent(session, id -> new HashSet<>()).add(line.item().itemId());
              } else if (event.payload() instanceof Order(ShopOrder order)
                  && event.is(EventKind.CHECKOUT_STARTED)) {
                checkouts.put(order.orderId(), event.timestamp());
              } else if (event.payload() instanceof Order(ShopOrder order)
                  && event.is(EventKind.ORDER_COMPLETED)) {
                assertThat(checkouts.get(order.orderId())).isBefore(event.timestamp());
                assertThat(added.get(session))
                    .containsAll(order.lines().stream().map(line -> line.item().itemId()).toList());
              }
            });
    assertThat(checkouts).isNotEmpty();
  }

  @Test
  void refundsAreOfEarlierOrdersAndNeverExceedThem() {
    Map<String, Long> revenue = new HashMap<>();
    Map<String, String> buyers = new HashMap<>();
    Set<String> undone = new HashSet<>();
    Shops.DEFAULT
        .events()
        .forEach(
            event -> {
              if (event.payload() instanceof Order(ShopOrder order)
                  && event.is(EventKind.ORDER_COMPLETED)) {
                assertThat(revenue.put(order.orderId(), order.revenuePence())).isNull();
                buyers.put(order.orderId(), String.valueOf(event.userId()));
              } else if (event.payload()
                  instanceof Refund(ShopOrder order, List<ShopEvent.Line> lines, long pence)) {
                assertThat(pence).isBetween(1L, revenue.get(order.orderId()));
                assertThat(buyers.get(order.orderId())).isEqualTo(event.userId());
                assertThat(undone.add(order.orderId())).isTrue();
              } else if (event.payload() instanceof Order(ShopOrder order)
                  && event.is(EventKind.ORDER_CANCELLED)) {
                assertThat(buyers.get(order.orderId())).isEqualTo(event.userId());
                assertThat(undone.add(order.orderId())).isTrue();
              }
            });
    assertThat(undone).isNotEmpty();
  }

  @Test
  void aFifthOfTheBuyersBringsWellOverHalfOfTheRevenue() {
    Map<String, Long> revenue = revenueByUser(Shops.DEFAULT);
    List<Long> best = revenue.values().stream().sorted(Comparator.reverseOrder()).toList();
    double all = best.stream().mapToLong(Long::longValue).sum();
    double top = best.stream().limit(best.size() / 5).mapToLong(Long::longValue).sum();
    assertThat(top / all).isBetween(0.55, 0.8);
  }

  @Test
  void anonymousBrowsingIsIdentifiedLater() {
    Map<String, Instant> anonymousSince = new HashMap<>();
    Map<String, Instant> identified = new HashMap<>();
    Shops.DEFAULT
        .events()
        .filter(event -> event.anonymousId() != null)
        .forEach(
            event -> {
              if (event.userId() == null) {
                anonymousSince.putIfAbsent(event.anonymousId(), event.timestamp());
              } else if (event.is(EventKind.IDENTIFY)) {
                identified.putIfAbsent(event.anonymousId(), event.timestamp());
              }
            });
    long merges =
        anonymousSince.entrySet().stream()
            .filter(entry -> identified.containsKey(entry.getKey()))
            .filter(entry -> entry.getValue().isBefore(identified.get(entry.getKey())))
            .count();
    assertThat(merges).isGreaterThan(3_000);
    assertThat(anonymousSince.keySet().stream().filter(id -> !identified.containsKey(id)))
        .as("visitors who never say who they are")
        .hasSizeGreaterThan(1_000);
  }

  @Test
  void anAnonymousIdNeverBelongsToTwoUsers() {
    Map<String, Set<String>> users =
        Shops.DEFAULT
            .events()
            .filter(event -> event.userId() != null && event.anonymousId() != null)
            .collect(
                Collectors.groupingBy(
                    event -> String.valueOf(event.anonymousId()),
                    Collectors.mapping(
                        event -> String.valueOf(event.userId()), Collectors.toSet())));
    assertThat(users.values()).allSatisfy(owners -> assertThat(owners).hasSize(1));
  }

  @Test
  void theCutPartsTheEventsAndNextPurchasesAreNew() {
    Instant cut = Shops.END.minus(Duration.ofDays(14));
    long before = Shops.DEFAULT.eventsBefore(cut).count();
    long after = Shops.DEFAULT.eventsFrom(cut).count();
    assertThat(before + after).isEqualTo(Shops.DEFAULT.events().count());
    Map<String, Set<String>> bought = new HashMap<>();
    Shops.DEFAULT
        .eventsBefore(cut)
        .forEach(
            event -> {
              if (event.payload() instanceof Order(ShopOrder order)
                  && event.is(EventKind.ORDER_COMPLETED)) {
                order.lines().stream()
                    .map(line -> line.item().itemId())
                    .forEach(
                        bought.computeIfAbsent(
                                String.valueOf(event.userId()), id -> new HashSet<>())
                            ::add);
              }
            });
    Map<String, Set<String>> heldOut = Shops.DEFAULT.heldOutPurchases(cut);
    assertThat(heldOut).hasSizeGreaterThan(500);
    heldOut.forEach(
        (user, items) -> {
          assertThat(items).isNotEmpty();
          assertThat(items).doesNotContainAnyElementsOf(bought.getOrDefault(user, Set.of()));
        });
  }

  @Test
  void itemsHaveNamesOfTheirOwnAndPricesInTheirBand() {
    List<ShopItem> items = Shops.DEFAULT.items();
    assertThat(items.stream().map(ShopItem::itemId)).doesNotHaveDuplicates();
    assertThat(items.stream().map(ShopItem::name)).doesNotHaveDuplicates();
    assertThat(items)
        .allSatisfy(
            item ->
                assertThat(item.price())
                    .isBetween(new BigDecimal("1.00"), new BigDecimal("600.00")));
    assertThat(items.stream().collect(Collectors.groupingBy(ShopItem::priceBand)).values())
        .allSatisfy(band -> assertThat(band).hasSizeBetween(200, 330));
    assertThat(items.stream().filter(item -> !item.inStock()).count()).isBetween(1L, 40L);
  }

  private static Map<String, Long> revenueByUser(Shop shop) {
    Map<String, Long> revenue = new HashMap<>();
    shop.events()
        .forEach(
            event -> {
              if (event.payload() instanceof Order(ShopOrder order)
                  && event.is(EventKind.ORDER_COMPLETED)) {
                revenue.merge(String.valueOf(event.userId()), order.revenuePence(), Long::sum);
              }
            });
    return revenue;
  }
}
