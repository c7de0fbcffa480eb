package io.tierwise.campaign.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final ResponsePrior PRIOR = new ResponsePrior(0.02, 200);
  private static final LocalDate START = LocalDate.of(2026, 1, 1);
  private static final String[] TIERS = {"Gold", "Silver", "Bronze"};

  /** Sixty days of contacts whose rates are .10, .05 and .02, from some day on other ones. */
  private static List<Calibration.Day> days(int turn, double factor) {
    Random random = new Random(9);
    List<Calibration.Day> days = new ArrayList<>();
    for (int d = 0; d < 60; d++) {
      for (int t = 0; t < 3; t++) {
        double rate = new double[] {0.1, 0.05, 0.02}[t] * (d >= turn ? factor : 1);
        int responses = 0;
        for (int i = 0; i < 200; i++) {
          responses += random.nextDouble() < rate ? 1 : 0;
        }
        days.add(
            new Calibration.Day(
                START.plusDays(d), new ResponseCount("c", "o", "email", TIERS[t], 200, responses)));
      }
    }
    return days;
  }

  @Test
  void ratesComeTrue_whereTheyStay() {
    Calibration calibration = Calibration.of(PRIOR, days(60, 1), 7);

    assertThat(calibration.error()).isLessThan(0.012);
    Calibration.Bin last = calibration.bins().getLast();
    assertThat(last.predicted()).isCloseTo(0.1, within(0.02));
    assertThat(last.observed()).isCloseTo(0.1, within(0.02));
    assertThat(calibration.bins().stream().mapToLong(Calibration.Bin::contacts).sum())
        .isEqualTo(60 * 3 * 200);
  }

  @Test
  void ratesThatTurn_areSeenToBeOff() {
    Calibration steady = Calibration.of(PRIOR, days(60, 1), 7);
    Calibration turned = Calibration.of(PRIOR, days(30, 0.3), 7);
    assertThat(turned.error()).isGreaterThan(2 * steady.error());
  }

  @Test
  void nothingIsForetoldFromItsOwnOutcome() {
    List<Calibration.Day> sudden =
        List.of(new Calibration.Day(START, new ResponseCount("c", "o", "email", "Gold", 500, 500)));
    Calibration calibration = Calibration.of(PRIOR, sudden, 7);
    assertThat(calibration.bins().getFirst().predicted()).isCloseTo(0.02, within(1e-9));
    assertThat(calibration.bins().getFirst().observed()).isEqualTo(1);
    assertThat(Calibration.of(PRIOR, List.of(), 7).bins()).isEmpty();
  }
}
