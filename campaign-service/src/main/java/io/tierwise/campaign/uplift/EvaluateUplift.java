package io.tierwise.campaign.uplift;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Puts the learners side by side on randomised data: each unit is scored by a model that was learnt
 * without it (cross-fitting), within folds drawn by a seed.
 */
public final class EvaluateUplift {
  private static final int FOLDS = 4;
  private static final int BOOTSTRAPS = 400;

  /** A learner and how its ranking did. */
  public record Judged(UpliftLearner learner, Qini qini) {}

  public static List<Judged> on(UpliftData data, long seed) {
    List<Judged> judged = new ArrayList<>();
    Random random = new Random(seed);
    int[] fold = IntStream.range(0, data.size()).map(_ -> random.nextInt(FOLDS)).toArray();
    for (UpliftLearner learner : UpliftLearner.values()) {
      double[] ranks = new double[data.size()];
      for (int f = 0; f < FOLDS; f++) {
        int out = f;
        int[] train = IntStream.range(0, data.size()).filter(i -> fold[i] != out).toArray();
        int[] test = IntStream.range(0, data.size()).filter(i -> fold[i] == out).toArray();
        UpliftData judgedOn = data.at(test);
        double[] scores = learner.scores(data.at(train), judgedOn.features(), seed);
        // Ranks, since scores of different models need not be comparable.
        int[] order =
            IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[a], scores[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int r = 0; r < order.length; r++) {
          ranks[test[order[r]]] = (r + random.nextDouble()) / order.length;
        }
      }
      judged.add(new Judged(learner, Qini.of(ranks, data, BOOTSTRAPS, seed)));
    }
    return judged;
  }

  private EvaluateUplift() {}
}
