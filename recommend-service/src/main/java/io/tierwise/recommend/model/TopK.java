package io.tierwise.recommend.model;

import java.util.Arrays;
import java.util.List;

/**
 * The k best of many (item, score) pairs, without an object per pair.
 *
 * <p>A binary heap with the worst kept pair on top: an offer below it costs one comparison, any
 * other O(log k). Higher scores come first; of equal scores the lower item number does. NaN is
 * never kept.
 */
public final class TopK {
  private final int capacity;
  private final int[] items;
  private final double[] scores;
  private int size;

  /**
   * @param k at least 1
   */
  public TopK(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", not at least 1");
    }
    this.capacity = k;
    this.items = new int[k];
    this.scores = new double[k];
  }

  public int size() {
    return size;
  }

  /** Whether an offer would be kept: asked before anything dearer is looked at. */
  public boolean accepts(int item, double score) {
    return size < capacity
        ? !Double.isNaN(score)
        : score > scores[0] || (score == scores[0] && item < items[0]);
  }

  public void offer(int item, double score) {
    if (!accepts(item, score)) {
      return;
    }
    if (size < capacity) {
      siftUp(size++, item, score);
    } else {
      siftDown(item, score, size);
    }
  }

  /** Empties the heap; the items, best first. */
  List<Integer> best() {
    int[] best = new int[size];
    int n = drain(best, new double[size]);
    return Arrays.stream(best, 0, n).boxed().toList();
  }

  /**
   * Empties the heap into the arrays, best first.
   *
   * @return how many were written; both arrays must have room for {@link #size}
   */
  public int drain(int[] toItems, double[] toScores) {
    int n = size;
    for (int end = n - 1; end >= 0; end--) {
      toItems[end] = items[0];
      toScores[end] = scores[0];
      siftDown(items[end], scores[end], end);
    }
    size = 0;
    return n;
  }

  private static boolean worse(int item, double score, int thanItem, double thanScore) {
    return score < thanScore || (score == thanScore && item > thanItem);
  }

  private void siftUp(int hole, int item, double score) {
    int at = hole;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!worse(item, score, items[parent], scores[parent])) {
        break;
      }
      items[at] = items[parent];
      scores[at] = scores[parent];
      at = parent;
    }
    items[at] = item;
    scores[at] = score;
  }

  private void siftDown(int item, double score, int length) {
    int at = 0;
    for (int child = 1; child < length; child = 2 * at + 1) {
      if (child + 1 < length
          && worse(items[child + 1], scores[child + 1], items[child], scores[child])) {
        child++;
      }
      if (!worse(items[child], scores[child], item, score)) {
        break;
      }
      items[at] = items[child];
      scores[at] = scores[child];
      at = child;
    }
    items[at] = item;
    scores[at] = score;
  }
}
