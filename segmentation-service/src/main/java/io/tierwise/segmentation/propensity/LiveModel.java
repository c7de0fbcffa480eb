package io.tierwise.segmentation.propensity;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** A model by which customers are scored. */
public record LiveModel(UUID id, long version, ModelParameters parameters, PropensityModel model) {
  /** Which model is live, without the model. */
  public record Id(Target target, UUID modelId) {}

  /**
   * A customer's probability on a day.
   *
   * @param cut first day of the horizon
   */
  public record Score(String userId, LocalDate cut, double probability, Bands.Band band) {}

  /**
   * @param cut first day of the horizon; what happened before it is known
   * @return empty for who is not concerned, as a prospect by churn
   */
  public Optional<Score> score(ActivityHistory history, LocalDate cut) {
    int day = Math.toIntExact(cut.toEpochDay());
    if (!parameters.target().concerns(history, day)) {
      return Optional.empty();
    }
    double probability = model.probability(history.featuresAt(day));
    return Optional.of(
        new Score(history.userId(), cut, probability, model.bands().of(probability)));
  }
}
