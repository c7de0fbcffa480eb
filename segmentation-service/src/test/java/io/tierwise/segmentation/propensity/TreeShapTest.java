package io.tierwise.segmentation.propensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeShapTest {
  private static final int FEATURES = 4;
  private static final LabelledRows ROWS = rows(600, 3);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 40})
  void contributions_areTheShapleyValuesByTheirDefinition(int row) {
    TreeScorer boosted = (TreeScorer) new BoostingLearner(20).fit(ROWS, 5);
    double[] x = ROWS.row(row);

    double[] parts = boosted.contributions(x, 0);

    for (int j = 0; j < FEATURES; j++) {
      assertThat(parts[j]).isCloseTo(byDefinition(boosted, x, j), within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 11})
  void contributions_addUpToTheScoreLessTheAverageOne(int row) {
    TreeScorer forest = (TreeScorer) new ForestLearner(15).fit(ROWS, 5);
    double[] x = ROWS.row(row);

    double sum = Arrays.stream(forest.contributions(x, 0)).sum();

    assertThat(sum).isCloseTo(forest.score(x) - known(forest, x, 0), within(1e-9));
  }

  /** The mean over all orders of what knowing the feature adds. */
  private static double byDefinition(TreeScorer scorer, double[] x, int feature) {
    double sum = 0;
    for (int set = 0; set < 1 << FEATURES; set++) {
      if ((set >> feature & 1) == 0) {
        int size = Integer.bitCount(set);
        double weight = factorial(size) * factorial(FEATURES - size - 1) / factorial(FEATURES);
        sum += weight * (known(scorer, x, set | 1 << feature) - known(scorer, x, set));
      }
    }
    return sum;
  }

  /** The expected score if only the features of a set are known. */
  private static double known(TreeScorer scorer, double[] x, int set) {
    return scorer.start()
        + scorer.rate()
            * scorer.trees().stream().mapToDouble(tree -> expected(tree.nodes(), 0, x, set)).sum();
  }

  private static double expected(List<Tree.Node> nodes, int at, double[] x, int set) {
    Tree.Node node = nodes.get(at);
    if (node.isLeaf()) {
      return node.values().getFirst();
    }
    if ((set >> node.feature() & 1) == 1) {
      return expected(nodes, node.goesBelow(x) ? node.below() : node.above(), x, set);
    }
    int below = nodes.get(node.below()).cover();
    int above = nodes.get(node.above()).cover();
    return (below * expected(nodes, node.below(), x, set)
            + above * expected(nodes, node.above(), x, set))
        / (below + above);
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  private static LabelledRows rows(int size, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[size][FEATURES];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < FEATURES; j++) {
        rows[i][j] = random.nextGaussian();
      }
      double score = rows[i][0] * rows[i][1] + rows[i][2];
      labels[i] = score + random.nextGaussian() > 0 ? 1 : 0;
    }
    return new LabelledRows(List.of("a", "b", "c", "d"), rows, labels);
  }
}
