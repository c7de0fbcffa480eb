package io.tierwise.campaign.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

/** How traffic spreads over the hours of a day, by the shop's clock. */
public final class TrafficProfile {
  /** Of a shop of which nothing was seen yet. */
  public static final TrafficProfile UNIFORM = new TrafficProfile(ones());

  private static final int HOURS = 24;
  private final double[] weights;

  /**
   * @param weights of the 24 hours, not negative, not all 0; their scale does not matter
   */
  public TrafficProfile(double[] weights) {
    if (weights.length != HOURS
        || Arrays.stream(weights).anyMatch(w -> !(w >= 0))
        || !(Arrays.stream(weights).sum() > 0)) {
      throw new IllegalArgumentException("weights " + Arrays.toString(weights));
    }
    this.weights = weights.clone();
  }

  private static double[] ones() {
    double[] ones = new double[HOURS];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * Means by hour, drawn to their overall mean as if each hour had been seen for one more day.
   *
   * @param sums of what was seen in each hour of the day
   * @param days on how many days the hour was seen
   */
  public static TrafficProfile of(double[] sums, int[] days) {
    double all = Arrays.stream(sums).sum();
    int seen = Arrays.stream(days).sum();
    if (seen == 0 || all <= 0) {
      return UNIFORM;
    }
    double mean = all / seen;
    double[] weights = new double[HOURS];
    for (int h = 0; h < HOURS; h++) {
      weights[h] = (sums[h] + mean) / (days[h] + 1);
    }
    return new TrafficProfile(weights);
  }

  public double weight(int hour) {
    return weights[hour];
  }

  /**
   * Share of a day's traffic that has passed, 0..1; days on which clocks change have an hour more
   * or less.
   */
  public double shareGone(Instant at, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(at, zone);
    Instant begin = day.atStartOfDay(zone).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    double gone = between(begin, at, zone);
    return gone / (gone + between(at, end, zone));
  }

  private double between(Instant from, Instant to, ZoneId zone) {
    double sum = 0;
    Instant hour = from;
    while (hour.isBefore(to)) {
      Instant next = hour.atZone(zone).withMinute(0).withSecond(0).withNano(0).toInstant();
      next = next.plus(Duration.ofHours(1));
      Instant until = next.isBefore(to) ? next : to;
      double hours = Duration.between(hour, until).toNanos() / 3.6e12;
      sum += weights[hour.atZone(zone).getHour()] * hours;
      hour = until;
    }
    return sum;
  }
}
