package io.tierwise.segmentation.propensity;

import java.util.List;

/**
 * A binary tree, the root first.
 *
 * @param nodes children after their parent
 */
public record Tree(List<Node> nodes) {
  public Tree {
    nodes = List.copyOf(nodes);
  }

  /**
   * A leaf, or a question.
   *
   * @param feature that is asked for; -1 for a leaf
   * @param threshold up to which a row goes to {@code below}
   * @param below index of a child; as {@code above}
   * @param cover how many training rows came here
   * @param values by output; empty where this is no leaf
   */
  public record Node(
      int feature, double threshold, int below, int above, int cover, List<Double> values) {
    public Node {
      values = List.copyOf(values);
    }

    static Node leaf(int cover, List<Double> values) {
      return new Node(-1, 0, 0, 0, cover, values);
    }

    boolean isLeaf() {
      return feature < 0;
    }

    boolean goesBelow(double[] row) {
      return row[feature] <= threshold;
    }
  }

  double value(double[] row, int output) {
    Node node = nodes.getFirst();
    while (!node.isLeaf()) {
      node = nodes.get(node.goesBelow(row) ? node.below() : node.above());
    }
    return node.values().get(output);
  }
}
