package io.tierwise.segmentation.propensity;

import org.jspecify.annotations.Nullable;

/**
 * Exact Shapley values of one tree for one row: what each feature adds to the mean over the
 * training rows, averaged over all orders in which features may become known. A feature that is not
 * known sends the row both ways, in the proportion of the training rows.
 *
 * <p>Each leaf is looked at alone: with the m features asked on its path, its part of the values is
 * a sum over subsets of them that depends only on their number, which a polynomial of degree m
 * holds. O(leaves x depth cubed). Lundberg, Erion, Lee, "Consistent Individualized Feature
 * Attribution for Tree Ensembles", 2018.
 */
final class TreeShap {
  private final Tree tree;
  private final double[] row;
  private final int output;
  private double[] values = new double[0];

  TreeShap(Tree tree, double[] row, int output) {
    this.tree = tree;
    this.row = row;
    this.output = output;
  }

  void addTo(double[] sums) {
    values = sums;
    descend(tree.nodes().getFirst(), null);
  }

  /**
   * A feature asked on the way to a node.
   *
   * @param share of the training rows that go this way without knowing the feature
   * @param open 1 if the row itself goes this way, else 0
   */
  private record Step(int feature, double share, int open, @Nullable Step before) {
    /** Asking a feature twice is asking once, more narrowly. */
    static Step after(@Nullable Step path, int feature, double share, int open) {
      double sameShare = share;
      int sameOpen = open;
      Step rest = null;
      for (Step step = path; step != null; step = step.before) {
        if (step.feature == feature) {
          sameShare *= step.share;
          sameOpen *= step.open;
        } else {
          rest = new Step(step.feature, step.share, step.open, rest);
        }
      }
      return new Step(feature, sameShare, sameOpen, rest);
    }

    static int length(@Nullable Step path) {
      int length = 0;
      for (Step step = path; step != null; step = step.before) {
        length++;
      }
      return length;
    }
  }

  private void descend(Tree.Node node, @Nullable Step path) {
    if (node.isLeaf()) {
      leaf(node, path);
      return;
    }
    boolean below = node.goesBelow(row);
    Tree.Node left = tree.nodes().get(node.below());
    Tree.Node right = tree.nodes().get(node.above());
    double cover = left.cover() + right.cover();
    descend(left, Step.after(path, node.feature(), left.cover() / cover, below ? 1 : 0));
    descend(right, Step.after(path, node.feature(), right.cover() / cover, below ? 0 : 1));
  }

  private void leaf(Tree.Node leaf, @Nullable Step path) {
    int m = Step.length(path);
    double value = leaf.values().get(output);
    for (Step step = path; step != null; step = step.before) {
      double[] others = subsets(path, step, m);
      double weight = 1.0 / m;
      double sum = 0;
      for (int size = 0; size < m; size++) {
        sum += weight * others[size];
        // size! (m - 1 - size)! / m! for the next size.
        weight *= size + 1 < m ? (size + 1.0) / (m - 1 - size) : 0;
      }
      values[step.feature] += value * (step.open - step.share) * sum;
    }
  }

  /** By number of known features, the share of the leaf over all such sets without one feature. */
  private static double[] subsets(@Nullable Step path, Step without, int m) {
    double[] bySize = new double[m];
    bySize[0] = 1;
    int seen = 0;
    for (Step step = path; step != null; step = step.before) {
      if (step == without) {
        continue;
      }
      seen++;
      for (int size = seen; size >= 0; size--) {
        double known = size > 0 ? bySize[size - 1] * step.open : 0;
        bySize[size] = bySize[size] * step.share + known;
      }
    }
    return bySize;
  }
}
