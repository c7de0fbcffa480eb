package io.tierwise.recommend.training;

import io.tierwise.recommend.evaluation.RatingAccuracy;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.RatingFactors;
import io.tierwise.recommend.model.RatingTrainer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Chooses the parameters of {@link RatingTrainer} by RMSE on the newest ratings before a test
 * split, of which it is given nothing.
 */
final class RatingSearch {
  private final StrengthWeights weights;
  private final double share;

  RatingSearch(StrengthWeights weights, double share) {
    this.weights = weights;
    this.share = share;
  }

  /**
   * @param beforeTest the log as it was before the test split
   * @return empty with too few ratings
   */
  Optional<RatingTrainer> search(InteractionLog beforeTest, List<ModelTrainer> candidates) {
    return RatingAccuracy.split(beforeTest, share)
        .flatMap(
            second -> {
              InteractionLog train = beforeTest.before(second);
              RatingTrainer best = null;
              double least = Double.POSITIVE_INFINITY;
              for (ModelTrainer candidate : candidates) {
                if (candidate instanceof RatingTrainer trainer) {
                  double rmse = rmse(accuracy(beforeTest, second, trainer.fit(train)));
                  if (rmse < least) {
                    least = rmse;
                    best = trainer;
                  }
                }
              }
              return Optional.ofNullable(best);
            });
  }

  /** Of a trainer, on the newest ratings of a log; empty with too few of them. */
  Optional<RatingAccuracy> test(InteractionLog log, RatingTrainer trainer) {
    return RatingAccuracy.split(log, share)
        .map(second -> accuracy(log, second, trainer.fit(log.before(second))));
  }

  private RatingAccuracy accuracy(InteractionLog log, long second, RatingFactors fitted) {
    return RatingAccuracy.of(log, second, fitted, weights);
  }

  private static double rmse(RatingAccuracy accuracy) {
    return Objects.requireNonNull(accuracy.errors().get(RatingAccuracy.MODEL)).rmse();
  }
}
