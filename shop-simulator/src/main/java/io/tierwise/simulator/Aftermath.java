package io.tierwise.simulator;

import io.tierwise.simulator.ShopCustomer.Acquisition;
import io.tierwise.simulator.ShopEvent.Line;
import io.tierwise.simulator.ShopEvent.Order;
import io.tierwise.simulator.ShopEvent.Payload;
import io.tierwise.simulator.ShopEvent.Refund;
import io.tierwise.simulator.ShopEvent.Review;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What follows an order, hours to weeks later: cancellation, refund, reviews. */
final class Aftermath {
  private static final double CANCELLED = 0.02;
  private static final double REFUNDED = 0.05;
  private static final double REFUNDED_FASHION = 0.14;
  private static final double REVIEWED = 0.1;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final Catalogue catalogue;
  private final Consumer<ShopEvent> sink;

  Aftermath(Catalogue catalogue, Consumer<ShopEvent> sink) {
    this.catalogue = catalogue;
    this.sink = sink;
  }

  void follow(Patron patron, ShopOrder order, long paidAt) {
    RandomGenerator random = patron.random;
    if (Draws.chance(random, CANCELLED)) {
      backOffice(
          patron,
          paidAt + random.nextLong(HOUR / 3, 20 * HOUR),
          EventKind.ORDER_CANCELLED,
          new Order(order));
      return;
    }
    if (Draws.chance(random, refundRate(order))) {
      backOffice(
          patron,
          paidAt + random.nextLong(3 * 24 * HOUR, 20 * 24 * HOUR),
          EventKind.ORDER_REFUNDED,
          refund(order, random));
    }
    for (Line line : order.lines()) {
      if (Draws.chance(random, REVIEWED)) {
        review(patron, line.item(), paidAt + random.nextLong(3 * 24 * HOUR, 15 * 24 * HOUR));
      }
    }
  }

  private static double refundRate(ShopOrder order) {
    boolean fashion =
        order.lines().stream().anyMatch(line -> line.item().department().equals("Fashion"));
    return fashion ? REFUNDED_FASHION : REFUNDED;
  }

  /** One line of several, or the whole order. */
  private static Refund refund(ShopOrder order, RandomGenerator random) {
    if (order.lines().size() > 1 && Draws.chance(random, 0.6)) {
      List<Line> line = List.of(Draws.pick(random, order.lines()));
      return new Refund(order, line, order.revenuePence(line));
    }
    return new Refund(order, order.lines(), order.revenuePence());
  }

  private void review(Patron patron, ShopItem item, long at) {
    double quality = catalogue.model(catalogue.indexOf(item.itemId())).quality();
    double felt = 4.1 + 0.9 * quality + 0.9 * patron.random.nextGaussian();
    int rating = (int) Math.clamp(Math.round(felt), 1, 5);
    ShopCustomer customer = patron.model.customer();
    Visit visit =
        Visit.of(patron.nextSessionId(), customer, customer.device(), Acquisition.NEWSLETTER);
    String messageId = patron.nextMessageId();
    emit(
        patron,
        messageId,
        patron.anonymousId(0),
        at,
        EventKind.PRODUCT_REVIEWED,
        visit,
        new Review(
            "rev-" + messageId.substring(4),
            item,
            rating,
            ReviewText.write(item, rating, patron.random)));
  }

  private void backOffice(Patron patron, long at, EventKind kind, Payload payload) {
    Visit visit = Visit.backOffice(patron.model.customer());
    emit(patron, patron.nextMessageId(), null, at, kind, visit, payload);
  }

  private void emit(
      Patron patron,
      String messageId,
      @Nullable String anonymousId,
      long at,
      EventKind kind,
      Visit visit,
      Payload payload) {
    sink.accept(
        new ShopEvent(
            messageId,
            kind,
            patron.model.customer().customerId(),
            anonymousId,
            Instant.ofEpochMilli(at),
            visit,
            payload));
  }
}
