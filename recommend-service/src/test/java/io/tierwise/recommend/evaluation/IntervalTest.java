package io.tierwise.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void ofNormalValues_isThatOfTheTextbook() {
    Random random = new Random(4);
    double[] values = random.doubles(2_000).map(_ -> 3 + random.nextGaussian()).toArray();
    Interval interval = Interval.ofMean(values);
    double half = 1.96 / Math.sqrt(values.length);
    assertThat(interval.value()).isCloseTo(3, within(0.1));
    assertThat(interval.high() - interval.low()).isCloseTo(2 * half, within(0.2 * half));
  }

  @Test
  void ofADifference_dropsWhatUsersShare() {
    double[] first = new Random(5).doubles(500).map(value -> 100 * value).toArray();
    double[] second = first.clone();
    for (int i = 0; i < second.length; i++) {
      second[i] -= 1;
    }
    Interval interval = Interval.ofDifference(first, second);
    assertThat(interval.low()).isCloseTo(1, within(1e-9));
    assertThat(interval.high()).isCloseTo(1, within(1e-9));
  }

  @Test
  void listMetrics_areThoseOfAnExampleByHand() {
    int[] ranked = {7, 1, 8, 2};
    Set<Integer> relevant = Set.of(1, 2, 3);
    assertThat(ListMetric.RECALL.at(5, ranked, relevant)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(ListMetric.PRECISION.at(5, ranked, relevant)).isCloseTo(0.4, within(1e-12));
    assertThat(ListMetric.MAP.at(5, ranked, relevant))
        .isCloseTo((1 / 2.0 + 2 / 4.0) / 3, within(1e-12));
    assertThat(ListMetric.MRR.at(5, ranked, relevant)).isEqualTo(0.5);
    assertThat(ListMetric.MRR.at(1, ranked, relevant)).isZero();
    assertThat(ListMetric.HIT_RATE.at(1, ranked, relevant)).isZero();
    assertThat(ListMetric.HIT_RATE.at(2, ranked, relevant)).isEqualTo(1);
  }
}
