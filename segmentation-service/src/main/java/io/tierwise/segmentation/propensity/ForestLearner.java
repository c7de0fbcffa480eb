package io.tierwise.segmentation.propensity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import smile.classification.DecisionTree;
import smile.classification.RandomForest;
import smile.data.formula.Formula;
import smile.model.cart.DecisionNode;
import smile.model.cart.LeafNode;
import smile.model.cart.SplitRule;

/**
 * Random forest (Breiman 2001): many trees on bootstrap samples, each split chosen among some of
 * the features. The score is the mean share of the class in the leaves.
 */
public final class ForestLearner implements Learner {
  public static final String NAME = "forest";
  private static final int MAX_LEAVES = 256;
  private static final int MAX_DEPTH = 12;

  private final int trees;

  public ForestLearner(int trees) {
    this.trees = trees;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Scorer fit(LabelledRows rows, long seed) {
    int classes = rows.classes();
    int features = rows.features().size();
    RandomForest.Options options =
        new RandomForest.Options(
            trees,
            (int) Math.ceil(Math.sqrt(features)),
            SplitRule.GINI,
            MAX_DEPTH,
            MAX_LEAVES,
            Math.max(5, rows.size() / 2000),
            1.0,
            null,
            new Random(seed).longs(trees, 0, Integer.MAX_VALUE).toArray(),
            null);
    RandomForest forest =
        RandomForest.fit(Formula.lhs(SmileTrees.LABEL), SmileTrees.frame(rows), options);
    List<Tree> grown = new ArrayList<>();
    for (DecisionTree tree : forest.trees()) {
      grown.add(SmileTrees.tree(tree.root(), leaf -> shares(leaf, classes)));
    }
    return new TreeScorer(features, classes == 2 ? 1 : classes, 0, 1.0 / trees, 0.5, grown);
  }

  /** Of two classes only the second. One is added to each count, so that no leaf is certain. */
  private static List<Double> shares(LeafNode leaf, int classes) {
    int[] count = ((DecisionNode) leaf).count();
    double all = Arrays.stream(count).sum() + classes;
    List<Double> shares = new ArrayList<>();
    for (int k = classes == 2 ? 1 : 0; k < classes; k++) {
      shares.add((count[k] + 1) / all);
    }
    return shares;
  }
}
