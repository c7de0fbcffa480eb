package io.tierwise.segmentation.propensity;

import io.tierwise.segmentation.propensity.ModelTraining.Candidate;
import io.tierwise.segmentation.propensity.ModelTraining.Importance;
import java.time.LocalDate;
import java.util.List;

/**
 * What was found while a model was made. Days begin at midnight in UTC.
 *
 * @param trainingCut first day of the horizon that was learnt
 * @param evaluationCut first day of the horizon that the model was judged by, where the one before
 *     ends
 * @param dataCut the day after that horizon, the latest with activity
 * @param rows customers that were learnt from, a sample if there are very many
 * @param baseRate share of them for whom it came true
 * @param candidates the best under cross-validation first; that one was kept
 * @param quality of the kept one at the evaluation cut
 */
public record ModelResult(
    LocalDate trainingCut,
    LocalDate evaluationCut,
    LocalDate dataCut,
    int rows,
    double baseRate,
    List<Candidate> candidates,
    String learner,
    String calibration,
    Bands bands,
    List<Importance> importance,
    PredictionQuality quality) {
  public ModelResult {
    candidates = List.copyOf(candidates);
    importance = List.copyOf(importance);
  }
}
