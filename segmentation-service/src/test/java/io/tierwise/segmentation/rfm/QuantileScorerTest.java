package io.tierwise.segmentation.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuantileScorerTest {
  @Test
  void fit_takesTheQuintilesByLinearInterpolation() {
    // numpy.quantile(range(1, 11), [.2, .4, .6, .8]) = 2.8, 4.6, 6.4, 8.2
    QuantileScorer scorer = QuantileScorer.fit(new double[] {10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, false);

    assertThat(scorer.thresholds()).hasSize(4);
    double[] expected = {2.8, 4.6, 6.4, 8.2};
    for (int i = 0; i < 4; i++) {
      assertThat(scorer.thresholds().get(i))
          .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(1e-12));
    }
    assertThat(scores(scorer, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
        .containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
  }

  @Test
  void score_descendsWhereSmallIsGood() {
    QuantileScorer scorer = QuantileScorer.fit(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, true);

    assertThat(scores(scorer, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
        .containsExactly(5, 5, 4, 4, 3, 3, 2, 2, 1, 1);
  }

  @Test
  void score_givesTiesTheSameScoreAndLeavesBandsEmpty() {
    // Seven of ten bought once: three quintiles are 1, the fourth is 2.2.
    QuantileScorer scorer = QuantileScorer.fit(new double[] {1, 1, 1, 1, 1, 1, 1, 2, 3, 9}, false);

    assertThat(scorer.thresholds().subList(0, 3)).containsExactly(1.0, 1.0, 1.0);
    assertThat(scores(scorer, 1, 2, 3, 9)).containsExactly(1, 4, 5, 5);
  }

  @Test
  void score_ofOneCustomerAlone_isTheLowestBand() {
    QuantileScorer scorer = QuantileScorer.fit(new double[] {7}, false);

    assertThat(scores(scorer, 6, 7, 8)).containsExactly(1, 1, 5);
  }

  @Test
  void range_saysWhatAScoreMeans() {
    QuantileScorer scorer = new QuantileScorer(List.of(1.0, 2.0, 4.5, 8.0), false);

    assertThat(scorer.range(1)).isEqualTo("at most 1");
    assertThat(scorer.range(3)).isEqualTo("more than 2 and at most 4.50");
    assertThat(scorer.range(5)).isEqualTo("more than 8");
    assertThat(new QuantileScorer(scorer.thresholds(), true).range(5)).isEqualTo("at most 1");
  }

  @Test
  void thresholdsThatDoNotAscend_areRefused() {
    assertThatThrownBy(() -> new QuantileScorer(List.of(1.0, 3.0, 2.0, 4.0), false))
        .hasMessageContaining("[1.0, 3.0, 2.0, 4.0]");
    assertThatThrownBy(() -> QuantileScorer.fit(new double[0], false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 200, seed = "20261123")
  void score_neverFallsAsTheValueRises(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 30) Integer> values) {
    double[] sorted = values.stream().mapToDouble(Integer::doubleValue).sorted().toArray();
    QuantileScorer ascending = QuantileScorer.fit(sorted, false);
    QuantileScorer descending = QuantileScorer.fit(sorted, true);
    for (int i = 1; i < sorted.length; i++) {
      assertThat(ascending.score(sorted[i])).isGreaterThanOrEqualTo(ascending.score(sorted[i - 1]));
      assertThat(descending.score(sorted[i])).isLessThanOrEqualTo(descending.score(sorted[i - 1]));
    }
    // At most a fifth of the customers, and one that straddles, lies above the last threshold.
    long best = Arrays.stream(sorted).filter(v -> ascending.score(v) == 5).count();
    assertThat(best).isLessThanOrEqualTo(sorted.length / 5 + 1);
  }

  private static int[] scores(QuantileScorer scorer, double... values) {
    return Arrays.stream(values).mapToInt(scorer::score).toArray();
  }
}
