package io.tierwise.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DrawsTest {
  @Test
  void distributionsHaveTheirMeans() {
    assertThat(mean(random -> Draws.gamma(random, 0.6, 1.7))).isCloseTo(0.6 / 1.7, within(0.01));
    assertThat(mean(random -> Draws.gamma(random, 4, 2))).isCloseTo(2, within(0.02));
    assertThat(mean(random -> Draws.beta(random, 0.8, 6.4))).isCloseTo(1 / 9.0, within(0.003));
    assertThat(mean(random -> Draws.poisson(random, 1.3))).isCloseTo(1.3, within(0.02));
    assertThat(mean(random -> Draws.exponential(random, 0.5))).isCloseTo(2, within(0.04));
    double[] weights = {1, 0, 3};
    assertThat(mean(random -> Draws.index(random, weights))).isCloseTo(1.5, within(0.02));
  }

  @Test
  void gammaHasItsVariance() {
    double mean = 0.6 / 1.7;
    assertThat(mean(random -> Math.pow(Draws.gamma(random, 0.6, 1.7) - mean, 2)))
        .isCloseTo(0.6 / (1.7 * 1.7), within(0.02));
  }

  @Test
  void mixingKeepsDistinctNumbersDistinct() {
    assertThat(LongStream.range(0, 10_000).map(Draws::mix).distinct().count()).isEqualTo(10_000);
  }

  private static double mean(ToDoubleFunction<RandomGenerator> draw) {
    RandomGenerator random = Draws.random(1, 2, 3);
    return LongStream.range(0, 60_000)
        .mapToDouble(i -> draw.applyAsDouble(random))
        .average()
        .orElseThrow();
  }
}
