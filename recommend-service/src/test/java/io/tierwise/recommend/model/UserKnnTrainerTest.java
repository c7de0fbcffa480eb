package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.UserKnnTrainer.Similarity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserKnnTrainerTest {
  private static final StrengthWeights WEIGHTS = StrengthWeights.DEFAULT;
  private static final double SHRINKAGE = 2;

  private static UserNeighborhood fitted(InteractionLog log, int k, Similarity similarity) {
    return new UserKnnTrainer(
            new UserKnnTrainer.Parameters(k, SHRINKAGE, 1_000, 1_000, similarity),
            WEIGHTS,
            MemoryBound.NONE)
        .fit(log);
  }

  private static double[][] dense(InteractionLog log) {
    double[][] x = new double[log.users()][log.items()];
    Strengths buffer = new Strengths();
    for (int user = 0; user < log.users(); user++) {
      log.strengths(user, WEIGHTS, buffer);
      for (int i = 0; i < buffer.size(); i++) {
        x[user][buffer.item(i)] = (float) buffer.value(i);
      }
    }
    return x;
  }

  /** By the definitions, all users against all. */
  private static double similarity(double[] u, double[] v, Similarity kind) {
    double meanU = kind == Similarity.PEARSON ? mean(u) : 0;
    double meanV = kind == Similarity.PEARSON ? mean(v) : 0;
    double dot = 0;
    double squaresU = 0;
    double squaresV = 0;
    int common = 0;
    int ofV = 0;
    for (int i = 0; i < u.length; i++) {
      double a = u[i] == 0 ? 0 : u[i] - meanU;
      double b = v[i] == 0 ? 0 : v[i] - meanV;
      dot += a * b;
      squaresU += a * a;
      squaresV += b * b;
      common += u[i] != 0 && v[i] != 0 ? 1 : 0;
      ofV += v[i] != 0 ? 1 : 0;
    }
    return common == ofV || squaresU * squaresV == 0
        ? 0
        : dot / Math.sqrt(squaresU * squaresV) * common / (common + SHRINKAGE);
  }

  private static double mean(double[] row) {
    return Arrays.stream(row).filter(value -> value != 0).average().orElse(0);
  }

  @Test
  void scores_areThoseOfAllPairs_byCosineAndPearson() {
    InteractionLog log = RandomLogs.of(21, 60, 30, 12);
    double[][] x = dense(log);
    int k = 9;
    for (Similarity kind : Similarity.values()) {
      UserNeighborhood model = fitted(log, k, kind);
      for (int user = 0; user < log.users(); user++) {
        double[] similarities = new double[x.length];
        for (int v = 0; v < x.length; v++) {
          similarities[v] = similarity(x[user], x[v], kind);
        }
        int[] nearest =
            IntStream.range(0, x.length)
                .filter(v -> similarities[v] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(v -> -similarities[v]))
                .limit(k)
                .mapToInt(v -> v)
                .toArray();
        Scores scores = new Scores(log.items());
        model.score(log.strengths(user, WEIGHTS, new Strengths()), scores);
        for (int item = 0; item < log.items(); item++) {
          double expected = 0;
          for (int v : nearest) {
            expected += similarities[v] * x[v][item];
          }
          assertThat(scores.value(item)).isCloseTo(expected, within(1e-4));
        }
      }
    }
  }

  @Test
  void theParts_ofAScore_sumToIt() {
    InteractionLog log = RandomLogs.of(22, 60, 30, 12);
    for (Similarity kind : Similarity.values()) {
      UserNeighborhood model = fitted(log, 20, kind);
      Strengths user = log.strengths(5, WEIGHTS, new Strengths());
      Scores scores = new Scores(log.items());
      model.score(user, scores);
      int[] asked = {scores.item(0), scores.item(1), scores.item(2)};
      List<List<Contribution>> parts = model.explain(user, asked, new Scores(log.items()));
      for (int i = 0; i < asked.length; i++) {
        assertThat(parts.get(i)).isNotEmpty();
        assertThat(parts.get(i).stream().mapToDouble(Contribution::score).sum())
            .isCloseTo(scores.value(asked[i]), within(1e-9));
      }
    }
  }

  @Test
  void onlyTheLastActiveUsers_areKept() {
    InteractionLog.Builder log = new InteractionLog.Builder();
    for (int user = 0; user < 10; user++) {
      log.add("u" + user, "shared", (byte) 5, user, 0, "");
      log.add("u" + user, "of-" + user, (byte) 5, user, 0, "");
    }
    InteractionLog built = log.build();
    UserNeighborhood model =
        new UserKnnTrainer(
                new UserKnnTrainer.Parameters(10, 0, 3, 100, Similarity.COSINE),
                WEIGHTS,
                MemoryBound.NONE)
            .fit(built);
    Scores scores = new Scores(built.items());
    model.score(built.strengths(0, WEIGHTS, new Strengths()), scores);
    List<String> scored =
        IntStream.range(0, scores.size())
            .mapToObj(i -> built.itemIds().get(scores.item(i)))
            .sorted()
            .toList();
    assertThat(scored).containsExactly("of-7", "of-8", "of-9", "shared");
  }
}
