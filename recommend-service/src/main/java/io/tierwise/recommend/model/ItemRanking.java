package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.Strengths;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The same order of items for everyone: popularity, trending. Scores may be negative. */
public final class ItemRanking implements Recommender {
  private final double[] scores;
  private final int[] order;

  /**
   * @param scores by item number; NaN leaves the item out
   */
  public ItemRanking(double[] scores) {
    this.scores = scores.clone();
    this.order =
        IntStream.range(0, scores.length)
            .filter(item -> !Double.isNaN(scores[item]))
            .boxed()
            .sorted(
                (a, b) -> {
                  int byScore = Double.compare(scores[b], scores[a]);
                  return byScore != 0 ? byScore : Integer.compare(a, b);
                })
            .mapToInt(Integer::intValue)
            .toArray();
  }

  public static ItemRanking empty() {
    return new ItemRanking(new double[0]);
  }

  /** How many items are ranked. */
  public int size() {
    return order.length;
  }

  /** The item at a place, 0 being the best. */
  public int item(int place) {
    return order[place];
  }

  /** NaN for an item that is not ranked. */
  public double score(int item) {
    return item < scores.length ? scores[item] : Double.NaN;
  }

  @Override
  public void score(Strengths user, Scores to) {
    for (int item : order) {
      to.add(item, scores[item]);
    }
  }

  /** The same ranking in other item numbers: {@code numbers[i]} in place of i. */
  public ItemRanking renumbered(int[] numbers) {
    int size = Arrays.stream(numbers).max().orElse(-1) + 1;
    double[] moved = new double[size];
    Arrays.fill(moved, Double.NaN);
    for (int item : order) {
      moved[numbers[item]] = scores[item];
    }
    return new ItemRanking(moved);
  }

  double[] scores() {
    return scores.clone();
  }
}
