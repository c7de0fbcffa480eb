package io.tierwise.segmentation.propensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final int SIZE = 6000;

  @Test
  void platt_findsTheCurveThatMadeTheLabels() {
    double[] scores = scores(3);

    PlattCalibration found =
        PlattCalibration.fit(scores, labels(scores, x -> PlattCalibration.logistic(1.5 * x - 0.5)));

    assertThat(found.slope()).isCloseTo(1.5, within(0.12));
    assertThat(found.intercept()).isCloseTo(-0.5, within(0.1));
  }

  @Test
  void isotonic_neverFalls_andIsTheMeanOfWhatItPools() {
    IsotonicCalibration curve =
        IsotonicCalibration.fit(new double[] {1, 2, 3, 4, 5, 6}, new int[] {0, 1, 0, 0, 1, 1});

    assertThat(curve.probability(3)).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(curve.probability(0)).isEqualTo(curve.probability(1)).isPositive();
    assertThat(curve.probability(9)).isLessThan(1);
    double before = 0;
    for (double x = 0; x < 7; x += 0.1) {
      assertThat(curve.probability(x)).isGreaterThanOrEqualTo(before);
      before = curve.probability(x);
    }
  }

  @Test
  void best_isPlattForALogisticCurve_andIsotonicForAStep() {
    double[] scores = scores(8);
    int[] step = labels(scores, x -> x < -1 ? 0.1 : x < 1 ? 0.5 : 0.6);
    int[] curve = labels(scores, PlattCalibration::logistic);

    assertThat(Calibration.best(scores, curve, folds(scores, curve)).name()).isEqualTo("platt");
    assertThat(Calibration.best(scores, step, folds(scores, step)).name()).isEqualTo("isotonic");
  }

  private static Folds folds(double[] scores, int[] labels) {
    double[][] rows =
        IntStream.range(0, SIZE).mapToObj(i -> new double[] {scores[i]}).toArray(double[][]::new);
    return Folds.of(new LabelledRows(List.of("x"), rows, labels), 5, 1);
  }

  private static double[] scores(long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, SIZE).mapToDouble(i -> 2 * random.nextGaussian()).toArray();
  }

  private static int[] labels(double[] scores, DoubleUnaryOperator probability) {
    Random random = new Random(17);
    int[] labels = new int[scores.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextDouble() < probability.applyAsDouble(scores[i]) ? 1 : 0;
    }
    return labels;
  }
}
