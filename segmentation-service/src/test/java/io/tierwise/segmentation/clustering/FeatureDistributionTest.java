package io.tierwise.segmentation.clustering;

import static io.tierwise.segmentation.customer.TieringFeature.FREQUENCY;
import static io.tierwise.segmentation.customer.TieringFeature.RFM;
import static io.tierwise.segmentation.customer.TieringFeature.TENURE_DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.segmentation.Shop;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureDistributionTest {
  private static FeatureMatrix column(double... values) {
    return FeatureMatrix.of(
        List.of(TENURE_DAYS),
        IntStream.range(0, values.length)
            .mapToObj(i -> new double[] {values[i]})
            .toArray(double[][]::new),
        new double[values.length]);
  }

  @Test
  void sameData_hasNotDrifted() {
    FeatureMatrix matrix = FeatureMatrix.of(Shop.skewed(1000, 1), RFM, Shop.NOW);
    for (FeatureDistribution then : FeatureDistribution.all(matrix)) {
      assertThat(then.stabilityIndex(matrix)).isZero();
      assertThat(then.shares().stream().mapToDouble(Double::doubleValue).sum())
          .isCloseTo(1, within(1e-12));
    }
  }

  /** Half and half becomes a quarter and three: 2 x 0.25 ln 2 ... by hand. */
  @Test
  void index_isTheOneOfTheFormula() {
    FeatureDistribution then =
        new FeatureDistribution(TENURE_DAYS, List.of(1.0), List.of(0.5, 0.5));

    assertThat(then.stabilityIndex(column(1, 2, 3, 4)))
        .isCloseTo(
            (0.25 - 0.5) * Math.log(0.25 / 0.5) + (0.75 - 0.5) * Math.log(0.75 / 0.5),
            within(1e-12));
    assertThat(then.stabilityIndex(column(5, 6))).isGreaterThan(4).isFinite();
  }

  @Test
  void shiftedData_driftsBeyondTheUsualAlarm() {
    Random random = new Random(4);
    FeatureMatrix before = column(random.doubles(2000, 0, 100).toArray());
    FeatureMatrix after = column(random.doubles(2000, 40, 140).toArray());

    assertThat(FeatureDistribution.all(before).getFirst().stabilityIndex(after))
        .isGreaterThan(0.25);
  }

  @Test
  void valuesThatMostShare_makeFewerBins() {
    double[] once = IntStream.range(0, 100).mapToDouble(i -> i < 95 ? 1 : i).toArray();
    FeatureDistribution then = FeatureDistribution.of(FREQUENCY, once);

    assertThat(then.edges()).containsExactly(1.0);
    assertThat(then.shares()).containsExactly(0.95, 0.05);
  }

  @Test
  void tiersOfFarGroups_areStable_andThoseOfOneCloudAreLess() {
    Random random = new Random(8);
    double[][] far = new double[600][];
    double[][] cloud = new double[600][];
    for (int i = 0; i < 600; i++) {
      far[i] =
          new double[] {i % 3 * 50 + random.nextGaussian(), i % 3 * 50 + random.nextGaussian()};
      cloud[i] = new double[] {random.nextGaussian(), random.nextGaussian()};
    }
    assertThat(stability(far).mean()).isGreaterThan(0.99);
    assertThat(stability(cloud).mean()).isLessThan(stability(far).lowest());
    assertThat(stability(cloud)).isEqualTo(stability(cloud));
  }

  private static Stability stability(double[][] rows) {
    FeatureMatrix matrix =
        FeatureMatrix.of(List.of(TENURE_DAYS, FREQUENCY), rows, new double[rows.length]);
    FitParameters parameters = new FitParameters(3, 8, 5, 20_000, 200, 1);
    KMeansTiering engine = new KMeansTiering();
    return Stability.of(
            engine, engine.fit(matrix, parameters, f -> {}).model(), matrix, parameters, f -> {})
        .orElseThrow();
  }
}
