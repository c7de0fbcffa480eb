package io.tierwise.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {
  private static final int[] RANKED = {7, 3, 9, 1, 5};

  @Test
  void ndcg_discountsByPlace() {
    // By hand: hits at places 2 and 4, (1/log2 3 + 1/log2 5) / (1/log2 2 + 1/log2 3 + 1/log2 4).
    double expected = (0.6309297535714575 + 0.43067655807339306) / (1 + 0.6309297535714575 + 0.5);
    assertThat(Ndcg.at(5, RANKED, Set.of(3, 1, 100))).isCloseTo(expected, within(1e-12));
    assertThat(Ndcg.at(5, RANKED, Set.of(7, 3, 9, 1, 5))).isCloseTo(1, within(1e-12));
    assertThat(Ndcg.at(5, RANKED, Set.of(100))).isZero();
    assertThat(Ndcg.at(1, RANKED, Set.of(7, 3))).isEqualTo(1);
  }

  @Test
  void recall_isTheShareOfWhatWasToBeFound() {
    assertThat(Recall.at(5, RANKED, Set.of(3, 1, 100, 101))).isEqualTo(0.5);
    assertThat(Recall.at(2, RANKED, Set.of(3, 1, 100, 101))).isEqualTo(0.25);
    assertThat(Recall.hits(10, RANKED, Set.of(5))).isEqualTo(1);
  }
}
