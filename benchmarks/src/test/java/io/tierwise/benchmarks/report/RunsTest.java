package io.tierwise.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class RunsTest {
  @Test
  void median_isTheMiddle() {
    assertThat(Runs.of(5, 1, 100).median()).isEqualTo(5);
    assertThat(Runs.of(4, 1, 100, 6).median()).isEqualTo(5);
    assertThatIllegalStateException().isThrownBy(() -> new Runs().median());
  }

  @Test
  void ratio_isTakenRoundByRound() {
    // The machine was half as fast in the second round: the ratio does not see that.
    assertThat(Runs.of(10, 5, 10).dividedBy(Runs.of(20, 10, 20)).values()).containsOnly(0.5);
    assertThatIllegalArgumentException().isThrownBy(() -> Runs.of(1).dividedBy(Runs.of(1, 2)));
    assertThatIllegalArgumentException().isThrownBy(() -> Runs.of(1).dividedBy(Runs.of(0)));
  }

  @Test
  void percentile_isTheNearestRank() {
    Latencies latencies = new Latencies();
    for (int millis = 2_000; millis >= 1; millis--) {
      latencies.add(millis * 1_000_000L);
    }
    assertThat(latencies.count()).isEqualTo(2_000);
    assertThat(latencies.percentile(0.5)).isEqualTo(1_000);
    assertThat(latencies.percentile(0.99)).isEqualTo(1_980);
    assertThat(latencies.percentile(1)).isEqualTo(2_000);
    assertThatIllegalArgumentException().isThrownBy(() -> latencies.percentile(0));
  }
}
