package io.tierwise.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void marks_areRound() {
    assertThat(Scale.over(3, 47, 5, 0, 100).marks())
        .containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0);
    assertThat(Scale.over(0, 0.9, 4, 0, 100).marks()).hasSize(3).last().isEqualTo(1.0);
  }

  @Property(tries = 300, seed = "20261123")
  void values_areEnclosedByMarks(
      @ForAll @DoubleRange(min = -1e7, max = 1e7) double a,
      @ForAll @DoubleRange(min = -1e7, max = 1e7) double b) {
    Scale scale = Scale.over(Math.min(a, b), Math.max(a, b), 4, 0, 100);

    double slack = 1e-6 * scale.step();
    assertThat(scale.low()).isLessThanOrEqualTo(Math.min(a, b) + slack);
    assertThat(scale.high()).isGreaterThanOrEqualTo(Math.max(a, b) - slack);
    assertThat(scale.at(scale.low())).isEqualTo(0, within(1e-9));
    assertThat(scale.at(scale.high())).isEqualTo(100, within(1e-9));
    assertThat(scale.marks()).hasSizeBetween(2, 12);
  }
}
