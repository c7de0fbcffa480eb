package io.tierwise.segmentation.propensity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * From examples to a calibrated model: cross-validation compares the learners on folds of the
 * training cut, the best one is calibrated on the scores of rows that it did not see, and then
 * learns from all. Nothing here sees the evaluation cut.
 */
public final class ModelTraining {
  private static final int FEWEST_ROWS = 100;
  private static final int FEWEST_OF_A_KIND = 20;
  private static final int EXPLAINED = 200;

  private final List<Learner> learners;
  private final int folds;
  private final long seed;

  /**
   * @param learners in the order of preference where they are equally good
   */
  public ModelTraining(List<Learner> learners, int folds, long seed) {
    this.learners = List.copyOf(learners);
    this.folds = folds;
    this.seed = seed;
  }

  /**
   * How one learner did under cross-validation.
   *
   * @param aucError standard error of {@code auc}, the mean over the folds
   */
  public record Candidate(String learner, double auc, double aucError, List<Double> aucs) {
    public Candidate {
      aucs = List.copyOf(aucs);
    }
  }

  /**
   * @param importance share of the mean absolute contribution over training rows, the largest first
   */
  public record Importance(String feature, double share) {}

  /**
   * @param candidates the best first
   */
  public record Trained(
      PropensityModel model, List<Candidate> candidates, List<Importance> importance) {
    public Trained {
      candidates = List.copyOf(candidates);
      importance = List.copyOf(importance);
    }
  }

  /**
   * @param bands null for the usual ones
   * @param progress told the fraction done; may throw to stop
   * @throws IllegalArgumentException if there are too few rows of a class
   */
  public Trained train(LabelledRows rows, @Nullable Bands bands, DoubleConsumer progress) {
    requireEnough(rows);
    Folds dealt = Folds.of(rows, folds, seed);
    double steps = learners.size() * folds + 2.0;
    List<CrossValidation> results = new ArrayList<>();
    for (Learner learner : learners) {
      int before = results.size() * folds;
      results.add(
          CrossValidation.of(
              learner, rows, dealt, seed, f -> progress.accept((before + f + 1) / steps)));
    }
    results.sort(Comparator.comparingDouble(result -> -result.meanAuc()));
    CrossValidation best = results.getFirst();
    Calibration calibration = Calibration.best(best.scores(), rows.rawLabels(), dealt);
    double[] foretold = Arrays.stream(best.scores()).map(calibration::probability).toArray();
    Scorer scorer = learner(best.learner()).fit(rows, seed);
    progress.accept((steps - 1) / steps);
    PropensityModel model =
        new PropensityModel(
            rows.features(),
            best.learner(),
            scorer,
            calibration,
            bands == null ? Bands.usual(foretold) : bands,
            medians(rows));
    return new Trained(
        model, results.stream().map(ModelTraining::candidate).toList(), importance(model, rows));
  }

  private static void requireEnough(LabelledRows rows) {
    int ones = rows.count(1);
    int few = Math.min(ones, rows.size() - ones);
    if (rows.size() < FEWEST_ROWS || few < FEWEST_OF_A_KIND) {
      throw new IllegalArgumentException(
          "There are too few customers to learn from: %d at the training cut, of whom it came true for %d; at least %d are needed, and %d of either kind"
              .formatted(rows.size(), ones, FEWEST_ROWS, FEWEST_OF_A_KIND));
    }
  }

  private Learner learner(String name) {
    return learners.stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }

  private static Candidate candidate(CrossValidation result) {
    return new Candidate(
        result.learner(),
        result.meanAuc(),
        result.aucError(),
        Arrays.stream(result.aucs()).boxed().toList());
  }

  private static List<Double> medians(LabelledRows rows) {
    return IntStream.range(0, rows.features().size())
        .mapToObj(
            j -> {
              double[] column = rows.column(j);
              Arrays.sort(column);
              return column[column.length / 2];
            })
        .toList();
  }

  private List<Importance> importance(PropensityModel model, LabelledRows rows) {
    double[] sums = new double[rows.features().size()];
    int[] chosen =
        new Random(seed)
            .ints(0, rows.size())
            .distinct()
            .limit(Math.min(EXPLAINED, rows.size()))
            .toArray();
    for (int i : chosen) {
      double[] parts = model.scorer().contributions(rows.raw()[i], 0);
      for (int j = 0; j < sums.length; j++) {
        sums[j] += Math.abs(parts[j]);
      }
    }
    double all = Math.max(Arrays.stream(sums).sum(), Double.MIN_NORMAL);
    return IntStream.range(0, sums.length)
        .mapToObj(j -> new Importance(rows.features().get(j), sums[j] / all))
        .sorted(Comparator.comparingDouble(i -> -i.share()))
        .toList();
  }
}
