package io.tierwise.segmentation.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RfmScorerTest {
  /** Ten customers: recency 10..100 days, frequency 1..10, revenue 100..1000, best first. */
  private static final List<RfmMetrics> TEN =
      IntStream.rangeClosed(1, 10)
          .mapToObj(i -> new RfmMetrics(10.0 * i, 11 - i, BigDecimal.valueOf(100L * (11 - i))))
          .toList();

  @Test
  void score_ofASmallTable_isTheOneWorkedOutByHand() {
    RfmScorer scorer = RfmScorer.fit(TEN);

    // Two customers to each quintile; the best is best in all three.
    int[] expected = {5, 5, 4, 4, 3, 3, 2, 2, 1, 1};
    for (int i = 0; i < 10; i++) {
      assertThat(scorer.score(TEN.get(i)))
          .isEqualTo(new RfmScore(expected[i], expected[i], expected[i]));
    }
  }

  @Test
  void inWords_namesTheBandAndTheValue() {
    assertThat(RfmScorer.fit(TEN).inWords(TEN.getFirst()))
        .containsExactly(
            "Recency 5 of 5 means at most 28 days; the last order was 10.0 days ago.",
            "Frequency 5 of 5 means more than 8.20 orders; there are 10.",
            "Monetary value 5 of 5 means more than 820 of net revenue; it is 1000.");
  }

  @Test
  void metricsOfSomebodyWithoutOrders_areRefused() {
    assertThatThrownBy(() -> new RfmMetrics(1, 0, BigDecimal.ONE))
        .hasMessageContaining("frequency = 0");
    assertThatThrownBy(() -> new RfmMetrics(Double.NaN, 1, BigDecimal.ONE))
        .hasMessageContaining("NaN");
  }
}
