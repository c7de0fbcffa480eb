package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.propensity.ClassQuality;
import io.tierwise.segmentation.propensity.ForestLearner;
import io.tierwise.segmentation.propensity.LabelledRows;
import io.tierwise.segmentation.propensity.Learner;
import io.tierwise.segmentation.propensity.LogisticLearner;
import io.tierwise.segmentation.propensity.Scorer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * Tiers from labels: learns from the customers whom an analyst has put into tiers where the others
 * belong. How well it does is told by cross-validation on the labelled ones.
 */
public final class SupervisedTiering implements TieringEngine {
  public static final String LOGISTIC = "supervised-logistic";
  public static final String FOREST = "supervised-forest";
  private static final int TREES = 60;
  private static final int FOLDS = 5;
  private static final int FEWEST = 10;

  private final String name;
  private final Learner learner;

  private SupervisedTiering(String name, Learner learner) {
    this.name = name;
    this.learner = learner;
  }

  /** By multinomial logistic regression. */
  public static SupervisedTiering logistic() {
    return new SupervisedTiering(LOGISTIC, new LogisticLearner());
  }

  /** By a random forest. */
  public static SupervisedTiering forest() {
    return new SupervisedTiering(FOREST, new ForestLearner(TREES));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TieringFit fit(FeatureMatrix matrix, FitParameters parameters, FitProgress progress) {
    FeatureScaler scaler = FeatureScaler.fit(matrix, parameters.preparation());
    LabelledRows rows = labelled(matrix);
    Scorer scorer = learner.fit(rows, parameters.seed());
    SupervisedModel model = new SupervisedModel(scaler, scorer);
    progress.at(0.3);
    Map<String, List<Double>> figures = new HashMap<>();
    // A replicate asks for as many tiers as there were; nobody looks at its quality.
    if (parameters.k() == null) {
      ClassQuality quality = ClassQuality.crossValidated(learner, rows, FOLDS, parameters.seed());
      figures.put("labelled", List.of((double) rows.size()));
      figures.put("accuracy", List.of(quality.accuracy()));
      figures.put("macroF1", List.of(quality.macroF1()));
      figures.put("auc", List.of(quality.auc()));
      figures.put("f1", quality.f1());
      figures.put("labelsChecksum", List.of((double) checksum(matrix)));
    }
    progress.at(0.8);
    int[] groups = Grouping.assigned(model, matrix);
    TieringFit.Candidate candidate =
        Grouping.judged(scaler.z(matrix), groups, model.k(), parameters);
    return new TieringFit(
        model, candidate.inertia(), candidate.silhouette(), List.of(candidate), null, figures);
  }

  /** So that two runs with other labels are told apart. */
  private static long checksum(FeatureMatrix matrix) {
    CRC32 checksum = new CRC32();
    for (int i = 0; i < matrix.size(); i++) {
      checksum.update(matrix.label(i));
    }
    return checksum.getValue();
  }

  private static LabelledRows labelled(FeatureMatrix matrix) {
    int[] chosen = IntStream.range(0, matrix.size()).filter(i -> matrix.label(i) >= 0).toArray();
    double[][] rows = new double[chosen.length][];
    int[] labels = new int[chosen.length];
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      rows[i] = matrix.row(chosen[i]);
      labels[i] = matrix.label(chosen[i]);
      while (counts.size() <= labels[i]) {
        counts.add(0);
      }
      counts.set(labels[i], counts.get(labels[i]) + 1);
    }
    if (counts.size() < 2 || counts.stream().anyMatch(count -> count < FEWEST)) {
      throw new TooFewCustomers(
          "At least %d customers with an order are to be labelled for each of two tiers or more; there are %s, best tier first"
              .formatted(FEWEST, counts));
    }
    return new LabelledRows(
        matrix.features().stream().map(TieringFeature::key).toList(), rows, labels);
  }
}
