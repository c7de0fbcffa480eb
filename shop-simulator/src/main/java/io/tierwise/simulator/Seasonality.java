package io.tierwise.simulator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How busy the shop is. Day factors have mean one over the period, so that rates keep their
 * meaning: a customer's order process runs on this clock instead of the wall's.
 */
final class Seasonality {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final double[] WEEKDAY = {1.02, 0.95, 0.94, 0.97, 0.98, 1.02, 1.12};
  private static final double TREND = 0.15;
  private static final double[] HOUR = {
    0.12, 0.06, 0.04, 0.03, 0.03, 0.06, 0.18, 0.38, 0.52, 0.60, 0.66, 0.70,
    0.80, 0.74, 0.64, 0.60, 0.62, 0.70, 0.80, 0.92, 1.00, 0.96, 0.70, 0.34
  };

  private final long start;
  private final double[] factors;

  Seasonality(Instant start, int days) {
    this.start = start.toEpochMilli();
    double[] raw = new double[days];
    for (int day = 0; day < days; day++) {
      ZonedDateTime noon =
          Instant.ofEpochMilli(this.start + day * DAY + DAY / 2).atZone(ZoneOffset.UTC);
      raw[day] =
          WEEKDAY[noon.getDayOfWeek().getValue() - 1]
              * (1 + TREND * day / days)
              * (noon.getDayOfMonth() >= 25 ? 1.08 : 1)
              * (beforeChristmas(MonthDay.from(noon)) ? 1.3 : 1);
    }
    double mean = Arrays.stream(raw).average().orElse(1);
    factors = Arrays.stream(raw).map(factor -> factor / mean).toArray();
  }

  private static boolean beforeChristmas(MonthDay date) {
    return !date.isBefore(MonthDay.of(11, 20)) && !date.isAfter(MonthDay.of(12, 20));
  }

  int days() {
    return factors.length;
  }

  /** The busyness of a day of the period, counted from 0; a day begins at the period's hour. */
  double factor(int day) {
    return factors[day];
  }

  long startOf(int day) {
    return start + day * DAY;
  }

  /** A moment of the day, in epoch milliseconds, at an hour when people shop where they live. */
  long moment(int day, ZoneId zone, RandomGenerator random) {
    while (true) {
      long moment = startOf(day) + random.nextLong(DAY);
      ZonedDateTime local = Instant.ofEpochMilli(moment).atZone(zone);
      int hour = local.getHour();
      boolean office =
          local.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 && hour >= 9 && hour < 17;
      if (random.nextDouble() < HOUR[hour] * (office ? 0.7 : 1)) {
        return moment;
      }
    }
  }
}
