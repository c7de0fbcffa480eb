package io.tierwise.campaign.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.lifecycle.Pacing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A day of generated traffic, three times what its budget can pay for. */
class SimulatedDayTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/London");
  private static final Instant MORNING = Instant.parse("2026-11-22T00:00:00Z");
  private static final long COST = 50_000;
  private static final long BUDGET = 100_000_000;
  private static final int VISITS = 6_000;

  /** Evenings are busy, nights are not. */
  private static final TrafficProfile SHOP = new TrafficProfile(shape());

  private static double[] shape() {
    double[] weights = new double[24];
    for (int h = 0; h < 24; h++) {
      weights[h] = 1.2 + Math.sin((h - 13) * Math.PI / 12);
    }
    return weights;
  }

  private record Visit(Instant at, double value) {}

  /** Visits by the shape of the day; what they are worth is spread widely. */
  private static List<Visit> visits(long seed) {
    Random random = new Random(seed);
    List<Visit> visits = new ArrayList<>();
    while (visits.size() < VISITS) {
      int second = random.nextInt(86_400);
      if (random.nextDouble() * 2.2 < SHOP.weight(second / 3600)) {
        visits.add(new Visit(MORNING.plusSeconds(second), 0.1 * Math.exp(random.nextGaussian())));
      }
    }
    visits.sort(Comparator.comparing(Visit::at));
    return visits;
  }

  /** Spend by hour, and what was earned. */
  private record Day(long[] spentUntil, long spent, double value) {}

  /**
   * @param shares of the traffic that instances of the service see; all spend one budget
   */
  private static Day live(List<Visit> visits, TrafficProfile believed, double... shares) {
    Random random = new Random(7);
    PaceKeeper[] keepers = new PaceKeeper[shares.length];
    for (int k = 0; k < keepers.length; k++) {
      keepers[k] = new PaceKeeper();
    }
    Pacing even = new Pacing(true, null);
    long spent = 0;
    double value = 0;
    long[] until = new long[25];
    for (Visit visit : visits) {
      double share = believed.shareGone(visit.at(), ZONE);
      long allowed = DayBudget.upTo(BUDGET, even, share);
      double draw = random.nextDouble();
      int at = 0;
      for (double sum = shares[0]; draw > sum && at < shares.length - 1; sum += shares[++at]) {}
      boolean worth = keepers[at].accepts(1, share, spent, BUDGET - spent, visit.value(), COST);
      if (worth && spent + COST <= allowed) {
        spent += COST;
        value += visit.value();
        assertThat(spent).isLessThanOrEqualTo(BUDGET);
      }
      int hour = (int) Duration.between(MORNING, visit.at()).toHours();
      until[hour + 1] = spent;
    }
    return new Day(until, spent, value);
  }

  private static double best(List<Visit> visits) {
    return visits.stream()
        .map(Visit::value)
        .sorted(Comparator.reverseOrder())
        .limit(BUDGET / COST)
        .mapToDouble(v -> v)
        .sum();
  }

  private static double firstCome(List<Visit> visits) {
    return visits.stream().limit(BUDGET / COST).mapToDouble(Visit::value).sum();
  }

  @Test
  void spendFollowsTheTraffic_neverExceeds_andKeepsTheBestContacts() {
    for (long seed = 1; seed <= 5; seed++) {
      List<Visit> visits = visits(seed);
      Day day = live(visits, SHOP, 1.0);
      for (int h = 1; h <= 24; h++) {
        double curve = SHOP.shareGone(MORNING.plusSeconds(3600L * h - 1), ZONE);
        assertThat((double) day.spentUntil()[h] / BUDGET)
            .as("seed %d, hour %d", seed, h)
            .isBetween(curve - 0.05, curve + 0.05);
      }
      assertThat(day.spent()).isGreaterThan(BUDGET * 97 / 100);
      assertThat(day.value()).isGreaterThan(0.95 * best(visits));
      assertThat(day.value()).isGreaterThan(1.5 * firstCome(visits));
    }
  }

  @Test
  void threeInstances_spendOneBudgetAlongTheSameCurve() {
    List<Visit> visits = visits(11);
    Day day = live(visits, SHOP, 0.6, 0.3, 0.1);
    for (int h = 1; h <= 24; h++) {
      double curve = SHOP.shareGone(MORNING.plusSeconds(3600L * h - 1), ZONE);
      assertThat((double) day.spentUntil()[h] / BUDGET)
          .as("hour %d", h)
          .isBetween(curve - 0.08, curve + 0.05);
    }
    assertThat(day.value()).isGreaterThan(0.9 * best(visits));
  }

  @Test
  void unknownTraffic_isTakenAsEven_andTheBudgetStillLastsTheDay() {
    List<Visit> visits = visits(3);
    Day day = live(visits, TrafficProfile.UNIFORM, 1.0);
    for (int h = 1; h <= 24; h++) {
      assertThat((double) day.spentUntil()[h] / BUDGET)
          .as("hour %d", h)
          .isLessThanOrEqualTo(h / 24.0 + DayBudget.AHEAD);
    }
    assertThat(day.spentUntil()[20]).isLessThan(BUDGET * 95 / 100);
    assertThat(day.spent()).isGreaterThan(BUDGET * 9 / 10);
    assertThat(day.value()).isGreaterThan(1.4 * firstCome(visits));
  }

  @Test
  void littleTraffic_isAllTaken() {
    List<Visit> visits = visits(5).stream().limit(500).toList();
    assertThat(live(visits, TrafficProfile.UNIFORM, 1.0).spent()).isGreaterThan(0);
    PaceKeeper keeper = new PaceKeeper();
    for (Visit visit : visits) {
      double share = SHOP.shareGone(visit.at(), ZONE);
      assertThat(keeper.accepts(1, share, 0, BUDGET * 100, visit.value(), COST)).isTrue();
    }
    assertThat(keeper.price()).isZero();
  }
}
