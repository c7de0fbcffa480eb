package io.tierwise.recommend.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DemandForecastTest {
  private static double[] days(int days, java.util.function.IntToDoubleFunction orders) {
    return java.util.stream.IntStream.range(0, days).mapToDouble(orders).toArray();
  }

  private static int poisson(Random random, double mean) {
    double limit = Math.exp(-mean);
    int n = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      n++;
    }
    return n;
  }

  @Test
  void evenDemand_goesOn() {
    DemandForecast forecast = DemandForecast.of(days(180, _ -> 5), 0, 14);
    assertThat(forecast.total()).isCloseTo(70, within(0.01));
    assertThat(forecast.meanAbsoluteError()).isCloseTo(0, within(0.001));
    assertThat(forecast.low()).isLessThan(70).isGreaterThan(50);
  }

  @Test
  void daysOfTheWeek_areKnown() {
    // Day 0 is a Tuesday: weekday 5 and 6 are the week's end.
    DemandForecast forecast =
        DemandForecast.of(days(182, day -> (1 + day) % 7 >= 5 ? 14 : 7), 1, 7);
    double[] perDay = forecast.perDay();
    for (int day = 0; day < 7; day++) {
      boolean end = (1 + 182 + day) % 7 >= 5;
      assertThat(perDay[day]).isCloseTo(end ? 14 : 7, within(end ? 1.0 : 0.5));
    }
  }

  @Test
  void whatNobodyOrdersAnyMore_fadesOut() {
    DemandForecast forecast = DemandForecast.of(days(180, day -> day < 120 ? 3 : 0), 0, 28);
    assertThat(forecast.total()).isLessThan(28 * 0.1);
    assertThat(DemandForecast.of(new double[60], 3, 28).total()).isZero();
    assertThat(DemandForecast.of(new double[60], 3, 28).high()).isZero();
  }

  @Test
  void rareDemand_isForecastAtItsRate_betterThanNaively_andTheIntervalHolds() {
    Random random = new Random(20261122);
    double error = 0;
    double naive = 0;
    double total = 0;
    int inside = 0;
    int items = 400;
    for (int item = 0; item < items; item++) {
      double mean = 0.1 + item % 20 / 10.0;
      double[] past = days(182, _ -> poisson(random, mean));
      DemandForecast forecast = DemandForecast.of(past, 0, 28);
      double actual = java.util.Arrays.stream(days(28, _ -> poisson(random, mean))).sum();
      inside += actual >= forecast.low() && actual <= forecast.high() ? 1 : 0;
      error += forecast.meanAbsoluteError();
      naive += forecast.naiveError();
      total += forecast.total() / (28 * mean) / items;
    }
    assertThat(total).isCloseTo(1, within(0.05));
    assertThat(error).isLessThan(0.85 * naive);
    // 80 % were promised; the level itself is an estimate.
    assertThat((double) inside / items).isBetween(0.65, 0.95);
  }

  @Test
  void shortHistory_isRefused() {
    assertThatThrownBy(() -> DemandForecast.of(new double[27], 0, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("27 days");
  }
}
