package io.tierwise.segmentation.propensity;

import java.util.List;

/**
 * A sum of trees: of shares of classes for a forest, of steps in log-odds for boosted trees.
 *
 * @param start what the trees' sum is added to
 * @param rate by which each tree's value is multiplied
 * @param even score at which two classes are equally likely
 */
public record TreeScorer(
    int features, int outputs, double start, double rate, double even, List<Tree> trees)
    implements Scorer {
  public TreeScorer {
    trees = List.copyOf(trees);
  }

  @Override
  public double score(double[] row, int output) {
    double sum = 0;
    for (Tree tree : trees) {
      sum += tree.value(row, output);
    }
    return start + rate * sum;
  }

  @Override
  public double[] contributions(double[] row, int output) {
    double[] parts = new double[features];
    for (Tree tree : trees) {
      new TreeShap(tree, row, output).addTo(parts);
    }
    for (int j = 0; j < parts.length; j++) {
      parts[j] *= rate;
    }
    return parts;
  }
}
