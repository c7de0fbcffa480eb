package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.propensity.Bands;
import io.tierwise.segmentation.propensity.CutFeature;
import io.tierwise.segmentation.propensity.ModelParameters;
import io.tierwise.segmentation.propensity.ModelResult;
import io.tierwise.segmentation.propensity.ModelState;
import io.tierwise.segmentation.propensity.ModelTraining.Candidate;
import io.tierwise.segmentation.propensity.PredictionQuality;
import io.tierwise.segmentation.propensity.RegisteredModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A model as it is shown. */
record PropensityModelView(
    UUID id,
    long version,
    ModelState state,
    String stage,
    double progress,
    Map<String, Long> timings,
    Parameters parameters,
    String codeVersion,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant promotedAt,
    @Nullable Instant supersededAt,
    @Nullable Result result,
    @Nullable String failure) {

  record Parameters(
      String target,
      int horizonDays,
      List<String> learners,
      @Nullable Bands bands,
      long seed,
      @Nullable String note) {
    static Parameters of(ModelParameters p) {
      return new Parameters(
          p.target().key(), p.horizonDays(), p.learners(), p.bands(), p.seed(), p.note());
    }
  }

  /**
   * @param trainingCut first day of the horizon that was learnt
   * @param evaluationCut first day of the horizon by which it was judged
   * @param dataCut the day after that horizon
   * @param learner the best under cross-validation
   */
  record Result(
      LocalDate trainingCut,
      LocalDate evaluationCut,
      LocalDate dataCut,
      int trainingCustomers,
      double trainingRate,
      List<Candidate> crossValidation,
      String learner,
      String calibration,
      Bands bands,
      List<Importance> importance,
      PredictionQuality evaluation) {
    static Result of(ModelResult r) {
      return new Result(
          r.trainingCut(),
          r.evaluationCut(),
          r.dataCut(),
          r.rows(),
          r.baseRate(),
          r.candidates(),
          r.learner(),
          r.calibration(),
          r.bands(),
          r.importance().stream()
              .map(i -> new Importance(i.feature(), CutFeature.meaningOf(i.feature()), i.share()))
              .toList(),
          r.quality());
    }
  }

  record Importance(String feature, String meaning, double share) {}

  static PropensityModelView of(RegisteredModel model) {
    ModelResult result = model.result();
    return new PropensityModelView(
        model.id(),
        model.version(),
        model.state(),
        model.stage(),
        model.progress(),
        model.timings(),
        Parameters.of(model.parameters()),
        model.codeVersion(),
        model.createdBy(),
        model.createdAt(),
        model.startedAt(),
        model.finishedAt(),
        model.promotedAt(),
        model.supersededAt(),
        result == null ? null : Result.of(result),
        model.failure());
  }
}
