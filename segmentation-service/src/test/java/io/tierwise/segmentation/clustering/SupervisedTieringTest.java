package io.tierwise.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.segmentation.Shop;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.TieringFeature;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupervisedTieringTest {
  private static final List<Customer> SHOP = Shop.skewed(1200, 3);
  private static final FeatureMatrix MATRIX = FeatureMatrix.of(SHOP, TieringFeature.RFM, Shop.NOW);
  private static final FitParameters PARAMETERS = new FitParameters(null, 5, 3, 1000, 200, 7);

  /** Every fourth customer is labelled, by net revenue. */
  private static int[] known(double... thresholds) {
    return IntStream.range(0, SHOP.size())
        .map(
            i ->
                i % 4 == 0
                    ? (int) Arrays.stream(thresholds).filter(t -> MATRIX.value(i) < t).count()
                    : -1)
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({"supervised-logistic,0.85", "supervised-forest,0.9"})
  void tiersOfAll_areLearntFromTheLabelsOfSome(String engine, double least) {
    int[] truth = known(80, 30);

    TieringFit fit =
        TieringEngines.all().get(engine).fit(MATRIX.labelled(truth), PARAMETERS, f -> {});

    assertThat(fit.model().k()).isEqualTo(3);
    assertThat(fit.figures().get("accuracy").getFirst()).isGreaterThan(least);
    assertThat(fit.figures().get("macroF1").getFirst()).isGreaterThan(least - 0.05);
    assertThat(fit.figures().get("auc").getFirst()).isGreaterThan(0.95);
    assertThat(fit.figures().get("labelled").getFirst()).isEqualTo(300);
    assertThat(fit.figures().get("f1")).hasSize(3);
    int[] all =
        IntStream.range(0, SHOP.size()).map(i -> fit.model().group(MATRIX.row(i))).toArray();
    int right = 0;
    for (int i = 0; i < all.length; i++) {
      double value = MATRIX.value(i);
      right += all[i] == (value < 30 ? 2 : value < 80 ? 1 : 0) ? 1 : 0;
    }
    assertThat(right / (double) all.length).isGreaterThan(least - 0.02);
    assertThat(fit.model().reason(MATRIX.row(0), List.of("Gold", "Silver", "Bronze")))
        .startsWith("Most like the customers labelled ");
  }

  @ParameterizedTest
  @CsvSource({"supervised-logistic", "supervised-forest"})
  void twoTiers_haveTheBestOneFirst(String engine) {
    GroupModel model =
        TieringEngines.all()
            .get(engine)
            .fit(MATRIX.labelled(known(50)), PARAMETERS, f -> {})
            .model();

    assertThat(model.k()).isEqualTo(2);
    assertThat(model.group(new double[] {5, 8, 900})).isZero();
    assertThat(model.group(new double[] {150, 1, 5})).isEqualTo(1);
  }

  @Test
  void tooFewLabels_areToldByTier() {
    int[] known = known(80, 30);
    Arrays.fill(known, 100, known.length, -1);

    assertThatThrownBy(
            () -> SupervisedTiering.forest().fit(MATRIX.labelled(known), PARAMETERS, f -> {}))
        .isInstanceOf(TooFewCustomers.class)
        .hasMessageContaining("At least 10 customers");
  }

  @Test
  void sameLabels_giveTheSameModel() {
    FeatureMatrix labelled = MATRIX.labelled(known(80, 30));

    assertThat(SupervisedTiering.forest().fit(labelled, PARAMETERS, f -> {}))
        .isEqualTo(SupervisedTiering.forest().fit(labelled, PARAMETERS, f -> {}));
  }
}
