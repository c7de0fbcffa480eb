package io.tierwise.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewcombeIntervalTest {
  /** Newcombe 1998, table II, method 10, contrasts (a) to (e) and (g). */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.0582, 0.8062",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "0, 10, 0, 20, -0.1611, 0.2775",
    "10, 10, 0, 20, 0.6791, 1.0000"
  })
  void ofDifference_isNewcombesTable(long x1, long n1, long x2, long n2, double low, double high) {
    Interval interval = NewcombeInterval.ofDifference(x1, n1, x2, n2);
    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void ofDifference_refusesImpossibleCounts() {
    assertThatThrownBy(() -> NewcombeInterval.ofDifference(2, 1, 0, 1))
        .hasMessageContaining("2 of 1");
    assertThatThrownBy(() -> NewcombeInterval.ofDifference(0, 0, 0, 1))
        .hasMessageContaining("0 of 0");
  }
}
