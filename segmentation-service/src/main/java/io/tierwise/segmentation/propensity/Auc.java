package io.tierwise.segmentation.propensity;

import java.util.stream.IntStream;

/** The probability that one of class 1 is scored above one of class 0; equal scores count half. */
public final class Auc {
  /**
   * @return NaN if there is only one class
   */
  public static double of(double[] scores, int[] labels) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[a], scores[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double above = 0;
    double below = 0;
    double pairs = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      double ones = 0;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        ones += labels[order[to]] == 1 ? 1 : 0;
        to++;
      }
      double zeros = to - from - ones;
      pairs += ones * (below + zeros / 2);
      below += zeros;
      above += ones;
      from = to;
    }
    return pairs / (above * below);
  }

  private Auc() {}
}
