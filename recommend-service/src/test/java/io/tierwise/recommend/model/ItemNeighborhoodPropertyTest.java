package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ItemNeighborhoodPropertyTest {
  private static final StrengthWeights WEIGHTS = StrengthWeights.DEFAULT;

  /** Dense and obvious: cos(x_i, x_j) n / (n + shrinkage). */
  private static double[][] bruteForce(InteractionLog log, double shrinkage) {
    double[][] x = new double[log.users()][log.items()];
    Strengths row = new Strengths();
    for (int user = 0; user < log.users(); user++) {
      log.strengths(user, WEIGHTS, row);
      for (int i = 0; i < row.size(); i++) {
        x[user][row.item(i)] = row.value(i);
      }
    }
    double[][] similarity = new double[log.items()][log.items()];
    for (int i = 0; i < log.items(); i++) {
      for (int j = 0; j < log.items(); j++) {
        double dot = 0;
        double left = 0;
        double right = 0;
        int shared = 0;
        for (double[] user : x) {
          dot += user[i] * user[j];
          left += user[i] * user[i];
          right += user[j] * user[j];
          shared += user[i] != 0 && user[j] != 0 ? 1 : 0;
        }
        if (i != j && dot > 0) {
          similarity[i][j] = dot / Math.sqrt(left * right) * shared / (shared + shrinkage);
        }
      }
    }
    return similarity;
  }

  @Property(tries = 40, seed = "20261123")
  void similarities_equalTheShrunkCosine(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int users,
      @ForAll @IntRange(min = 2, max = 150) int items,
      @ForAll @DoubleRange(min = 0, max = 30) double shrinkage) {
    InteractionLog log = RandomLogs.of(seed, users, items, 12);
    ItemNeighborhood knn =
        new ItemKnnTrainer(new ItemKnnTrainer.Parameters(1_000, shrinkage, 1_000), WEIGHTS)
            .fit(log);
    double[][] expected = bruteForce(log, shrinkage);
    for (int i = 0; i < log.items(); i++) {
      double[] found = new double[log.items()];
      for (int place = 0; place < knn.neighbours(i); place++) {
        found[knn.neighbour(i, place)] = knn.similarity(i, place);
        assertThat(place == 0 || knn.similarity(i, place - 1) >= knn.similarity(i, place)).isTrue();
      }
      assertThat(found).containsExactly(expected[i], within(1e-5));
    }
  }

  @Property(tries = 40, seed = "20261123")
  void contributions_sumToTheScore(@ForAll long seed) {
    InteractionLog log = RandomLogs.of(seed, 20, 25, 12);
    ItemNeighborhood knn =
        new ItemKnnTrainer(new ItemKnnTrainer.Parameters(5, 3, 100), WEIGHTS).fit(log);
    Strengths user = log.strengths(0, WEIGHTS, new Strengths());
    Scores scores = new Scores(log.items());
    knn.score(user, scores);
    assertThat(scores.size()).isPositive();
    int[] items = IntStream.range(0, scores.size()).map(scores::item).toArray();
    List<List<Contribution>> explained = knn.explain(user, items, new Scores(log.items()));
    assertThat(knn.explain(user, items, new Scores(log.items()), 3))
        .isEqualTo(explained.stream().map(parts -> Explanation.of(parts, 3)).toList());
    for (int i = 0; i < scores.size(); i++) {
      int item = items[i];
      List<Contribution> parts = explained.get(i);
      double sum = parts.stream().mapToDouble(Contribution::score).sum();
      assertThat(sum).isCloseTo(scores.value(item), within(1e-9));
      assertThat(parts).isNotEmpty();
    }
  }

  @Property(tries = 20, seed = "20261123")
  void renumbering_changesNothingButTheNumbers(@ForAll long seed) {
    InteractionLog log = RandomLogs.of(seed, 15, 20, 10);
    ItemNeighborhood knn = new ItemKnnTrainer(ItemKnnTrainer.Parameters.DEFAULT, WEIGHTS).fit(log);
    int[] numbers = new int[log.items()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = 3 * (numbers.length - i);
    }
    ItemNeighborhood moved = knn.renumbered(numbers);
    for (int i = 0; i < log.items(); i++) {
      assertThat(moved.neighbours(numbers[i])).isEqualTo(knn.neighbours(i));
      for (int place = 0; place < knn.neighbours(i); place++) {
        assertThat(moved.neighbour(numbers[i], place)).isEqualTo(numbers[knn.neighbour(i, place)]);
        assertThat(moved.similarity(numbers[i], place)).isEqualTo(knn.similarity(i, place));
      }
    }
    assertThat(moved.neighbours(1)).isZero();
  }
}
