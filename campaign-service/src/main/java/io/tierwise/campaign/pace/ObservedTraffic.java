package io.tierwise.campaign.pace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The hours of the last two weeks as they were: counts here, keeps and reads now and then. */
public final class ObservedTraffic {
  private static final Duration REMEMBERED = Duration.ofDays(14);
  private final TrafficCounts counts;
  private final Supplier<ZoneId> zone;
  private final Clock clock;
  private final LongAdder fresh = new LongAdder();
  private volatile TrafficProfile profile = TrafficProfile.UNIFORM;

  /**
   * @param zone of the shop
   */
  public ObservedTraffic(TrafficCounts counts, Supplier<ZoneId> zone, Clock clock) {
    this.counts = counts;
    this.zone = zone;
    this.clock = clock;
  }

  public void count() {
    fresh.increment();
  }

  public TrafficProfile profile() {
    return profile;
  }

  /** Keeps what was counted since the last time, and learns from all full hours. */
  public void keepAndLearn() {
    Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    counts.add(hour, fresh.sumThenReset());
    profile = of(counts.since(hour.minus(REMEMBERED)), hour, zone.get());
  }

  /**
   * @param current the hour that is not over yet, which tells nothing
   */
  static TrafficProfile of(Map<Instant, Long> hours, Instant current, ZoneId zone) {
    double[] sums = new double[24];
    int[] days = new int[24];
    hours.forEach(
        (hour, decisions) -> {
          if (hour.isBefore(current)) {
            int at = hour.atZone(zone).getHour();
            sums[at] += decisions;
            days[at]++;
          }
        });
    return TrafficProfile.of(sums, days);
  }
}
