package io.tierwise.recommend.placement;

import io.tierwise.recommend.feedback.Touches;
import io.tierwise.recommend.feedback.Touches.VariantClicks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The placements in memory, with what is needed to choose a variant: no request reads a table. */
public final class PlacementBook {
  private static final Duration CLICKS_EVERY = Duration.ofSeconds(30);
  private static final Duration CLICKS_OF = Duration.ofDays(30);

  private final Placements placements;
  private final Touches touches;
  private final Clock clock;
  private volatile Map<String, Placement> current = Map.of();
  private volatile Map<String, List<VariantClicks>> clicks = Map.of();
  private Instant clicksReadAt = Instant.MIN;

  public PlacementBook(Placements placements, Touches touches, Clock clock) {
    this.placements = placements;
    this.touches = touches;
    this.clock = clock;
  }

  /** In the order of the names. */
  public List<Placement> all() {
    return List.copyOf(current.values());
  }

  public Optional<Placement> find(String name) {
    return Optional.ofNullable(current.get(name));
  }

  /** Of the last 30 days, at most half a minute old; empty for a placement nobody has seen. */
  List<VariantClicks> clicks(String placement) {
    return clicks.getOrDefault(placement, List.of());
  }

  public Placement save(Placement placement) {
    Placement saved = placements.save(placement);
    readPlacements();
    return saved;
  }

  /** False if there was none. */
  public boolean remove(String name) {
    boolean removed = placements.remove(name);
    readPlacements();
    return removed;
  }

  /** Takes over what others stored; called by one thread. */
  public void follow() {
    readPlacements();
    Instant now = clock.instant();
    if (clicksReadAt.isBefore(now.minus(CLICKS_EVERY))) {
      clicks = touches.clicksByVariant(now.minus(CLICKS_OF));
      clicksReadAt = now;
    }
  }

  private void readPlacements() {
    Map<String, Placement> read = new TreeMap<>();
    placements.all().forEach(placement -> read.put(placement.name(), placement));
    current = read;
  }
}
