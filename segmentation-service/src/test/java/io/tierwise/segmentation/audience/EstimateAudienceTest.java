package io.tierwise.segmentation.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.segmentation.audience.AudienceSizes.Sample;
import io.tierwise.segmentation.audience.EstimateAudience.Estimate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EstimateAudienceTest {
  @Test
  void sampleOfEverybody_isExact() {
    assertThat(EstimateAudience.of(new Sample(700, 700, 12)))
        .isEqualTo(new Estimate(700, 700, true, 12, 12, 12));
    assertThat(EstimateAudience.of(new Sample(0, 0, 0)).size()).isZero();
  }

  @Test
  void interval_isWilsons() {
    // 10 of 50 without finite correction: 0.1124 .. 0.3304 (Newcombe, 1998, gives the method).
    Estimate estimate = EstimateAudience.of(new Sample(1_000_000_000, 50, 10));

    assertThat(estimate.low() / 1e9).isCloseTo(0.1124, within(1e-3));
    assertThat(estimate.high() / 1e9).isCloseTo(0.3304, within(1e-3));
  }

  @Test
  void noneOfTheSample_isNotNoneOfAll() {
    Estimate estimate = EstimateAudience.of(new Sample(1_000_000, 10_000, 0));

    assertThat(estimate.low()).isZero();
    assertThat(estimate.high()).isBetween(300L, 500L);
  }

  @Test
  void interval_coversTheTrueSizeAsOftenAsItSays() {
    Random random = new Random(7);
    int covered = 0;
    int all = 20_000;
    int size = 1_400;
    for (int trial = 0; trial < 2000; trial++) {
      int holding = 0;
      int left = size;
      for (int i = 0; i < 1000; i++) {
        if (random.nextInt(all - i) < left) {
          holding++;
          left--;
        }
      }
      Estimate estimate = EstimateAudience.of(new Sample(all, 1000, holding));
      covered += estimate.low() <= size && size <= estimate.high() ? 1 : 0;
    }
    assertThat(covered / 2000.0).isBetween(0.93, 0.97);
  }
}
