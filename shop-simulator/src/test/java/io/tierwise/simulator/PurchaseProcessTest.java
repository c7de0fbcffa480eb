package io.tierwise.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Simulated orders against the closed forms of Fader, Hardie, Lee 2005. */
class PurchaseProcessTest {
  private static final int CUSTOMERS = 40_000;
  private static final int DAYS = 182;
  private static final PurchaseRates RATES = PurchaseRates.lively();
  private static final Seasonality SEASONS =
      new Seasonality(Instant.parse("2026-04-01T00:00:00Z"), DAYS + 1);

  @Test
  void repeatOrdersFollowTheBgNbdModel() {
    int[] repeats =
        IntStream.range(0, CUSTOMERS)
            .map(customer -> draw(customer).orderVisits().length - 1)
            .toArray();
    double t = weeksAfterTheFirstDay();
    double none = IntStream.of(repeats).filter(x -> x == 0).count() / (double) CUSTOMERS;
    double mean = IntStream.of(repeats).average().orElseThrow();
    double silent = Math.pow(RATES.alpha() / (RATES.alpha() + t), RATES.r());
    assertThat(none).isCloseTo(silent, within(0.01));
    assertThat(mean).isCloseTo(expectedRepeats(t), withinPercentage(3));
  }

  @Test
  void whoDropsOutNeverOrdersAgain() {
    for (int customer = 0; customer < 2_000; customer++) {
      PurchaseProcess process = draw(customer);
      long[] visits = process.orderVisits();
      assertThat(visits).isSorted();
      if (process.droppedOutAt() != Long.MAX_VALUE) {
        assertThat(visits[visits.length - 1]).isEqualTo(process.droppedOutAt());
      }
    }
  }

  private static PurchaseProcess draw(int customer) {
    RandomGenerator random = Draws.random(5, customer, 0);
    double rate = Draws.gamma(random, RATES.r(), RATES.alpha());
    double dropOut = Draws.beta(random, RATES.a(), RATES.b());
    return PurchaseProcess.draw(SEASONS, 0, rate, dropOut, ZoneOffset.UTC, random);
  }

  /** The clock of the process runs on the seasonal factors of the days after the first. */
  private static double weeksAfterTheFirstDay() {
    return IntStream.rangeClosed(1, DAYS).mapToDouble(SEASONS::factor).sum() / 7;
  }

  /**
   * Mean of (1 - exp(-lambda p t)) / p, by the midpoint rule over p and the Laplace transform of
   * the gamma distribution over lambda.
   */
  private static double expectedRepeats(double t) {
    int steps = 200_000;
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < steps; i++) {
      double p = (i + 0.5) / steps;
      double density = Math.pow(p, RATES.a() - 1) * Math.pow(1 - p, RATES.b() - 1);
      double laplace = Math.pow(RATES.alpha() / (RATES.alpha() + p * t), RATES.r());
      sum += density * (1 - laplace) / p;
      weights += density;
    }
    return sum / weights;
  }
}
