package io.tierwise.campaign.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Sends each message by itself, some at the same time, each courier one after the other. */
public final class OneByOne implements Sender {
  /** What carries messages, with a connection perhaps; used by one thread. */
  public interface Courier extends AutoCloseable {
    Outcome carry(Parcel parcel);

    @Override
    default void close() {}
  }

  private final int parallel;
  private final Duration longest;
  private final Clock clock;
  private final Supplier<Courier> couriers;

  /**
   * @param longest that one message can take
   */
  public OneByOne(int parallel, Duration longest, Clock clock, Supplier<Courier> couriers) {
    this.parallel = parallel;
    this.longest = longest;
    this.clock = clock;
    this.couriers = couriers;
  }

  @Override
  public void send(long batch, List<Parcel> parcels, Instant until, Told told) {
    Instant lastStart = until.minus(longest);
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean askedToWait = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(parallel, parcels.size()); i++) {
      threads.add(
          Thread.ofVirtual()
              .name("courier-" + i)
              .start(() -> work(parcels, lastStart, told, next, askedToWait)));
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          askedToWait.set(true);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(
      List<Parcel> parcels,
      Instant lastStart,
      Told told,
      AtomicInteger next,
      AtomicBoolean askedToWait) {
    try (Courier courier = couriers.get()) {
      for (int i = next.getAndIncrement(); i < parcels.size(); i = next.getAndIncrement()) {
        Parcel parcel = parcels.get(i);
        if (askedToWait.get() || clock.instant().isAfter(lastStart)) {
          told.of(parcel, new Outcome.PutBack());
          continue;
        }
        Outcome outcome = carry(courier, parcel);
        if (outcome instanceof Outcome.Troubled(_, Instant notBefore) && notBefore != null) {
          askedToWait.set(true);
        }
        told.of(parcel, outcome);
      }
    }
  }

  private static Outcome carry(Courier courier, Parcel parcel) {
    try {
      return courier.carry(parcel);
    } catch (RuntimeException e) {
      return new Outcome.Troubled(String.valueOf(e.getMessage()), null);
    }
  }
}
