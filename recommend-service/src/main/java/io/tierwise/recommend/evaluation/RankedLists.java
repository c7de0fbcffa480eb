package io.tierwise.recommend.evaluation;

import java.util.BitSet;
import java.util.List;

/** What one model would have shown to each user of a test, best first. */
public final class RankedLists {
  private final List<TimeSplit.Case> cases;
  private final int[][] lists;
  private final int items;

  /**
   * @param items how many there are in the catalogue
   */
  RankedLists(List<TimeSplit.Case> cases, int[][] lists, int items) {
    this.cases = List.copyOf(cases);
    this.lists = lists;
    this.items = items;
  }

  public List<TimeSplit.Case> cases() {
    return cases;
  }

  public int places(int user) {
    return lists[user].length;
  }

  public int item(int user, int place) {
    return lists[user][place];
  }

  /** A metric of each user, in the order of the cases. */
  public double[] perUser(ListMetric metric, int k) {
    double[] values = new double[lists.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = metric.at(k, lists[i], cases.get(i).relevant());
    }
    return values;
  }

  public double mean(ListMetric metric, int k) {
    double sum = 0;
    for (double value : perUser(metric, k)) {
      sum += value;
    }
    return sum / Math.max(1, lists.length);
  }

  /** Share of the catalogue that shows up among the first k of at least one list. */
  public double coverage(int k) {
    BitSet shown = new BitSet(items);
    for (int[] list : lists) {
      for (int place = 0; place < Math.min(k, list.length); place++) {
        shown.set(list[place]);
      }
    }
    return items == 0 ? 0 : (double) shown.cardinality() / items;
  }

  public RankingMetrics metrics() {
    int k = RankingMetrics.PLACES;
    return new RankingMetrics(
        lists.length,
        mean(ListMetric.RECALL, k),
        mean(ListMetric.NDCG, k),
        mean(ListMetric.PRECISION, k),
        mean(ListMetric.HIT_RATE, k),
        coverage(k));
  }
}
