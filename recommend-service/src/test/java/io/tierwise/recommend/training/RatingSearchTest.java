package io.tierwise.recommend.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.recommend.evaluation.RatingAccuracy;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.model.MemoryBound;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.PopularityTrainer;
import io.tierwise.recommend.model.RandomLogs;
import io.tierwise.recommend.model.RatingTrainer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RatingSearchTest {
  private static final StrengthWeights WEIGHTS = StrengthWeights.DEFAULT;
  private static final double SHARE = 0.2;

  private static RatingTrainer trainer(int factors, double regularisation) {
    return new RatingTrainer(
        RatingTrainer.Parameters.DEFAULT.with(factors, regularisation), WEIGHTS, MemoryBound.NONE);
  }

  /** Other ratings from the split on, as of somebody who turned all stars upside down. */
  private static InteractionLog turnedFrom(InteractionLog log, long second) {
    InteractionLog.Builder turned = new InteractionLog.Builder();
    for (int user = 0; user < log.users(); user++) {
      for (int row = log.start(user); row < log.end(user); row++) {
        boolean turn = log.second(row) >= second;
        float rating = turn && log.rating(row) > 0 ? 6 - log.rating(row) : log.rating(row);
        turned.add(
            "u" + user,
            log.itemIds().get(log.item(row)),
            log.kind(row),
            log.second(row),
            rating,
            "");
      }
    }
    return turned.build();
  }

  @Test
  void whatIsChosen_doesNotDependOnTheTestSplit_butTheErrorsDo() {
    InteractionLog log = RandomLogs.of(31, 80, 20, 30);
    Training training =
        new Training(
            List.of(
                new PopularityTrainer(WEIGHTS, Duration.ofDays(30)),
                trainer(8, 0.01),
                trainer(0, 0.01),
                trainer(4, 1)),
            WEIGHTS,
            SHARE);
    Training.Plan plan = new Training.Plan(Set.of(Algorithm.RATING_FACTORS), true, null);
    long second = RatingAccuracy.split(log, SHARE).orElseThrow();
    Training.Tested one = training.test(log, plan, _ -> true, null, _ -> {});
    Training.Tested other = training.test(turnedFrom(log, second), plan, _ -> true, null, _ -> {});
    assertThat(chosen(one)).isEqualTo(chosen(other)).startsWith("rating-factors");
    assertThat(chosen(one)).isNotEqualTo(trainer(8, 0.01).recipe());
    assertThat(one.ratings().errors()).isNotEqualTo(other.ratings().errors());
    assertThat(one.ratings().train()).isEqualTo(other.ratings().train()).isGreaterThan(200);
  }

  private static String chosen(Training.Tested tested) {
    return tested.chosen().get(Algorithm.RATING_FACTORS).recipe();
  }

  @Test
  void theBestOfTheValidationRatings_isChosen() {
    InteractionLog log = RandomLogs.of(32, 80, 20, 30);
    RatingSearch search = new RatingSearch(WEIGHTS, SHARE);
    List<ModelTrainer> candidates = List.of(trainer(8, 0.01), trainer(0, 0.01), trainer(4, 1));
    RatingTrainer chosen = search.search(log, candidates).orElseThrow();
    double least =
        candidates.stream()
            .mapToDouble(candidate -> rmse(search, log, (RatingTrainer) candidate))
            .min()
            .orElseThrow();
    assertThat(rmse(search, log, chosen)).isEqualTo(least);
  }

  private static double rmse(RatingSearch search, InteractionLog log, RatingTrainer trainer) {
    return search.test(log, trainer).orElseThrow().errors().get(RatingAccuracy.MODEL).rmse();
  }

  @Test
  void withFewRatings_nothingIsTested() {
    InteractionLog.Builder log = new InteractionLog.Builder();
    log.add("u", "i", InteractionKind.RATING.code(), 1, 4, "");
    assertThat(new RatingSearch(WEIGHTS, SHARE).test(log.build(), trainer(2, 1))).isEmpty();
  }
}
