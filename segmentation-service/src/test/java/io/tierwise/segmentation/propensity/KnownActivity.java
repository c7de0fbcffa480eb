package io.tierwise.segmentation.propensity;

import io.tierwise.segmentation.propensity.ActivityHistory.Day;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Histories in memory. */
public record KnownActivity(Map<String, List<Day>> days, Instant end) implements CustomerActivity {
  public static final Instant END = Instant.parse("2026-06-30T12:00:00Z");
  public static final int LAST_DAY = (int) (END.getEpochSecond() / 86_400);

  /**
   * A shop in which people come back at their own rate and leave for good after a while.
   *
   * @param leaving yearly rate of leaving
   */
  public static KnownActivity simulated(int customers, double leaving, long seed) {
    Random random = new Random(seed);
    Map<String, List<Day>> days = new TreeMap<>();
    for (int i = 0; i < customers; i++) {
      double visits = 0.04 + 0.2 * random.nextDouble() * random.nextDouble();
      int from = LAST_DAY - 10 - random.nextInt(350);
      double stay = -Math.log(1 - random.nextDouble()) * 365 / leaving;
      List<Day> own = new ArrayList<>();
      for (int day = from; day < LAST_DAY && day < from + stay; day++) {
        if (random.nextDouble() < visits) {
          int orders = random.nextDouble() < 0.4 ? 1 : 0;
          int views = 1 + random.nextInt(6);
          own.add(
              new Day(
                  day, views + 2, views, orders, orders, orders * (20 + 30 * random.nextDouble())));
        }
      }
      days.put(String.format(Locale.ROOT, "c%05d", i), own);
    }
    return new KnownActivity(days, END);
  }

  /** The same, but nothing ever happens from a day on. */
  public KnownActivity silentFrom(int silent) {
    Map<String, List<Day>> before = new TreeMap<>();
    days.forEach(
        (user, own) -> before.put(user, own.stream().filter(day -> day.day() < silent).toList()));
    return new KnownActivity(before, end);
  }

  @Override
  public long customers() {
    return days.size();
  }

  @Override
  public Optional<Instant> latest(Instant now) {
    return Optional.of(end);
  }

  @Override
  public void forEach(double share, Consumer<ActivityHistory> reader) {
    days.forEach((user, own) -> reader.accept(new ActivityHistory(user, own)));
  }

  @Override
  public List<ActivityHistory> of(Collection<String> userIds) {
    return userIds.stream()
        .filter(days::containsKey)
        .map(user -> new ActivityHistory(user, days.get(user)))
        .toList();
  }
}
