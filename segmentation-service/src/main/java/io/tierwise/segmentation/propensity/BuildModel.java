package io.tierwise.segmentation.propensity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes a model from histories: learns what became of customers after one cut, and is judged by
 * what became of them after the next, a horizon later.
 */
public final class BuildModel {
  private static final int FOLDS = 5;

  private final Map<String, Learner> learners;
  private final int maxRows;

  /**
   * @param learners by name
   * @param maxRows customers that are learnt from, at most; of more a sample is taken
   */
  public BuildModel(Map<String, Learner> learners, int maxRows) {
    this.learners = Map.copyOf(learners);
    this.maxRows = maxRows;
  }

  /** A model and how it was found. */
  public record Built(PropensityModel model, ModelResult result) {}

  /** Told how far it is; may throw to stop. */
  @FunctionalInterface
  public interface Stages {
    /**
     * @param done 0..1
     */
    void reached(String stage, double done);
  }

  /** Rows of one cut as they come. */
  private static final class Collected {
    private final List<double[]> rows = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();

    void add(Target target, ActivityHistory history, int cut, int horizon) {
      if (target.concerns(history, cut)) {
        rows.add(history.featuresAt(cut));
        labels.add(target.label(history, cut, horizon));
      }
    }

    LabelledRows rows() {
      return new LabelledRows(
          CutFeature.keys(),
          rows.toArray(double[][]::new),
          labels.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /**
   * @param latest activity; the day that it is on is not over and does not count
   * @param progress told the fraction done; may throw to stop
   * @throws IllegalArgumentException if there is too little to learn from
   */
  public Built build(
      CustomerActivity activity, ModelParameters parameters, Instant latest, Stages progress) {
    int horizon = parameters.horizonDays();
    LocalDate dataCut = LocalDate.ofInstant(latest, ZoneOffset.UTC);
    int evaluationCut = Math.toIntExact(dataCut.toEpochDay()) - horizon;
    int trainingCut = evaluationCut - horizon;
    Collected training = new Collected();
    Collected evaluation = new Collected();
    progress.reached("read", 0.02);
    activity.forEach(
        share(activity.customers()),
        history -> {
          training.add(parameters.target(), history, trainingCut, horizon);
          evaluation.add(parameters.target(), history, evaluationCut, horizon);
        });
    LabelledRows rows = training.rows();
    ModelTraining.Trained trained =
        new ModelTraining(
                parameters.learners().stream().map(this::learner).toList(),
                FOLDS,
                parameters.seed())
            .train(rows, parameters.bands(), f -> progress.reached("learn", 0.1 + 0.8 * f));
    progress.reached("judge", 0.9);
    LabelledRows later = evaluation.rows();
    PredictionQuality quality =
        PredictionQuality.of(
            trained.model().probabilities(later), later.rawLabels(), parameters.seed());
    return new Built(
        trained.model(),
        new ModelResult(
            LocalDate.ofEpochDay(trainingCut),
            LocalDate.ofEpochDay(evaluationCut),
            dataCut,
            rows.size(),
            (double) rows.count(1) / rows.size(),
            trained.candidates(),
            trained.model().learner(),
            trained.model().calibration().name(),
            trained.model().bands(),
            trained.importance(),
            quality));
  }

  private double share(long customers) {
    return Math.min(1, maxRows / (double) Math.max(1, customers));
  }

  private Learner learner(String name) {
    Learner learner = learners.get(name);
    if (learner == null) {
      throw new IllegalArgumentException("There is no learner '" + name + "'");
    }
    return learner;
  }
}
