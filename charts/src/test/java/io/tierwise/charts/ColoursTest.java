package io.tierwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColoursTest {
  /** WCAG 2.2, success criterion 1.4.3. */
  private static final double LEAST_CONTRAST = 4.5;

  @Test
  void inkOnTheRamp_canBeReadAtEveryStrength() {
    for (int i = 0; i <= 100; i++) {
      double strength = i / 100.0;
      assertThat(contrast(Colours.ramp(strength), Colours.inkOn(strength)))
          .as("strength %s", strength)
          .isGreaterThanOrEqualTo(LEAST_CONTRAST);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Colours.INK, Colours.QUIET})
  void inkOnPaper_canBeRead(String ink) {
    assertThat(contrast("#ffffff", ink)).isGreaterThanOrEqualTo(LEAST_CONTRAST);
  }

  @Test
  void series_standOutFromThePaper() {
    assertThat(Colours.SERIES)
        .allSatisfy(
            colour ->
                assertThat(contrast("#ffffff", colour)).isGreaterThanOrEqualTo(LEAST_CONTRAST));
  }

  private static double contrast(String a, String b) {
    double first = Colours.luminance(rgb(a));
    double second = Colours.luminance(rgb(b));
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static int[] rgb(String hex) {
    int value = Integer.parseInt(hex.substring(1), 16);
    return new int[] {value >> 16, value >> 8 & 0xFF, value & 0xFF};
  }
}
