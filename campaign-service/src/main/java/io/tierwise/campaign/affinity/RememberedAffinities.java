package io.tierwise.campaign.affinity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Affinities of single users, remembered for a while: a page that asks for several placements asks
 * for them once. What is not known is asked for again. Safe for threads.
 */
public final class RememberedAffinities implements Affinities {
  private final Affinities affinities;
  private final Duration maxAge;
  private final Clock clock;
  private final Map<Key, Kept> entries;

  private record Key(String userId, List<OfferProducts> offers) {}

  private record Kept(AffinityTable table, Instant at) {}

  /**
   * @param most users remembered; those asked for longest ago are forgotten
   */
  public RememberedAffinities(Affinities affinities, int most, Duration maxAge, Clock clock) {
    this.affinities = affinities;
    this.maxAge = maxAge;
    this.clock = clock;
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
            return size() > most;
          }
        };
  }

  @Override
  public AffinityTable of(List<String> userIds, List<OfferProducts> offers) {
    if (userIds.size() != 1) {
      return affinities.of(userIds, offers);
    }
    Key key = new Key(userIds.getFirst(), offers);
    Instant now = clock.instant();
    Kept known = find(key);
    if (known != null && known.at().plus(maxAge).isAfter(now)) {
      return known.table();
    }
    AffinityTable table = affinities.of(userIds, offers);
    if (table.warnings().isEmpty()) {
      keep(key, new Kept(table, now));
    }
    return table;
  }

  private synchronized @Nullable Kept find(Key key) {
    return entries.get(key);
  }

  private synchronized void keep(Key key, Kept entry) {
    entries.put(key, entry);
  }
}
