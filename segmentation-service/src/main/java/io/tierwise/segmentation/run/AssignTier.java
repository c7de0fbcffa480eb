package io.tierwise.segmentation.run;

import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.FeatureChange;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.tier.TierAssignment;
import io.tierwise.segmentation.tier.TieringModel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what the profile says and places everybody whose features changed with the published
 * model, in one transaction. Before anything is published nobody is placed.
 */
public final class AssignTier {
  private final CustomerFeatures features;
  private final CustomerIds ids;
  private final SegmentationRuns runs;
  private final TierAssignments assignments;
  private final ValueKeeper values;
  private final UnitOfWork work;
  private final WorkSignal signal;
  private final RunObserver observer;
  private final Clock clock;
  private volatile @Nullable Published published;

  private record Published(UUID runId, TieringModel model) {}

  public AssignTier(
      CustomerFeatures features,
      CustomerIds ids,
      SegmentationRuns runs,
      TierAssignments assignments,
      ValueKeeper values,
      UnitOfWork work,
      WorkSignal signal,
      RunObserver observer,
      Clock clock) {
    this.features = features;
    this.ids = ids;
    this.runs = runs;
    this.assignments = assignments;
    this.values = values;
    this.work = work;
    this.signal = signal;
    this.observer = observer;
    this.clock = clock;
  }

  /**
   * @param changes in the order in which they happened; of several for one user the last counts
   */
  public void featuresChanged(List<FeatureChange> changes) {
    Map<String, FeatureChange> last = new LinkedHashMap<>();
    changes.forEach(change -> last.put(change.userId(), change));
    List<FeatureChange.Updated> updated = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (FeatureChange change : last.values()) {
      switch (change) {
        case FeatureChange.Updated update -> updated.add(update);
        case FeatureChange.Gone(String userId) -> gone.add(userId);
      }
    }
    if (updated.isEmpty() && gone.isEmpty()) {
      return;
    }
    int toTell = work.inTransaction(() -> apply(updated, gone));
    if (toTell > 0) {
      signal.assignmentsWaiting();
    }
  }

  private int apply(List<FeatureChange.Updated> updated, List<String> gone) {
    assignments.shareWithPublications();
    int removed = 0;
    if (!gone.isEmpty()) {
      features.delete(gone);
      values.remove(gone);
      removed = assignments.remove(gone);
    }
    List<Customer> customers = features.upsert(updated);
    keepIds(updated, customers, gone);
    features.touch(Stream.concat(gone.stream(), customers.stream().map(Customer::userId)).toList());
    values.refresh(customers);
    Published now = published();
    if (now == null || customers.isEmpty()) {
      return removed;
    }
    TieringModel model = now.model();
    List<TierAssignment> placed =
        scored(customers, model).stream().map(c -> model.assign(c, model.referenceFor(c))).toList();
    int changed =
        assignments.place(now.runId(), placed, TierAssignments.Cause.LIVE, clock.instant());
    observer.assignmentsChanged(TierAssignments.Cause.LIVE, changed);
    return removed + changed;
  }

  /** With the scores that have just been brought up to date, where the model asks for them. */
  private List<Customer> scored(List<Customer> customers, TieringModel model) {
    return model.clusters().features().contains(TieringFeature.PURCHASE_PROBABILITY)
        ? features.find(customers.stream().map(Customer::userId).toList())
        : customers;
  }

  /** Only of features that were kept: older ones say nothing of who has an id now. */
  private void keepIds(
      List<FeatureChange.Updated> updated, List<Customer> kept, List<String> gone) {
    Map<String, List<String>> mergedIds = new LinkedHashMap<>();
    gone.forEach(user -> mergedIds.put(user, List.of()));
    kept.forEach(customer -> mergedIds.put(customer.userId(), List.of()));
    updated.forEach(
        update -> mergedIds.computeIfPresent(update.userId(), (_, _) -> update.mergedIds()));
    if (!mergedIds.isEmpty()) {
      ids.keep(mergedIds);
    }
  }

  /** Asks every time which run is published, and loads its model once. */
  private @Nullable Published published() {
    Optional<UUID> id = runs.publishedId();
    if (id.isEmpty()) {
      return null;
    }
    Published known = published;
    if (known == null || !known.runId().equals(id.get())) {
      known = new Published(id.get(), runs.model(id.get()).orElseThrow());
      published = known;
    }
    return known;
  }
}
