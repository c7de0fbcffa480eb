package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import org.junit.jupiter.api.Test;

class LinearFilterTrainerTest {
  private static final StrengthWeights WEIGHTS = StrengthWeights.DEFAULT;

  private static double weight(ItemNeighborhood found, int from, int to) {
    for (int place = 0; place < found.neighbours(from); place++) {
      if (found.neighbour(from, place) == to) {
        return found.similarity(from, place);
      }
    }
    return 0;
  }

  /** Without low pass and sharpening the weights are R'R, whatever the dimensions. */
  @Test
  void withoutLowPass_theWeightsAreThoseOfTheGraph() {
    InteractionLog log = RandomLogs.of(9, 50, 25, 10);
    LinearFilterTrainer.Parameters plain =
        new LinearFilterTrainer.Parameters(.5, .5, 0, 0, 0, 0, 8, 1_000, 1_000);
    ItemNeighborhood found = new LinearFilterTrainer(plain, WEIGHTS, MemoryBound.NONE).fit(log);
    double[][] x = new double[log.users()][log.items()];
    for (int user = 0; user < log.users(); user++) {
      Strengths row = log.strengths(user, WEIGHTS, new Strengths());
      for (int p = 0; p < row.size(); p++) {
        x[user][row.item(p)] = Math.max(0, row.value(p));
      }
    }
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < log.items(); j++) {
        double sum = 0;
        for (int user = 0; user < x.length; user++) {
          sum += x[user][i] * x[user][j] / total(x[user]);
        }
        double expected = i == j ? 0 : sum / Math.sqrt(column(x, i) * column(x, j));
        assertThat(weight(found, i, j)).isCloseTo(expected, within(1e-3));
      }
    }
  }

  private static double total(double[] row) {
    double sum = 0;
    for (double value : row) {
      sum += value;
    }
    return sum;
  }

  private static double column(double[][] x, int item) {
    double sum = 0;
    for (double[] row : x) {
      sum += row[item];
    }
    return sum;
  }

  @Test
  void theLowPass_reachesItemsThatShareNoUser() {
    InteractionLog.Builder log = new InteractionLog.Builder();
    String[][] baskets = {{"a", "b"}, {"a", "b"}, {"b", "c"}, {"b", "c"}, {"d", "e"}};
    for (int user = 0; user < baskets.length; user++) {
      for (String item : baskets[user]) {
        log.add("u" + user, item, (byte) 5, 0, 0, "");
      }
    }
    LinearFilterTrainer.Parameters low =
        new LinearFilterTrainer.Parameters(.5, .5, 0, 0, .5, 0, 2, 10, 10);
    ItemNeighborhood found =
        new LinearFilterTrainer(low, WEIGHTS, MemoryBound.NONE).fit(log.build());
    assertThat(weight(found, 0, 2)).isGreaterThan(0.02);
  }
}
