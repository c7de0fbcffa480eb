package io.tierwise.segmentation.propensity;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import smile.data.DataFrame;
import smile.data.vector.IntVector;
import smile.model.cart.LeafNode;
import smile.model.cart.Node;
import smile.model.cart.OrdinalNode;

/** Takes trees over from the library that grows them. */
final class SmileTrees {
  static final String LABEL = "label";

  /** The one thing that a node does not tell. */
  private static final VarHandle THRESHOLD = threshold();

  /** Columns are numbered, so that no name of a feature can be that of the label. */
  static DataFrame frame(LabelledRows rows) {
    String[] names = new String[rows.features().size()];
    for (int j = 0; j < names.length; j++) {
      names[j] = "f" + j;
    }
    return DataFrame.of(rows.raw(), names).add(new IntVector(LABEL, rows.rawLabels()));
  }

  /**
   * @param values of a leaf, by output
   */
  static Tree tree(Node root, Function<LeafNode, List<Double>> values) {
    List<Tree.Node> nodes = new ArrayList<>();
    add(root, values, nodes);
    return new Tree(nodes);
  }

  private static int add(
      Node node, Function<LeafNode, List<Double>> values, List<Tree.Node> nodes) {
    int index = nodes.size();
    if (node instanceof LeafNode leaf) {
      nodes.add(Tree.Node.leaf(leaf.size(), values.apply(leaf)));
      return index;
    }
    if (!(node instanceof OrdinalNode inner)) {
      throw new IllegalStateException("a split of numbers was expected: " + node.getClass());
    }
    nodes.add(Tree.Node.leaf(0, List.of()));
    int below = add(inner.trueChild(), values, nodes);
    int above = add(inner.falseChild(), values, nodes);
    nodes.set(
        index,
        new Tree.Node(
            inner.feature(),
            (double) THRESHOLD.get(inner),
            below,
            above,
            nodes.get(below).cover() + nodes.get(above).cover(),
            List.of()));
    return index;
  }

  private static VarHandle threshold() {
    try {
      return MethodHandles.privateLookupIn(OrdinalNode.class, MethodHandles.lookup())
          .findVarHandle(OrdinalNode.class, "value", double.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private SmileTrees() {}
}
