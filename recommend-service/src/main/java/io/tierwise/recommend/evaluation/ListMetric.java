package io.tierwise.recommend.evaluation;

import java.util.Set;

/** What a list is worth to one user, 0..1 each. */
public enum ListMetric {
  RECALL("recall", Recall::at),
  PRECISION("precision", (k, ranked, relevant) -> (double) Recall.hits(k, ranked, relevant) / k),
  NDCG("ndcg", Ndcg::at),
  MAP("map", AveragePrecision::at),
  MRR("mrr", AveragePrecision::reciprocalRank),
  HIT_RATE("hitRate", (k, ranked, relevant) -> Recall.hits(k, ranked, relevant) > 0 ? 1 : 0);

  /** Judges the first k of a list. */
  @FunctionalInterface
  private interface Judge {
    double at(int k, int[] ranked, Set<Integer> relevant);
  }

  private final String id;
  private final Judge judge;

  ListMetric(String id, Judge judge) {
    this.id = id;
    this.judge = judge;
  }

  /** The name of the metric of the first k places. */
  public String nameAt(int k) {
    return id + "At" + k;
  }

  public double at(int k, int[] ranked, Set<Integer> relevant) {
    return judge.at(k, ranked, relevant);
  }
}
