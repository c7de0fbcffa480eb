package io.tierwise.segmentation.value;

import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.run.ValueKeeper;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps values up with the features between two fits. */
public final class LiveValues implements ValueKeeper {
  private final ClvFits fits;
  private final CustomerValues values;
  private volatile @Nullable LiveClv known;

  public LiveValues(ClvFits fits, CustomerValues values) {
    this.fits = fits;
    this.values = values;
  }

  @Override
  public void refresh(List<Customer> customers) {
    Optional<LiveClv> live = live();
    if (live.isPresent() && !customers.isEmpty()) {
      LiveClv model = live.get();
      values.store(
          model, customers.stream().flatMap(customer -> model.value(customer).stream()).toList());
    }
  }

  @Override
  public void remove(Collection<String> userIds) {
    values.remove(userIds);
  }

  /** Asks every time which fit is live, and loads its model once. */
  public Optional<LiveClv> live() {
    Optional<UUID> id = fits.liveId();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    LiveClv live = known;
    if (live == null || !live.fitId().equals(id.get())) {
      live = fits.model(id.get()).orElseThrow();
      known = live;
    }
    return Optional.of(live);
  }
}
