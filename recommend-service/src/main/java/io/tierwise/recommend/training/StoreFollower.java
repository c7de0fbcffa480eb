package io.tierwise.recommend.training;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.catalogue.Items;
import io.tierwise.recommend.model.ModelFormat;
import io.tierwise.recommend.serving.DemandRecord;
import io.tierwise.recommend.serving.LiveDemand;
import io.tierwise.recommend.serving.LiveModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings what the store holds into memory: all of it at the start, so that a restart serves at
 * once, and later what other instances changed.
 */
public final class StoreFollower {
  private static final System.Logger log = System.getLogger(StoreFollower.class.getName());

  /**
   * Clocks differ and transactions take time: what is read twice does no harm. Most is found by the
   * short overlap of every look, the rest by the long one.
   */
  private static final Duration OVERLAP = Duration.ofSeconds(10);

  private static final Duration LONG_OVERLAP = Duration.ofMinutes(2);
  private static final Duration LONG_EVERY = Duration.ofSeconds(30);

  private final Items items;
  private final Models models;
  private final DemandRecord demandRecord;
  private final Catalogue catalogue;
  private final LiveModel live;
  private final LiveDemand demand;
  private final Clock clock;
  private volatile boolean restored;
  private Instant catalogueReadAt = Instant.EPOCH;
  private Instant thoroughlyReadAt = Instant.EPOCH;

  public StoreFollower(
      Items items,
      Models models,
      DemandRecord demandRecord,
      Catalogue catalogue,
      LiveModel live,
      LiveDemand demand,
      Clock clock) {
    this.items = items;
    this.models = models;
    this.demandRecord = demandRecord;
    this.catalogue = catalogue;
    this.live = live;
    this.demand = demand;
    this.clock = clock;
  }

  /** Whether {@link #restore} is done. */
  public boolean isRestored() {
    return restored;
  }

  /** To be called once, before the first event is read: demand would count twice otherwise. */
  public void restore() {
    catalogueReadAt = clock.instant();
    thoroughlyReadAt = catalogueReadAt;
    items.all().forEach(this::take);
    takeLiveModel();
    demandRecord.read(
        (itemId, second, lately, longer, overall) ->
            demand.restore(catalogue.number(itemId), second, lately, longer, overall));
    restored = true;
  }

  /** Takes over what others stored since the last call; called by one thread. */
  public void follow() {
    Instant now = clock.instant();
    boolean thoroughly = thoroughlyReadAt.plus(LONG_EVERY).isBefore(now);
    items
        .changedSince(
            thoroughly ? thoroughlyReadAt.minus(LONG_OVERLAP) : catalogueReadAt.minus(OVERLAP))
        .forEach(this::take);
    catalogueReadAt = now;
    thoroughlyReadAt = thoroughly ? now : thoroughlyReadAt;
    live.unlessPublishing(this::followModel);
  }

  private void followModel() {
    Optional<String> wanted = models.liveVersion();
    Optional<String> current = live.current().map(LiveModel.Serving::version);
    if (wanted.isPresent() && !wanted.equals(current)) {
      takeLiveModel();
    }
  }

  private void take(Item item) {
    if (item.fromCatalogue()) {
      catalogue.put(item);
    } else {
      catalogue.learn(item);
    }
  }

  private void takeLiveModel() {
    models
        .live()
        .ifPresent(
            stored -> {
              try {
                live.swap(stored.version(), stored.trainedAt(), ModelFormat.read(stored.bytes()));
              } catch (IllegalArgumentException e) {
                log.log(System.Logger.Level.ERROR, "model " + stored.version() + " is useless", e);
              }
            });
  }
}
