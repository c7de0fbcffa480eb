package io.tierwise.recommend.serving;

import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.DecayedCounts;
import io.tierwise.recommend.model.ItemRanking;
import io.tierwise.recommend.model.Velocity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is trending and popular, counted in memory as events arrive: needs neither model nor
 * database. Time is the time of the events, so that imported history has trends too.
 */
public final class LiveDemand {
  private static final Duration REFRESH = Duration.ofSeconds(1);

  /**
   * @param trendingShort half-life of what counts as lately
   * @param trendingLong half-life of what it is compared with
   * @param popularity half-life of popularity
   */
  public record HalfLives(Duration trendingShort, Duration trendingLong, Duration popularity) {
    public static final HalfLives DEFAULT =
        new HalfLives(Duration.ofDays(3), Duration.ofDays(21), Duration.ofDays(30));

    public HalfLives {
      if (trendingShort.compareTo(Duration.ofMinutes(1)) < 0
          || trendingShort.compareTo(trendingLong) >= 0
          || popularity.compareTo(Duration.ofMinutes(1)) < 0) {
        throw new IllegalArgumentException(
            "half-lives " + trendingShort + " (short), " + trendingLong + " (long), " + popularity);
      }
    }
  }

  private final StrengthWeights weights;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock ranking = new ReentrantLock();
  private final DecayedCounts lately;
  private final DecayedCounts longer;
  private final DecayedCounts overall;
  private final double ratio;
  private long newest;
  private int items;
  private volatile boolean changed;
  private volatile Instant rankedAt = Instant.MIN;
  private volatile ItemRanking trending = ItemRanking.empty();
  private volatile ItemRanking popularity = ItemRanking.empty();

  public LiveDemand(StrengthWeights weights, HalfLives halfLives, Clock clock) {
    this.weights = weights;
    this.clock = clock;
    this.lately = new DecayedCounts(0, halfLives.trendingShort().toSeconds());
    this.longer = new DecayedCounts(0, halfLives.trendingLong().toSeconds());
    this.overall = new DecayedCounts(0, halfLives.popularity().toSeconds());
    this.ratio =
        (double) halfLives.trendingShort().toSeconds() / halfLives.trendingLong().toSeconds();
  }

  /**
   * @param item number in the catalogue
   * @param second epoch second of the deed
   */
  public void add(int item, InteractionKind kind, double rating, long second) {
    double weight = Math.max(0, weights.of(kind, rating));
    restore(item, second, weight, weight, weight);
  }

  /** Adds the counts of an item that were kept elsewhere, as of an epoch second. */
  public void restore(
      int item, long second, double latelyCount, double longerCount, double overallCount) {
    lock.lock();
    try {
      lately.add(item, second, latelyCount);
      longer.add(item, second, longerCount);
      overall.add(item, second, overallCount);
      newest = Math.max(newest, second);
      items = Math.max(items, item + 1);
      changed = true;
    } finally {
      lock.unlock();
    }
  }

  /** By velocity, at most a second old. */
  public ItemRanking trending() {
    refresh();
    return trending;
  }

  /** By decayed count, at most a second old. */
  public ItemRanking popularity() {
    refresh();
    return popularity;
  }

  /** Ranks outside of the lock: neither events nor who is content with a second wait for it. */
  private void refresh() {
    Instant now = clock.instant();
    if (!changed || rankedAt.plus(REFRESH).isAfter(now) || !ranking.tryLock()) {
      return;
    }
    try {
      if (changed && !rankedAt.plus(REFRESH).isAfter(now)) {
        rank();
        rankedAt = now;
      }
    } finally {
      ranking.unlock();
    }
  }

  private void rank() {
    double[] velocities;
    double[] counts;
    lock.lock();
    try {
      changed = false;
      velocities = new double[items];
      counts = new double[items];
      for (int item = 0; item < items; item++) {
        double longCount = longer.at(item, newest);
        velocities[item] =
            longCount > 0 ? Velocity.of(lately.at(item, newest), longCount, ratio) : Double.NaN;
        double count = overall.at(item, newest);
        counts[item] = count > 0 ? count : Double.NaN;
      }
    } finally {
      lock.unlock();
    }
    trending = new ItemRanking(velocities);
    popularity = new ItemRanking(counts);
  }
}
