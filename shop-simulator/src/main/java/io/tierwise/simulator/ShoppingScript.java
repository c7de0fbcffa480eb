package io.tierwise.simulator;

import io.tierwise.simulator.Catalogue.Model;
import io.tierwise.simulator.ShopEvent.Cart;
import io.tierwise.simulator.ShopEvent.Coupon;
import io.tierwise.simulator.ShopEvent.Line;
import io.tierwise.simulator.ShopEvent.Listing;
import io.tierwise.simulator.ShopEvent.Order;
import io.tierwise.simulator.ShopEvent.PageView;
import io.tierwise.simulator.ShopEvent.Product;
import io.tierwise.simulator.ShopEvent.Search;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What people do in the shop, step by step; the numbers of the funnel are here. */
final class ShoppingScript {
  private static final int LARGEST_BASKET = 9;
  private static final String COUPON = "SAVE10";
  private static final double COUPON_DISCOUNT = 0.1;

  private final Catalogue catalogue;
  private final ChoiceModel choices;
  private final Supplier<String> orderIds;

  /**
   * @param orderIds the next order's id, another each time
   */
  ShoppingScript(Catalogue catalogue, ChoiceModel choices, Supplier<String> orderIds) {
    this.catalogue = catalogue;
    this.choices = choices;
    this.orderIds = orderIds;
  }

  /** Looks at this and that; some fill a cart and leave it. */
  void browse(Journey journey) {
    arrive(journey);
    RandomGenerator random = journey.random();
    int views = 1 + Draws.poisson(random, 1.25);
    int item = -1;
    for (int i = 0; i < views; i++) {
      item = nextLook(journey, item);
      discover(journey, item);
      view(journey, item);
    }
    if (journey.chance(0.13)) {
      abandonCart(journey, item);
    }
  }

  private int nextLook(Journey journey, int before) {
    Patron patron = journey.patron();
    if (patron.model.everBuys() && journey.chance(0.22)) {
      return patron.planned(catalogue, choices);
    }
    return before >= 0 && journey.chance(0.35)
        ? choices.rival(patron.model, before, patron.random)
        : choices.browse(patron.model, patron.random);
  }

  /** Fills a basket and pays; returns the order. */
  ShopOrder buy(Journey journey) {
    arrive(journey);
    List<Line> lines = new ArrayList<>();
    for (int item : basket(journey)) {
      compare(journey, item);
      discover(journey, item);
      view(journey, item);
      Line line = new Line(catalogue.model(item).item(), quantity(journey, item));
      lines.add(line);
      journey.emit(EventKind.PRODUCT_ADDED, new Product(line, 0));
      journey.pause(5, 40);
    }
    changeOfMind(journey);
    return checkOut(journey, lines);
  }

  private ShopOrder checkOut(Journey journey, List<Line> lines) {
    ShopCustomer customer = journey.patron().model.customer();
    String orderId = orderIds.get();
    if (journey.chance(0.6)) {
      journey.emit(EventKind.CART_VIEWED, new Cart("cart-" + orderId, lines));
      journey.pause(8, 60);
    }
    if (!journey.loggedIn()) {
      journey.identify();
    }
    ShopOrder plain = ShopOrder.of(orderId, lines, null, 0, customer.country());
    journey.emit(EventKind.CHECKOUT_STARTED, new Order(plain));
    journey.pause(25, 180);
    ShopOrder order = plain;
    if (journey.chance(journey.patron().model.couponLover())) {
      order = ShopOrder.of(orderId, lines, COUPON, COUPON_DISCOUNT, customer.country());
      journey.emit(EventKind.COUPON_APPLIED, new Coupon(COUPON, orderId, order.discountPence()));
      journey.pause(5, 30);
    }
    journey.emit(EventKind.ORDER_COMPLETED, new Order(order));
    for (Line line : order.lines()) {
      journey.patron().bought(catalogue.indexOf(line.item().itemId()));
    }
    return order;
  }

  /** The planned item first, then what goes with it or what else the customer wants. */
  private Set<Integer> basket(Journey journey) {
    Patron patron = journey.patron();
    int wanted =
        Math.min(
            LARGEST_BASKET, 1 + Draws.poisson(patron.random, 0.95 * patron.model.spendLevel()));
    Set<Integer> basket = new LinkedHashSet<>();
    int item = patron.planned(catalogue, choices);
    basket.add(item);
    for (int attempt = 0; basket.size() < wanted && attempt < 3 * LARGEST_BASKET; attempt++) {
      item = addition(patron, item);
      basket.add(item);
    }
    return basket;
  }

  private int addition(Patron patron, int before) {
    double draw = patron.random.nextDouble();
    Model model = catalogue.model(before);
    if (draw < 0.3) {
      int companion = patron.companion(catalogue, before);
      if (companion >= 0) {
        return companion;
      }
    } else if (draw < 0.5 && model.next() >= 0 && !patron.owns(model.next())) {
      return model.next();
    }
    return patron.wanted(catalogue, choices);
  }

  private int quantity(Journey journey, int item) {
    double more = catalogue.model(item).item().repeatable() ? 0.6 : 0.08;
    return 1
        + Math.min(5, Draws.poisson(journey.random(), more * journey.patron().model.spendLevel()));
  }

  private void arrive(Journey journey) {
    if (journey.chance(0.3)) {
      journey.emit(EventKind.PAGE, new PageView("Home", "/"));
      journey.pause(3, 25);
    }
  }

  /** Finds the way to an item: by a search, by a category page or by a link. */
  private void discover(Journey journey, int item) {
    Model model = catalogue.model(item);
    double draw = journey.random().nextDouble();
    if (draw < 0.22) {
      journey.emit(EventKind.PRODUCTS_SEARCHED, new Search(query(journey, model.item())));
      journey.pause(4, 20);
    } else if (draw < 0.42) {
      List<ShopItem> shown = new ArrayList<>(List.of(model.item()));
      for (int i = 0; i < 2; i++) {
        int other = choices.rival(journey.patron().model, item, journey.random());
        shown.add(catalogue.model(other).item());
      }
      journey.emit(
          EventKind.PRODUCT_LIST_VIEWED,
          new Listing(model.item().leaf(), shown.stream().distinct().toList()));
      journey.pause(5, 40);
      if (journey.chance(0.6)) {
        journey.emit(EventKind.PRODUCT_CLICKED, new Product(new Line(model.item(), 1), 1));
        journey.pause(1, 3);
      }
    }
  }

  private static String query(Journey journey, ShopItem item) {
    String words =
        switch (journey.random().nextInt(3)) {
          case 0 -> item.brand();
          case 1 -> item.leaf();
          default -> item.name().substring(item.name().lastIndexOf(' ') + 1);
        };
    return words.replaceAll("[()]", "").toLowerCase(Locale.ROOT);
  }

  void view(Journey journey, int item) {
    Product product = new Product(new Line(catalogue.model(item).item(), 1), 0);
    journey.emit(EventKind.PRODUCT_VIEWED, product);
    journey.pause(8, 120);
    if (journey.chance(0.045)) {
      journey.emit(EventKind.PRODUCT_ADDED_TO_WISHLIST, product);
      journey.pause(2, 10);
    } else if (journey.chance(0.006)) {
      journey.emit(EventKind.PRODUCT_SHARED, product);
      journey.pause(5, 20);
    }
  }

  private void compare(Journey journey, int item) {
    for (int i = Draws.poisson(journey.random(), 0.7); i > 0; i--) {
      view(journey, choices.rival(journey.patron().model, item, journey.random()));
    }
  }

  /** Something goes into the cart and out again. */
  private void changeOfMind(Journey journey) {
    if (journey.chance(0.08)) {
      int item = choices.browse(journey.patron().model, journey.random());
      Product product = new Product(new Line(catalogue.model(item).item(), 1), 0);
      view(journey, item);
      journey.emit(EventKind.PRODUCT_ADDED, product);
      journey.pause(20, 120);
      journey.emit(EventKind.PRODUCT_REMOVED, product);
      journey.pause(3, 15);
    }
  }

  private void abandonCart(Journey journey, int item) {
    List<Line> lines = List.of(new Line(catalogue.model(item).item(), 1));
    journey.emit(EventKind.PRODUCT_ADDED, new Product(lines.getFirst(), 0));
    journey.pause(10, 60);
    String orderId = orderIds.get();
    if (journey.chance(0.5)) {
      journey.emit(EventKind.CART_VIEWED, new Cart("cart-" + orderId, lines));
      journey.pause(10, 90);
    }
    if (journey.loggedIn() && journey.chance(0.3)) {
      String country = journey.patron().model.customer().country();
      journey.emit(
          EventKind.CHECKOUT_STARTED, new Order(ShopOrder.of(orderId, lines, null, 0, country)));
      journey.pause(20, 120);
    }
  }
}
