package io.tierwise.segmentation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastersTest {
  private static final double[] WEEK = {10, 12, 14, 13, 20, 40, 3};

  private static double[] weeks(int days, double growth) {
    return IntStream.range(0, days).mapToDouble(t -> WEEK[t % 7] + growth * t).toArray();
  }

  @Test
  void seasonalNaive_repeatsTheLastWeek() {
    double[] past = weeks(24, 0);

    assertThat(new SeasonalNaive().forecast(past, 10))
        .containsExactly(IntStream.range(24, 34).mapToDouble(t -> WEEK[t % 7]).toArray());
  }

  @Test
  void weekThatComesRoundExactly_isContinuedByAll() {
    double[] past = weeks(90, 0);
    double[] next = IntStream.range(90, 118).mapToDouble(t -> WEEK[t % 7]).toArray();

    assertThat(new HoltWinters().forecast(past, 28)).containsExactly(next, within(1e-6));
    assertThat(new Autoregressive().forecast(past, 28)).containsExactly(next, within(1e-6));
  }

  @Test
  void growth_isContinuedBySmoothing_andDamped() {
    double[] past = weeks(200, 0.5);
    double[] forecast = new HoltWinters().forecast(past, 14);

    double[] flat = new SeasonalNaive().forecast(past, 14);
    double grown = Arrays.stream(forecast).sum() - Arrays.stream(flat).sum();
    assertThat(grown).isBetween(0.3 * 14 * 5.25, 14 * 5.25);
  }

  @Test
  void weights_solveTheEquationsOfYuleAndWalker() {
    Random random = new Random(5);
    double[] series = new double[600];
    for (int t = 2; t < series.length; t++) {
      series[t] = 0.5 * series[t - 1] + 0.3 * series[t - 2] + random.nextGaussian();
    }
    double mean = Arrays.stream(series).average().orElseThrow();
    double[] centred = Arrays.stream(series).map(x -> x - mean).toArray();

    double[] weights = Autoregressive.weights(centred);

    assertThat(weights.length).isGreaterThanOrEqualTo(2);
    assertThat(weights[0]).isCloseTo(0.5, within(0.1));
    assertThat(weights[1]).isCloseTo(0.3, within(0.1));
    for (int row = 1; row <= weights.length; row++) {
      double left = 0;
      for (int j = 1; j <= weights.length; j++) {
        left += weights[j - 1] * covariance(centred, Math.abs(row - j));
      }
      assertThat(left).isCloseTo(covariance(centred, row), within(1e-9));
    }
  }

  private static double covariance(double[] series, int lag) {
    return IntStream.range(lag, series.length)
        .mapToDouble(t -> series[t] * series[t - lag] / series.length)
        .sum();
  }
}
