package io.tierwise.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZipfTest {
  @Test
  void probabilities_fallAsOneOverTheRank_andSumToOne() {
    Zipf zipf = new Zipf(4, 1);
    // 1 + 1/2 + 1/3 + 1/4 = 25/12
    assertThat(zipf.probability(0)).isCloseTo(12 / 25.0, within(1e-12));
    assertThat(zipf.probability(1)).isCloseTo(6 / 25.0, within(1e-12));
    assertThat(zipf.probability(2)).isCloseTo(4 / 25.0, within(1e-12));
    assertThat(zipf.probability(3)).isCloseTo(3 / 25.0, within(1e-12));
  }

  @Test
  void exponentZero_isUniform() {
    Zipf zipf = new Zipf(5, 0);
    for (int rank = 0; rank < 5; rank++) {
      assertThat(zipf.probability(rank)).isCloseTo(0.2, within(1e-12));
    }
  }

  @Test
  void rank_respectsTheEdges() {
    Zipf zipf = new Zipf(4, 1);
    assertThat(zipf.rank(0)).isZero();
    assertThat(zipf.rank(0.4799)).isZero();
    assertThat(zipf.rank(0.4801)).isEqualTo(1);
    assertThat(zipf.rank(Math.nextDown(1.0))).isEqualTo(3);
    assertThat(new Zipf(1, 1).rank(0.7)).isZero();
  }

  @Test
  void draws_followTheProbabilities() {
    Zipf zipf = new Zipf(1_000, 1);
    SplittableRandom random = new SplittableRandom(7);
    int draws = 200_000;
    int[] counts = new int[1_000];
    for (int i = 0; i < draws; i++) {
      counts[zipf.rank(random.nextDouble())]++;
    }
    for (int rank : new int[] {0, 1, 9}) {
      double p = zipf.probability(rank);
      double deviation = Math.sqrt(p * (1 - p) / draws);
      assertThat(counts[rank] / (double) draws).isCloseTo(p, within(5 * deviation));
    }
  }

  @Test
  void nonsense_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Zipf(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Zipf(5, Double.NaN));
  }
}
