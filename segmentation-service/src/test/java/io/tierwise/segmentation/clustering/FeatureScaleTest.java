package io.tierwise.segmentation.clustering;

import static io.tierwise.segmentation.customer.TieringFeature.MONETARY;
import static io.tierwise.segmentation.customer.TieringFeature.RECENCY_DAYS;
import static io.tierwise.segmentation.customer.TieringFeature.TENURE_DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FeatureScaleTest {
  @Test
  void fit_bringsALinearFeatureToMeanZeroAndDeviationOne() {
    double[] column = new double[1001];
    Arrays.setAll(column, i -> i);
    FeatureScale scale = FeatureScale.fit(TENURE_DAYS, column, Preparation.STANDARD);

    // The 0.5 and 99.5 percentiles of 0..1000 are 5 and 995.
    assertThat(scale.low()).isCloseTo(5, offset(1e-9));
    assertThat(scale.high()).isCloseTo(995, offset(1e-9));
    assertThat(scale.mean()).isCloseTo(500, offset(1e-9));
    double[] z = Arrays.stream(column).map(scale::z).toArray();
    assertThat(Arrays.stream(z).average().orElseThrow()).isCloseTo(0, offset(1e-9));
    assertThat(Arrays.stream(z).map(x -> x * x).average().orElseThrow()).isCloseTo(1, offset(1e-9));
    assertThat(scale.z(1e9)).isEqualTo(scale.z(995));
  }

  @Test
  void z_ofASkewedFeature_isOnALogarithmicScaleOnBothSidesOfZero() {
    FeatureScale scale = new FeatureScale(MONETARY, -10, 10, 0, 1);

    assertThat(scale.z(Math.E - 1)).isCloseTo(1, offset(1e-12));
    assertThat(scale.z(1 - Math.E)).isCloseTo(-1, offset(1e-12));
    assertThat(scale.z(0)).isZero();
  }

  @Property(tries = 100, seed = "20261123")
  void original_undoesZ(@ForAll @DoubleRange(min = -500, max = 500) double value) {
    for (FeatureScale scale :
        List.of(
            new FeatureScale(MONETARY, -100, 100, 1.5, 0.7),
            new FeatureScale(TENURE_DAYS, -1000, 1000, 30, 12))) {
      assertThat(scale.original(scale.z(value))).isCloseTo(value, offset(1e-6));
    }
  }

  @Test
  void fit_namesTheFeatureThatCannotBeUsed() {
    assertThatThrownBy(
            () ->
                FeatureScale.fit(
                    RECENCY_DAYS, new double[] {1, Double.NaN, 3}, Preparation.STANDARD))
        .isInstanceOf(UnusableFeature.class)
        .hasMessageContaining("'recencyDays'")
        .hasMessageContaining("no finite value");
    double[] constant = Collections.nCopies(50, 4.0).stream().mapToDouble(x -> x).toArray();
    assertThatThrownBy(() -> FeatureScale.fit(TENURE_DAYS, constant, Preparation.STANDARD))
        .isInstanceOf(UnusableFeature.class)
        .hasMessageContaining("'tenureDays'")
        .hasMessageContaining("the same");
  }
}
