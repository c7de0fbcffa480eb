package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConjugateStepsTest {
  private final Random random = new Random(3);

  /** As many steps as unknowns end at the solution; fewer come nearer with each. */
  @Test
  void steps_leadToTheExactSolution() {
    for (int dims : new int[] {1, 7, 16}) {
      for (int entries : new int[] {0, 1, 6, 41}) {
        float[][] rows = rows(entries, dims);
        double[] shared = new double[dims];
        java.util.Arrays.setAll(shared, k -> 1 + k);
        FactorSystem exactly = new FactorSystem(dims);
        ConjugateSteps steps = new ConjugateSteps(dims);
        exactly.begin(shared, 0.5);
        steps.begin(shared, 0.5);
        for (int entry = 0; entry < entries; entry++) {
          exactly.add(entry, 1 + entry % 3, entry % 5);
          steps.add(rows[entry], 1 + entry % 3, entry % 5);
        }
        exactly.factor((row, to) -> java.util.Arrays.setAll(to, k -> rows[row][k]));
        double[] solution = new double[dims];
        exactly.solution(solution);
        float[] moved = rows(1, dims)[0];
        double before = apart(moved, solution);
        steps.improve(moved, 2);
        assertThat(apart(moved, solution)).isLessThan(before);
        steps.improve(moved, dims + 2);
        assertThat(apart(moved, solution)).isCloseTo(0, within(1e-4));
      }
    }
  }

  private float[][] rows(int count, int dims) {
    float[][] rows = new float[count][dims];
    for (float[] row : rows) {
      for (int k = 0; k < dims; k++) {
        row[k] = (float) random.nextGaussian();
      }
    }
    return rows;
  }

  private static double apart(float[] p, double[] solution) {
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      sum += (p[k] - solution[k]) * (p[k] - solution[k]);
    }
    return Math.sqrt(sum);
  }
}
