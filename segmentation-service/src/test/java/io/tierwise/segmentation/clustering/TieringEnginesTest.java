package io.tierwise.segmentation.clustering;

import static io.tierwise.segmentation.customer.TieringFeature.CATEGORY_BREADTH;
import static io.tierwise.segmentation.customer.TieringFeature.FREQUENCY;
import static io.tierwise.segmentation.customer.TieringFeature.MONETARY;
import static io.tierwise.segmentation.customer.TieringFeature.RECENCY_DAYS;
import static io.tierwise.segmentation.customer.TieringFeature.RFM;
import static io.tierwise.segmentation.customer.TieringFeature.TENURE_DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.segmentation.Shop;
import io.tierwise.segmentation.clustering.Preparation.Scaling;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.TieringFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every engine behind the port, and what only for one. */
class TieringEnginesTest {
  private static final List<TieringFeature> PLANE = List.of(TENURE_DAYS, CATEGORY_BREADTH);
  private static final List<String> NAMES = List.of("A", "B", "C", "D", "E", "F", "G", "H");
  private static final List<Customer> SHOP = Shop.skewed(1500, 4);

  private static FitParameters parameters(Integer k, Preparation preparation, EngineOptions o) {
    return new FitParameters(k, 8, 5, 20_000, 300, 7, preparation, o);
  }

  private static TieringFit fit(String engine, FeatureMatrix matrix, FitParameters parameters) {
    return TieringEngines.all().get(engine).fit(matrix, parameters, fraction -> {});
  }

  private static FeatureMatrix shop(String engine) {
    List<TieringFeature> features = engine.equals("quantile") ? List.of(MONETARY) : RFM;
    return FeatureMatrix.of(SHOP, features, Shop.NOW);
  }

  private static Integer k(String engine) {
    return engine.endsWith("dbscan") ? null : Integer.valueOf(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfm-kmeans", "rfm-grid", "quantile", "ward"})
  void everyEngine_makesAsManyTiersAsAsked_theMostValuableFirst(String engine) {
    FeatureMatrix matrix = shop(engine);
    TieringFit fit = fit(engine, matrix, parameters(4, Preparation.STANDARD, EngineOptions.NONE));

    assertThat(fit.model().k()).isEqualTo(4);
    int[] groups = Grouping.assigned(fit.model(), matrix);
    double[] means = means(groups, matrix, 4);
    assertThat(Arrays.stream(groups).distinct().count()).isEqualTo(4);
    for (int g = 1; g < 4; g++) {
      assertThat(means[g]).isLessThan(means[g - 1]);
    }
    assertThat(fit.silhouette()).isBetween(-1.0, 1.0);
    assertThat(fit.model().reason(matrix.row(3), NAMES)).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfm-kmeans", "rfm-grid", "quantile", "ward"})
  void everyEngine_repeatsItself(String engine) {
    FitParameters parameters = parameters(k(engine), Preparation.STANDARD, EngineOptions.NONE);
    TieringFit first = fit(engine, shop(engine), parameters);
    TieringFit second = fit(engine, shop(engine), parameters);

    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfm-kmeans", "rfm-grid", "quantile", "ward"})
  void everyEngine_refusesMoreTiersThanThereAreKindsOfCustomers(String engine) {
    List<Customer> three = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      three.add(Shop.customer("c" + i, 1 + i % 3 * 20, 1 + i % 3, String.valueOf(10 + i % 3 * 50)));
    }
    List<TieringFeature> features = engine.equals("quantile") ? List.of(MONETARY) : RFM;
    FeatureMatrix matrix = FeatureMatrix.of(three, features, Shop.NOW);

    assertThatThrownBy(
            () -> fit(engine, matrix, parameters(5, Preparation.STANDARD, EngineOptions.NONE)))
        .isInstanceOf(TooFewCustomers.class)
        .hasMessageStartingWith("5 tiers cannot be made of 60 customers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfm-kmeans", "rfm-grid", "quantile", "ward", "dbscan", "hdbscan"})
  void everyEngine_refusesAShopWithoutCustomers(String engine) {
    FeatureMatrix nobody = FeatureMatrix.of(List.of(), shop(engine).features(), Shop.NOW);

    assertThatThrownBy(
            () ->
                fit(
                    engine,
                    nobody,
                    parameters(k(engine), Preparation.STANDARD, EngineOptions.NONE)))
        .isInstanceOf(TooFewCustomers.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfm-kmeans", "rfm-grid", "ward", "dbscan", "hdbscan"})
  void everyEngine_namesAFeatureThatIsTheSameForAll(String engine) {
    List<Customer> once = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      once.add(Shop.customer("c" + i, i, 1, String.valueOf(10 + i * i)));
    }
    FeatureMatrix matrix = FeatureMatrix.of(once, RFM, Shop.NOW);

    assertThatThrownBy(
            () ->
                fit(
                    engine,
                    matrix,
                    parameters(k(engine), Preparation.STANDARD, EngineOptions.NONE)))
        .isInstanceOf(UnusableFeature.class)
        .hasMessageContaining("frequency");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dbscan", "hdbscan"})
  void crowdsAndThoseOutside_areTiersOfTheirOwn(String engine) {
    Random random = new Random(2);
    double[][] rows = new double[408][];
    double[] values = new double[408];
    for (int i = 0; i < 408; i++) {
      boolean outside = i >= 400;
      double x = i % 2 == 0 ? 20 : 80;
      rows[i] =
          outside
              ? new double[] {random.nextDouble() * 900 + 200, random.nextDouble() * 900 + 200}
              : new double[] {x + random.nextGaussian(), 50 + random.nextGaussian()};
      values[i] = outside ? 5000 : x;
    }
    FeatureMatrix matrix = FeatureMatrix.of(PLANE, rows, values);
    Preparation raw = new Preparation(Scaling.STANDARD, 0, Map.of());
    TieringFit fit = fit(engine, matrix, parameters(null, raw, new EngineOptions(null, 6, null)));
    TieringFit again = fit(engine, matrix, parameters(null, raw, new EngineOptions(null, 6, null)));

    int[] groups = Grouping.assigned(fit.model(), matrix);
    assertThat(Grouping.assigned(again.model(), matrix)).isEqualTo(groups);
    assertThat(fit.figures().get("noiseRank")).containsExactly(1.0);
    int[] left = IntStream.range(0, 400).filter(i -> i % 2 == 0).map(i -> groups[i]).toArray();
    int[] right = IntStream.range(0, 400).filter(i -> i % 2 == 1).map(i -> groups[i]).toArray();
    long outsiders = IntStream.range(400, 408).filter(i -> groups[i] == 0).count();
    assertThat(most(left)).isGreaterThan(most(right)).isPositive();
    assertThat(Arrays.stream(left).filter(g -> g == most(left)).count()).isGreaterThan(180);
    assertThat(Arrays.stream(right).filter(g -> g == most(right)).count()).isGreaterThan(180);
    assertThat(outsiders).isGreaterThan(5);
  }

  private static int most(int[] groups) {
    int[] sizes = new int[NAMES.size()];
    Arrays.stream(groups).forEach(g -> sizes[g]++);
    return IntStream.range(0, sizes.length).reduce(0, (a, b) -> sizes[b] > sizes[a] ? b : a);
  }

  @Test
  void radiusThatIsTooSmall_isRefusedWithAdvice() {
    assertThatThrownBy(
            () ->
                fit(
                    "dbscan",
                    shop("dbscan"),
                    parameters(null, Preparation.STANDARD, new EngineOptions(1e-6, 50, null))))
        .isInstanceOf(TooFewCustomers.class)
        .hasMessageContaining("ask for another radius");
  }

  @Test
  void quantiles_giveTheSharesThatWereAskedFor_andNeverPartEqualValues() {
    FeatureMatrix matrix = shop("quantile");
    TieringFit fit =
        fit(
            "quantile",
            matrix,
            parameters(
                null, Preparation.STANDARD, new EngineOptions(null, null, List.of(0.1, 0.3, 0.6))));
    int[] groups = Grouping.assigned(fit.model(), matrix);

    assertThat(Arrays.stream(groups).filter(g -> g == 0).count() / 1500.0)
        .isCloseTo(0.1, within(0.002));
    assertThat(Arrays.stream(groups).filter(g -> g == 1).count() / 1500.0)
        .isCloseTo(0.3, within(0.002));
    assertThat(fit.model().group(new double[] {1e9})).isZero();
    assertThat(fit.model().group(new double[] {-5})).isEqualTo(2);
  }

  @Test
  void quantilesOfRecency_putTheMostRecentFirst() {
    FeatureMatrix matrix = FeatureMatrix.of(SHOP, List.of(RECENCY_DAYS), Shop.NOW);
    TieringFit fit =
        fit("quantile", matrix, parameters(3, Preparation.STANDARD, EngineOptions.NONE));

    assertThat(fit.model().group(new double[] {0})).isZero();
    assertThat(fit.model().group(new double[] {170})).isEqualTo(2);
  }

  @Test
  void gridOfScores_followsTheWeights() {
    FeatureMatrix matrix = shop("rfm-grid");
    Preparation money = new Preparation(Scaling.STANDARD, 0.005, Map.of(MONETARY, 100.0));
    TieringFit fit = fit("rfm-grid", matrix, parameters(5, money, EngineOptions.NONE));

    double[] rich = {170, 1, 1e6};
    double[] poor = {0.1, 40, 1};
    assertThat(fit.model().group(rich)).isZero();
    assertThat(fit.model().group(poor)).isEqualTo(4);
  }

  @Test
  void ward_choosesTheCutBySilhouette_andTellsTheHeightsOfTheTree() {
    double[][] rows = new double[300][];
    Random random = new Random(3);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {i % 3 * 60 + random.nextGaussian(), random.nextGaussian() + 9};
    }
    TieringFit fit =
        fit(
            "ward",
            FeatureMatrix.of(List.of(TENURE_DAYS, FREQUENCY), rows, new double[300]),
            parameters(null, Preparation.STANDARD, EngineOptions.NONE));

    assertThat(fit.candidates()).hasSize(7);
    assertThat(fit.figures().get("mergeHeights"))
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(fit.model().k()).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void scaling_bringsAFeatureToItsUnit_andBack(Scaling scaling) {
    double[] column = {1, 2, 3, 4, 5, 6, 7, 8, 100};
    FeatureScale scale =
        FeatureScale.fit(TENURE_DAYS, column, new Preparation(scaling, 0.1, Map.of()));
    FeatureScale doubled =
        FeatureScale.fit(
            TENURE_DAYS, column, new Preparation(scaling, 0.1, Map.of(TENURE_DAYS, 2.0)));

    assertThat(scale.original(scale.z(6))).isCloseTo(6, within(1e-9));
    assertThat(doubled.z(6)).isCloseTo(2 * scale.z(6), within(1e-9));
    if (scaling == Scaling.ROBUST) {
      assertThat(scale.z(5)).isZero();
      assertThat(scale.z(7) - scale.z(3)).isCloseTo(1, within(1e-9));
    }
    if (scaling == Scaling.MIN_MAX) {
      assertThat(scale.z(-50)).isZero();
      assertThat(scale.z(500)).isEqualTo(1);
    }
  }

  @Test
  void robustScaleOfAFeatureThatHalfShare_isRefusedWithAnAlternative() {
    double[] column = {1, 1, 1, 1, 1, 1, 1, 2, 9};
    assertThatThrownBy(
            () ->
                FeatureScale.fit(TENURE_DAYS, column, new Preparation(Scaling.ROBUST, 0, Map.of())))
        .isInstanceOf(UnusableFeature.class)
        .hasMessageContaining("standard or min-max");
  }

  @Test
  void weight_movesTheCentresOfKMeans() {
    FeatureMatrix matrix = shop("rfm-kmeans");
    TieringFit plain =
        fit("rfm-kmeans", matrix, parameters(4, Preparation.STANDARD, EngineOptions.NONE));
    TieringFit heavy =
        fit(
            "rfm-kmeans",
            matrix,
            parameters(
                4,
                new Preparation(Scaling.STANDARD, 0.005, Map.of(MONETARY, 20.0)),
                EngineOptions.NONE));
    double spreadPlain = spread(plain.model(), MONETARY);

    assertThat(spread(heavy.model(), MONETARY)).isGreaterThan(spreadPlain);
  }

  private static double spread(GroupModel model, TieringFeature feature) {
    return model.original(0).get(feature) - model.original(model.k() - 1).get(feature);
  }

  private static double[] means(int[] groups, FeatureMatrix matrix, int k) {
    double[] sums = new double[k];
    int[] sizes = new int[k];
    for (int i = 0; i < groups.length; i++) {
      sums[groups[i]] += matrix.value(i);
      sizes[groups[i]]++;
    }
    return IntStream.range(0, k).mapToDouble(g -> sums[g] / sizes[g]).toArray();
  }
}
