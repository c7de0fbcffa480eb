package io.tierwise.simulator;

import io.tierwise.simulator.ShopCustomer.Acquisition;
import io.tierwise.simulator.ShopEvent.Payload;
import io.tierwise.simulator.ShopEvent.Traits;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One visit while it happens: its clock, who the shop believes is there, and the events so far. */
final class Journey {
  private final Patron patron;
  private final Visit visit;
  private final Consumer<ShopEvent> sink;
  private final int device;
  private @Nullable String userId;
  private long now;

  Journey(Patron patron, long start, int device, boolean loggedIn, Consumer<ShopEvent> sink) {
    ShopCustomer customer = patron.model.customer();
    String second = customer.device().equals("desktop") ? "mobile" : "desktop";
    this.patron = patron;
    this.sink = sink;
    this.device = device;
    this.userId = loggedIn ? customer.customerId() : null;
    this.now = start;
    this.visit =
        Visit.of(
            patron.nextSessionId(),
            customer,
            device == 0 ? customer.device() : second,
            source(patron, customer));
  }

  /**
   * The first visit comes from where the shop won the customer, later ones mostly by themselves.
   */
  private static Acquisition source(Patron patron, ShopCustomer customer) {
    RandomGenerator random = patron.random;
    if (!patron.signedUp()) {
      return customer.acquisition();
    }
    if (customer.consent().email() && Draws.chance(random, 0.2)) {
      return Acquisition.NEWSLETTER;
    }
    return Draws.chance(random, 0.55) ? Acquisition.DIRECT : Acquisition.ORGANIC;
  }

  Patron patron() {
    return patron;
  }

  RandomGenerator random() {
    return patron.random;
  }

  boolean chance(double probability) {
    return Draws.chance(patron.random, probability);
  }

  boolean loggedIn() {
    return userId != null;
  }

  long now() {
    return now;
  }

  /** Says who is there, and is believed from now on. */
  void identify() {
    userId = patron.model.customer().customerId();
    emit(EventKind.IDENTIFY, new Traits(patron.model.customer()));
    patron.identified(device);
    pause(1, 4);
  }

  void pause(int fromSeconds, int toSeconds) {
    now += patron.random.nextLong(fromSeconds * 1000L, toSeconds * 1000L);
  }

  void emit(EventKind kind, Payload payload) {
    sink.accept(
        new ShopEvent(
            patron.nextMessageId(),
            kind,
            userId,
            patron.anonymousId(device),
            Instant.ofEpochMilli(now),
            visit,
            payload));
  }

  void end() {
    patron.left(now);
  }
}
