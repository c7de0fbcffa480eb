package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class AlsTrainerTest {
  private static final StrengthWeights WEIGHTS = StrengthWeights.DEFAULT;

  private static AlsTrainer trainer(int factors, int epochs) {
    return new AlsTrainer(
        new AlsTrainer.Parameters(factors, 2, 0.05, 1, epochs, 1_000, 7),
        WEIGHTS,
        MemoryBound.NONE);
  }

  /** The factors of all items, as a row per item. */
  private static double[][] items(LatentFactors model) {
    double[][] q = new double[model.factors().rows()][model.factors().dims()];
    for (int item = 0; item < q.length; item++) {
      model.factors().read(item, q[item]);
    }
    return q;
  }

  /** The normal equations with every cell of the matrix, touched or not; dense elimination. */
  private static double[] densely(
      double[][] fixed, double[] row, double confidence, double regularisation) {
    int d = fixed[0].length;
    double[][] a = new double[d][d + 1];
    double strength = 0;
    for (int j = 0; j < fixed.length; j++) {
      double weight = 1 + confidence * Math.abs(row[j]);
      strength += Math.abs(row[j]);
      for (int k = 0; k < d; k++) {
        for (int l = 0; l < d; l++) {
          a[k][l] += weight * fixed[j][k] * fixed[j][l];
        }
        a[k][d] += row[j] > 0 ? weight * fixed[j][k] : 0;
      }
    }
    for (int k = 0; k < d; k++) {
      a[k][k] += regularisation * (fixed.length + confidence * strength);
    }
    for (int k = 0; k < d; k++) {
      for (int i = 0; i < d; i++) {
        double factor = i == k ? 0 : a[i][k] / a[k][k];
        for (int l = k; l <= d && factor != 0; l++) {
          a[i][l] -= factor * a[k][l];
        }
      }
    }
    double[] solved = new double[d];
    for (int k = 0; k < d; k++) {
      solved[k] = a[k][d] / a[k][k];
    }
    return solved;
  }

  private static double[][] dense(InteractionLog log) {
    double[][] x = new double[log.users()][log.items()];
    Strengths buffer = new Strengths();
    for (int user = 0; user < log.users(); user++) {
      log.strengths(user, WEIGHTS, buffer);
      for (int i = 0; i < buffer.size(); i++) {
        x[user][buffer.item(i)] = buffer.value(i);
      }
    }
    return x;
  }

  private static double product(double[] a, double[] b) {
    return FactorSystem.dot(a, b, a.length);
  }

  /** More factors than a user has items, and fewer: both sides of the system. */
  @Test
  void foldIn_solvesTheDenseSystem_onEitherSide() {
    InteractionLog log = RandomLogs.of(3, 30, 20, 12);
    double[][] x = dense(log);
    for (int factors : new int[] {3, 16}) {
      LatentFactors model = trainer(factors, 4).fit(log);
      double[][] q = items(model);
      for (int user = 0; user < log.users(); user++) {
        double[] expected = densely(q, x[user], 2, 0.05);
        double[] p = model.foldIn(log.strengths(user, WEIGHTS, new Strengths()));
        for (double[] item : q) {
          assertThat(product(p, item)).isCloseTo(product(expected, item), within(2e-5));
        }
      }
    }
  }

  /** Both sides by elimination, from the same start, all epochs. */
  @Test
  void scores_areThoseOfDenseAlternatingLeastSquares() {
    compareWithDense(RandomLogs.of(4, 25, 15, 8), 4, 3, 1e-3);
  }

  /** Steps stop short of the solution, but go on from there in the next epoch. */
  @Test
  void scores_ofLongRows_areNearThoseOfDenseAlternatingLeastSquares() {
    compareWithDense(RandomLogs.of(4, 60, 40, 30), 16, 10, 2e-2);
  }

  private static void compareWithDense(InteractionLog log, int d, int epochs, double apart) {
    double[][] x = dense(log);
    double[][] transposed = new double[log.items()][log.users()];
    for (int user = 0; user < x.length; user++) {
      for (int item = 0; item < log.items(); item++) {
        transposed[item][user] = x[user][item];
      }
    }
    double[][] q = new double[log.items()][d];
    java.util.SplittableRandom random = new java.util.SplittableRandom(7);
    for (double[] row : q) {
      for (int k = 0; k < d; k++) {
        row[k] = 0.1 / Math.sqrt(d) * random.nextGaussian();
      }
    }
    double[][] p = new double[log.users()][];
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (int user = 0; user < p.length; user++) {
        p[user] = densely(q, x[user], 2, 0.05);
      }
      for (int item = 0; item < q.length; item++) {
        q[item] = densely(p, transposed[item], 2, 0.05);
      }
    }
    LatentFactors model = trainer(d, epochs).fit(log);
    for (int user = 0; user < p.length; user++) {
      Scores scores = new Scores(log.items());
      model.score(log.strengths(user, WEIGHTS, new Strengths()), scores);
      double[] folded = densely(q, x[user], 2, 0.05);
      for (int item = 0; item < q.length; item++) {
        assertThat(scores.value(item)).isCloseTo(product(folded, q[item]), within(apart));
      }
    }
  }

  @Test
  void theParts_ofAScore_sumToIt_onEitherSide() {
    InteractionLog log = RandomLogs.of(5, 30, 20, 10);
    for (int factors : new int[] {3, 16}) {
      LatentFactors model = trainer(factors, 3).fit(log);
      Strengths user = log.strengths(2, WEIGHTS, new Strengths());
      Scores scores = new Scores(log.items());
      model.score(user, scores);
      int[] asked = {1, 7, 11};
      List<List<Contribution>> parts = model.explain(user, asked, new Scores(log.items()));
      for (int i = 0; i < asked.length; i++) {
        assertThat(parts.get(i).stream().mapToDouble(Contribution::score).sum())
            .isCloseTo(scores.value(asked[i]), within(1e-5));
        assertThat(parts.get(i)).hasSizeGreaterThan(3);
      }
    }
  }

  @Test
  void theModel_isTheSame_withOneThreadAndMany() {
    InteractionLog log = RandomLogs.of(6, 300, 90, 15);
    double[][] here = items(trainer(16, 3).fit(log));
    try (ForkJoinPool four = new ForkJoinPool(4);
        ForkJoinPool one = new ForkJoinPool(1)) {
      assertThat(items(four.submit(() -> trainer(16, 3).fit(log)).join())).isDeepEqualTo(here);
      assertThat(items(one.submit(() -> trainer(16, 3).fit(log)).join())).isDeepEqualTo(here);
    }
  }

  @Test
  void ofNobodyKnown_itHasNoOpinion() {
    LatentFactors model = trainer(4, 2).fit(RandomLogs.of(8, 20, 10, 5));
    Scores scores = new Scores(100);
    model.score(new Strengths(), scores);
    Strengths foreign = new Strengths();
    foreign.add(99, 1, InteractionKind.VIEW);
    model.score(foreign, scores);
    assertThat(scores.size()).isZero();
  }

  @Test
  void progress_isTold_andEndsTheFit_whereItThrows() {
    InteractionLog log = RandomLogs.of(8, 20, 10, 5);
    List<Double> heard = new ArrayList<>();
    trainer(4, 2).fit(log, heard::add);
    assertThat(heard).containsExactly(0.25, 0.5, 0.75, 1.0);
    IllegalStateException cancelled = new IllegalStateException("cancelled");
    assertThatThrownBy(
            () ->
                trainer(4, 2)
                    .fit(
                        log,
                        _ -> {
                          throw cancelled;
                        }))
        .isSameAs(cancelled);
  }

  @Test
  void factorsBeyondTheBound_areRefused() {
    AlsTrainer bounded =
        new AlsTrainer(AlsTrainer.Parameters.DEFAULT, WEIGHTS, new MemoryBound(1_000));
    assertThatThrownBy(() -> bounded.fit(RandomLogs.of(8, 20, 10, 5)))
        .isInstanceOf(TooLarge.class)
        .hasMessageContaining("als needs");
  }
}
