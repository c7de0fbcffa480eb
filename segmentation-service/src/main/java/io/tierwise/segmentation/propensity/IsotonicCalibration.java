package io.tierwise.segmentation.propensity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rising curve with the least squared error, by pooling adjacent violators (Ayer et al. 1955);
 * straight between the middles of its steps. Zadrozny, Elkan, "Transforming Classifier Scores into
 * Accurate Multiclass Probability Estimates", 2002.
 *
 * @param scores ascending
 * @param probabilities ascending
 */
public record IsotonicCalibration(List<Double> scores, List<Double> probabilities)
    implements Calibration {
  public IsotonicCalibration {
    scores = List.copyOf(scores);
    probabilities = List.copyOf(probabilities);
    if (scores.isEmpty() || scores.size() != probabilities.size()) {
      throw new IllegalArgumentException(
          scores.size() + " scores, " + probabilities.size() + " probabilities");
    }
  }

  /** Neighbours that share a probability. */
  private record Pool(double scores, double ones, double size) {
    double share() {
      return ones / size;
    }

    Pool with(Pool next) {
      return new Pool(scores + next.scores, ones + next.ones, size + next.size);
    }
  }

  static IsotonicCalibration fit(double[] scores, int[] labels) {
    List<Pool> pools = new ArrayList<>();
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[a], scores[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int from = 0; from < order.length; ) {
      Pool next = new Pool(0, 0, 0);
      double score = scores[order[from]];
      for (; from < order.length && scores[order[from]] == score; from++) {
        next = next.with(new Pool(score, labels[order[from]], 1));
      }
      while (!pools.isEmpty() && pools.getLast().share() >= next.share()) {
        next = pools.removeLast().with(next);
      }
      pools.add(next);
    }
    // A pure step at an end is not taken for certain.
    return new IsotonicCalibration(
        pools.stream().map(pool -> pool.scores() / pool.size()).toList(),
        pools.stream().map(pool -> shrunk(pool, scores.length)).toList());
  }

  private static double shrunk(Pool pool, int all) {
    double least = 1 / (all + 2.0);
    return Math.clamp(pool.share(), least, 1 - least);
  }

  @Override
  public String name() {
    return "isotonic";
  }

  @Override
  public double probability(double score) {
    int above = 0;
    int high = scores.size();
    while (above < high) {
      int middle = (above + high) / 2;
      if (scores.get(middle) < score) {
        above = middle + 1;
      } else {
        high = middle;
      }
    }
    if (above == 0) {
      return probabilities.getFirst();
    }
    if (above == scores.size()) {
      return probabilities.getLast();
    }
    double left = scores.get(above - 1);
    double part = (score - left) / (scores.get(above) - left);
    return probabilities.get(above - 1)
        + part * (probabilities.get(above) - probabilities.get(above - 1));
  }
}
