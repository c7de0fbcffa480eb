package io.tierwise.benchmarks.recommend;

import io.tierwise.recommend.evaluation.ListMetric;
import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.model.TopK;

/** How well a full row of scores per user ranks, in the same way for all of them. */
final class RankedScores {
  private static final int PLACES = 20;

  /** Fills in the scores of all items for a user. */
  interface Scorer {
    void scores(int user, float[] to);
  }

  static double mean(PublicData data, Scorer scorer, ListMetric metric) {
    return data.cases().parallelStream()
        .mapToDouble(test -> metric.at(PLACES, ranked(data, scorer, test), test.relevant()))
        .average()
        .orElse(0);
  }

  private static int[] ranked(PublicData data, Scorer scorer, TimeSplit.Case test) {
    InteractionLog log = data.train();
    float[] scores = new float[log.items()];
    scorer.scores(test.user(), scores);
    for (int row = log.start(test.user()); row < log.end(test.user()); row++) {
      scores[log.item(row)] = Float.NEGATIVE_INFINITY;
    }
    TopK best = new TopK(PLACES);
    for (int item = 0; item < scores.length; item++) {
      best.offer(item, scores[item]);
    }
    int[] items = new int[best.size()];
    best.drain(items, new double[items.length]);
    return items;
  }

  private RankedScores() {}
}
