package io.tierwise.segmentation.propensity;

import java.util.ArrayList;
import java.util.List;
import smile.classification.GradientTreeBoost;
import smile.data.formula.Formula;
import smile.math.MathEx;
import smile.model.cart.RegressionNode;
import smile.regression.RegressionTree;

/**
 * Gradient boosting (Friedman 2001): each small tree takes a step towards what those before it have
 * not explained. The score is in log-odds; two classes only.
 */
public final class BoostingLearner implements Learner {
  public static final String NAME = "boosting";
  private static final int MAX_DEPTH = 6;
  private static final int MAX_LEAVES = 8;
  private static final double RATE = 0.08;
  private static final double SUBSAMPLE = 0.7;

  private final int trees;

  public BoostingLearner(int trees) {
    this.trees = trees;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Scorer fit(LabelledRows rows, long seed) {
    if (rows.classes() != 2) {
      throw new IllegalArgumentException("boosting is for two classes, not " + rows.classes());
    }
    // The library draws its subsamples from the generator of this thread.
    MathEx.setSeed(seed);
    GradientTreeBoost model =
        GradientTreeBoost.fit(
            Formula.lhs(SmileTrees.LABEL),
            SmileTrees.frame(rows),
            new GradientTreeBoost.Options(
                trees,
                MAX_DEPTH,
                MAX_LEAVES,
                Math.max(5, rows.size() / 1000),
                RATE,
                SUBSAMPLE,
                null,
                null));
    List<Tree> grown = new ArrayList<>();
    for (RegressionTree tree : model.trees()[0]) {
      // The library's log-odds are halves.
      grown.add(
          SmileTrees.tree(tree.root(), leaf -> List.of(2 * ((RegressionNode) leaf).output())));
    }
    double share = (double) rows.count(1) / rows.size();
    return new TreeScorer(rows.features().size(), 1, Math.log(share / (1 - share)), RATE, 0, grown);
  }
}
