package io.tierwise.segmentation.clustering;

import static io.tierwise.segmentation.customer.TieringFeature.CATEGORY_BREADTH;
import static io.tierwise.segmentation.customer.TieringFeature.MONETARY;
import static io.tierwise.segmentation.customer.TieringFeature.RFM;
import static io.tierwise.segmentation.customer.TieringFeature.TENURE_DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.tierwise.segmentation.Shop;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.TieringFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class KMeansTieringTest {
  private static final List<TieringFeature> PLANE = List.of(TENURE_DAYS, CATEGORY_BREADTH);
  private static final List<Customer> SHOP = Shop.skewed(2000, 11);
  private final KMeansTiering tiering = new KMeansTiering();

  private TieringFit fit(FeatureMatrix matrix, Integer k, long seed) {
    return tiering.fit(matrix, new FitParameters(k, 8, 5, 20_000, 500, seed), fraction -> {});
  }

  @Test
  void fit_findsThreeFarGroupsAndPutsTheMostValuableFirst() {
    // Corners of a triangle; the value of a row says which corner is worth most.
    double[][] corners = {{0, 0}, {100, 0}, {0, 100}};
    double[] worth = {50, 10, 900};
    double[][] rows = new double[90][];
    double[] values = new double[90];
    for (int i = 0; i < 90; i++) {
      rows[i] = new double[] {corners[i % 3][0] + i % 5, corners[i % 3][1] + i % 7};
      values[i] = worth[i % 3];
    }
    FeatureMatrix matrix = FeatureMatrix.of(PLANE, rows, values);

    TieringFit fit = fit(matrix, 3, 1);

    int[] rank = {1, 2, 0};
    for (int i = 0; i < 90; i++) {
      assertThat(fit.model().group(rows[i])).isEqualTo(rank[i % 3]);
    }
    assertThat(fit.silhouette()).isGreaterThan(0.9);
    assertThat(fit.candidates()).singleElement().extracting(c -> c.k()).isEqualTo(3);
    assertThat(fit.elbow()).isNull();
    // Original units: the corner itself and the mean of the jitter, 0..4 and 0..6.
    assertThat(fit.model().original(0).get(CATEGORY_BREADTH)).isBetween(101.0, 105.0);
  }

  @Test
  void fit_choosesTheNumberOfGroupsByTheSilhouetteAndReportsTheElbow() {
    double[][] rows = new double[400][];
    Random random = new Random(3);
    for (int i = 0; i < rows.length; i++) {
      rows[i] =
          new double[] {
            (i % 4) % 2 * 60 + random.nextGaussian(), (i % 4) / 2 * 60 + random.nextGaussian()
          };
    }
    TieringFit fit = fit(FeatureMatrix.of(PLANE, rows, new double[400]), null, 1);

    assertThat(fit.model().k()).isEqualTo(4);
    assertThat(fit.elbow()).isEqualTo(4);
    assertThat(fit.candidates()).extracting(c -> c.k()).containsExactly(2, 3, 4, 5, 6, 7, 8);
    for (int i = 1; i < fit.candidates().size(); i++) {
      assertThat(fit.candidates().get(i).inertia())
          .isLessThanOrEqualTo(fit.candidates().get(i - 1).inertia());
    }
  }

  @Test
  void fit_ofTheSameData_isTheSameInEveryThread() {
    FeatureMatrix matrix = FeatureMatrix.of(SHOP, RFM, Shop.NOW);
    TieringFit here = fit(matrix, 5, 42);
    TieringFit there = CompletableFuture.supplyAsync(() -> fit(matrix, 5, 42)).join();

    assertThat(there).isEqualTo(here);
  }

  @Test
  void fit_ofTheSkewedShop_hasTheRecordedFigures() {
    TieringFit fit = fit(FeatureMatrix.of(SHOP, RFM, Shop.NOW), 5, 42);

    // Recorded from this implementation: a change of scaling, seeding or order shows up here.
    assertThat(fit.inertia()).isCloseTo(1669.593, offset(0.05));
    assertThat(fit.silhouette()).isBetween(0.2, 0.5);
  }

  @Test
  void fit_onASample_isWithinOnePercentOfTheFullFit() {
    FeatureMatrix matrix = FeatureMatrix.of(Shop.skewed(30_000, 13), RFM, Shop.NOW);
    TieringFit full = tiering.fit(matrix, new FitParameters(5, 8, 5, 30_000, 500, 1), f -> {});
    TieringFit sampled = tiering.fit(matrix, new FitParameters(5, 8, 5, 5_000, 500, 1), f -> {});

    assertThat(sampled.inertia()).isLessThan(1.01 * full.inertia());
  }

  @Test
  void fit_isBetterThanChance_andAPointIsNeverNearerToAnotherCentroid() {
    FeatureMatrix matrix = FeatureMatrix.of(SHOP, RFM, Shop.NOW);
    TieringFit fit = fit(matrix, 5, 42);
    double inertia = 0;
    for (Customer customer : SHOP) {
      double[] row = FeatureMatrix.row(customer, RFM, Shop.NOW);
      double[] distances = fit.model().distances(row);
      int nearest = fit.model().group(row);
      for (double distance : distances) {
        assertThat(distances[nearest]).isLessThanOrEqualTo(distance);
      }
      inertia += distances[nearest] * distances[nearest];
    }
    assertThat(inertia).isCloseTo(fit.inertia(), offset(1e-6));
    // Three standardised features: all customers in one tier would have an inertia of 3 n.
    assertThat(fit.inertia()).isLessThan(0.5 * 3 * SHOP.size());
  }

  @Test
  void topTier_holdsAFarLargerShareOfRevenueThanOfCustomers() {
    FeatureMatrix matrix = FeatureMatrix.of(SHOP, RFM, Shop.NOW);
    GroupModel model = fit(matrix, 5, 42).model();
    double top = 0;
    double all = 0;
    int customers = 0;
    for (Customer customer : SHOP) {
      double revenue = customer.netRevenue().doubleValue();
      all += revenue;
      if (model.group(FeatureMatrix.row(customer, RFM, Shop.NOW)) == 0) {
        top += revenue;
        customers++;
      }
    }
    assertThat(top / all).isGreaterThan(2 * customers / (double) SHOP.size());
  }

  @Property(tries = 8, seed = "20261123")
  void fit_doesNotHangOnTheUnitOfALinearFeature(
      @ForAll @DoubleRange(min = 0.01, max = 1000) double unit,
      @ForAll @DoubleRange(min = -100, max = 100) double shift) {
    double[][] rows = new double[120][];
    double[][] scaled = new double[120][];
    double[] values = new double[120];
    Random random = new Random(5);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {i % 3 * 50 + random.nextGaussian(), random.nextGaussian()};
      scaled[i] = new double[] {rows[i][0] * unit + shift, rows[i][1] * unit - shift};
      values[i] = i % 3;
    }
    GroupModel one = fit(FeatureMatrix.of(PLANE, rows, values), 3, 9).model();
    GroupModel other = fit(FeatureMatrix.of(PLANE, scaled, values), 3, 9).model();
    for (int i = 0; i < rows.length; i++) {
      assertThat(other.group(scaled[i])).isEqualTo(one.group(rows[i]));
    }
  }

  @Property(tries = 8, seed = "20261123")
  void fit_doesNotHangOnTheOrderOfCustomersWhereGroupsAreClear(@ForAll long shuffle) {
    List<double[]> rows = new ArrayList<>();
    IntStream.range(0, 120)
        .forEach(i -> rows.add(new double[] {i % 3 * 50 + i % 7, i % 3 * 50 + i % 5}));
    List<double[]> shuffled = new ArrayList<>(rows);
    java.util.Collections.shuffle(shuffled, new Random(shuffle));
    GroupModel one = fit(matrix(rows), 3, 9).model();
    GroupModel other = fit(matrix(shuffled), 3, 9).model();
    rows.forEach(row -> assertThat(other.group(row)).isEqualTo(one.group(row)));
  }

  private static FeatureMatrix matrix(List<double[]> rows) {
    return FeatureMatrix.of(
        PLANE, rows.toArray(double[][]::new), rows.stream().mapToDouble(row -> row[0]).toArray());
  }

  @Test
  void fit_refusesMoreTiersThanDistinctCustomers() {
    double[][] rows = {{1, 2}, {3, 4}, {1, 2}, {3, 4}, {3, 4}};
    FeatureMatrix matrix = FeatureMatrix.of(PLANE, rows, new double[5]);

    assertThatThrownBy(() -> fit(matrix, 3, 1))
        .isInstanceOf(TooFewCustomers.class)
        .hasMessageContaining("3 tiers")
        .hasMessageContaining("only 2 differ");
    assertThat(fit(matrix, 2, 1).model().k()).isEqualTo(2);
    assertThat(fit(matrix, null, 1).model().k()).isEqualTo(2);
  }

  @Test
  void fit_refusesAnEmptyShop_andFeaturesThatCannotBeUsed() {
    assertThatThrownBy(() -> fit(FeatureMatrix.of(List.of(), RFM, Shop.NOW), 2, 1))
        .hasMessage("There is no customer with an order yet");
    FeatureMatrix constant =
        FeatureMatrix.of(
            List.of(TENURE_DAYS, MONETARY), new double[][] {{1, 7}, {2, 7}, {3, 7}}, new double[3]);
    assertThatThrownBy(() -> fit(constant, 2, 1))
        .isInstanceOfSatisfying(
            UnusableFeature.class, e -> assertThat(e.feature()).isEqualTo(MONETARY));
  }

  @Test
  void fit_reportsProgressAndStopsWhereItsListenerThrows() {
    FeatureMatrix matrix = FeatureMatrix.of(SHOP, RFM, Shop.NOW);
    List<Double> seen = new ArrayList<>();
    assertThatThrownBy(
            () ->
                tiering.fit(
                    matrix,
                    new FitParameters(4, 8, 5, 20_000, 100, 1),
                    fraction -> {
                      seen.add(fraction);
                      if (seen.size() == 3) {
                        throw new IllegalStateException("enough");
                      }
                    }))
        .hasMessage("enough");
    assertThat(seen).containsExactly(0.0, 0.2, 0.4);
  }
}
