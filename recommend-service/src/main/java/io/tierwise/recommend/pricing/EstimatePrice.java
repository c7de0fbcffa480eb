package io.tierwise.recommend.pricing;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What an item would cost if it were like its like; fitted when asked for, at most once a minute.
 */
public final class EstimatePrice {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Catalogue catalogue;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private Instant fittedAt = Instant.MIN;
  private Optional<PriceModel> model = Optional.empty();

  public EstimatePrice(Catalogue catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** Empty with too few priced items. */
  public Optional<PriceModel> model() {
    lock.lock();
    try {
      Instant now = clock.instant();
      if (fittedAt.isBefore(now.minus(FRESH))) {
        model = PriceModel.fit(catalogue);
        fittedAt = now;
      }
      return model;
    } finally {
      lock.unlock();
    }
  }

  /** What the catalogue knows of an item; empty if nothing. */
  public Optional<CatalogueEntry> item(String itemId) {
    OptionalInt number = catalogue.find(itemId);
    return number.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(catalogue.entry(number.getAsInt()));
  }
}
