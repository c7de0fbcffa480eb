package io.tierwise.segmentation.propensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PredictionQualityTest {
  @Test
  void figures_ofAHandfulOfCustomers_areThoseWorkedOutByHand() {
    double[] p = {0.9, 0.8, 0.7, 0.6, 0.4, 0.4, 0.2, 0.1};
    int[] y = {1, 1, 0, 1, 1, 0, 0, 0};

    PredictionQuality quality = PredictionQuality.of(p, y, 1);

    // Of 16 pairs 13 are in order and the equal ones count half.
    assertThat(quality.auc().value()).isCloseTo(13.5 / 16, within(1e-12));
    assertThat(quality.prAuc().value()).isCloseTo((1 + 1 + 3.0 / 4 + 4.0 / 6) / 4, within(1e-12));
    assertThat(quality.brier().value())
        .isCloseTo((.01 + .04 + .49 + .16 + .36 + .16 + .04 + .01) / 8, within(1e-12));
    assertThat(quality.baseRate()).isEqualTo(0.5);
  }

  @Test
  void honestProbabilities_haveNoCalibrationErrorToSpeakOf_andIntervalsThatHoldThem() {
    Random random = new Random(5);
    double[] p = random.doubles(20_000).toArray();
    int[] y = new int[p.length];
    for (int i = 0; i < p.length; i++) {
      y[i] = random.nextDouble() < p[i] ? 1 : 0;
    }

    PredictionQuality quality = PredictionQuality.of(p, y, 1);

    assertThat(quality.calibrationError().value()).isLessThan(0.02);
    // Of uniform probabilities that are true: 5/6.
    assertThat(quality.auc().low()).isLessThan(5 / 6.0);
    assertThat(quality.auc().high()).isGreaterThan(5 / 6.0);
    assertThat(quality.brier().value()).isCloseTo(1 / 6.0, within(0.005));
    assertThat(quality.deciles()).hasSize(10);
    assertThat(quality.deciles().getFirst().lift().value()).isCloseTo(1.9, within(0.05));
    assertThat(quality.deciles().getLast().share()).isCloseTo(0.05, within(0.02));
  }

  @Test
  void boldProbabilities_areTold() {
    double[] p = new double[1000];
    int[] y = new int[1000];
    for (int i = 0; i < p.length; i++) {
      p[i] = i < 500 ? 0.95 : 0.05;
      y[i] = i % 10 < (i < 500 ? 7 : 3) ? 1 : 0;
    }

    assertThat(PredictionQuality.of(p, y, 1).calibrationError().value())
        .isCloseTo(0.25, within(1e-9));
  }

  @Test
  void auc_isThatOfTheRankSum() {
    Random random = new Random(9);
    double[] p = random.doubles(300).map(x -> Math.rint(x * 20)).toArray();
    int[] y = random.ints(300, 0, 2).toArray();
    double pairs = 0;
    double won = 0;
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < p.length; j++) {
        if (y[i] == 1 && y[j] == 0) {
          pairs++;
          won += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
        }
      }
    }

    assertThat(Auc.of(p, y)).isCloseTo(won / pairs, within(1e-12));
    assertThat(PredictionQuality.of(p, y, 1).auc().value()).isCloseTo(won / pairs, within(1e-12));
  }

  @Test
  void everybodyAlike_cannotBeJudged() {
    assertThatThrownBy(() -> PredictionQuality.of(new double[] {.1, .2}, new int[] {0, 0}, 1))
        .hasMessageContaining("did the same");
  }
}
