package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EaseTrainerTest {
  private static final StrengthWeights WEIGHTS = StrengthWeights.DEFAULT;
  private static final double RIDGE = 30;

  /** Solved on the side of the items and on the side of the users. */
  @ParameterizedTest
  @CsvSource({"60, 20", "20, 60"})
  void weights_areThoseOfTheTextbook(int users, int items) {
    InteractionLog log = RandomLogs.of(3, users, items, 12);
    double[][] expected = textbook(log);
    EaseTrainer trainer =
        new EaseTrainer(new EaseTrainer.Parameters(RIDGE, 1_000, 1_000), WEIGHTS, MemoryBound.NONE);
    ItemNeighborhood found = trainer.fit(log);
    for (int i = 0; i < log.items(); i++) {
      double[] row = new double[log.items()];
      for (int place = 0; place < found.neighbours(i); place++) {
        row[found.neighbour(i, place)] = found.similarity(i, place);
      }
      for (int j = 0; j < row.length; j++) {
        assertThat(row[j]).isCloseTo(Math.max(0, expected[i][j]), within(1e-4));
      }
    }
    EaseWeights exact = trainer.exact(log);
    float[] scores = new float[log.items()];
    exact.scores(5, scores, new float[Math.min(log.users(), log.items())]);
    Strengths user = log.strengths(5, WEIGHTS, new Strengths());
    for (int j = 0; j < scores.length; j++) {
      double sum = 0;
      for (int p = 0; p < user.size(); p++) {
        sum += user.value(p) * expected[user.item(p)][j];
      }
      assertThat((double) scores[j]).isCloseTo(sum, within(1e-3));
    }
  }

  @Test
  void aMatrixThatIsTooLarge_isRefusedWithTheFigures() {
    EaseTrainer trainer =
        new EaseTrainer(EaseTrainer.Parameters.DEFAULT, WEIGHTS, new MemoryBound(1_000));
    assertThatThrownBy(() -> trainer.fit(RandomLogs.of(3, 30, 20, 5)))
        .isInstanceOf(TooLarge.class)
        .hasMessageContaining("ease needs");
  }

  /** I - P / diag(P) with P = (X'X + λI)⁻¹, by elimination in double precision. */
  private static double[][] textbook(InteractionLog log) {
    int n = log.items();
    double[][] gram = new double[n][2 * n];
    for (int user = 0; user < log.users(); user++) {
      Strengths row = log.strengths(user, WEIGHTS, new Strengths());
      for (int p = 0; p < row.size(); p++) {
        for (int q = 0; q < row.size(); q++) {
          gram[row.item(p)][row.item(q)] += row.value(p) * row.value(q);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      gram[i][i] += RIDGE;
      gram[i][n + i] = 1;
    }
    for (int i = 0; i < n; i++) {
      double pivot = gram[i][i];
      for (int c = 0; c < 2 * n; c++) {
        gram[i][c] /= pivot;
      }
      for (int r = 0; r < n; r++) {
        double factor = gram[r][i];
        for (int c = 0; r != i && c < 2 * n; c++) {
          gram[r][c] -= factor * gram[i][c];
        }
      }
    }
    double[][] weights = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        weights[i][j] = i == j ? 0 : -gram[i][n + j] / gram[j][n + j];
      }
    }
    return weights;
  }
}
