package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.evaluation.RatingAccuracy;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class RatingTrainerTest {
  private static final StrengthWeights WEIGHTS = StrengthWeights.DEFAULT;
  private static final double NOISE = 0.5;
  private static final int TASTES = 3;

  /** As of films: good and bad ones, kind and strict users, three tastes, noise, stars of 1..5. */
  private static InteractionLog films(long seed, int users, int items, int ratingsPerUser) {
    Random random = new Random(seed);
    double[][] q = vectors(random, items);
    InteractionLog.Builder log = new InteractionLog.Builder();
    for (int user = 0; user < users; user++) {
      double[] p = vectors(random, 1)[0];
      for (int n = 0; n < ratingsPerUser; n++) {
        int item = random.nextInt(items);
        double rating = 3.5 + 0.4 * p[0] + 0.5 * q[item][0] + NOISE * random.nextGaussian();
        for (int k = 1; k <= TASTES; k++) {
          rating += 0.5 * p[k] * q[item][k];
        }
        float stars = (float) Math.clamp(Math.rint(rating), 1, 5);
        int second = random.nextInt(1_000_000);
        log.add("u" + user, "i" + item, InteractionKind.RATING.code(), second, stars, "");
      }
    }
    return log.build();
  }

  private static double[][] vectors(Random random, int count) {
    double[][] vectors = new double[count][TASTES + 1];
    for (double[] vector : vectors) {
      for (int k = 0; k < vector.length; k++) {
        vector[k] = random.nextGaussian();
      }
    }
    return vectors;
  }

  private static RatingTrainer trainer(int factors) {
    return new RatingTrainer(
        RatingTrainer.Parameters.DEFAULT.with(factors, 0.1), WEIGHTS, MemoryBound.NONE);
  }

  private static double rmse(RatingAccuracy accuracy, String predictor) {
    return accuracy.errors().get(predictor).rmse();
  }

  @Test
  void laterRatings_areForetoldBetterThanByMeans_andByBiasesAlone() {
    InteractionLog log = films(1, 400, 150, 40);
    long second = RatingAccuracy.split(log, 0.1).orElseThrow();
    InteractionLog before = log.before(second);
    RatingAccuracy factors = RatingAccuracy.of(log, second, trainer(6).fit(before), WEIGHTS);
    RatingAccuracy biases = RatingAccuracy.of(log, second, trainer(0).fit(before), WEIGHTS);
    System.out.println("ratings like of films: " + factors + ", biases alone " + biases);
    assertThat(factors.test()).isBetween(1_500, 1_700);
    double model = rmse(factors, RatingAccuracy.MODEL);
    for (String mean : new String[] {"global-mean", "user-mean", "item-mean"}) {
      assertThat(model).as(mean).isLessThan(0.85 * rmse(factors, mean));
    }
    assertThat(model).isLessThan(0.9 * rmse(biases, RatingAccuracy.MODEL));
    assertThat(rmse(biases, RatingAccuracy.MODEL)).isLessThan(rmse(factors, "item-mean"));
    // Nobody can know the noise, nor what is lost to whole stars.
    assertThat(model).isGreaterThan(NOISE);
  }

  /** One user's bias and factors by dense elimination, given the items'. */
  @Test
  void foldIn_isTheRidgeRegressionOfTheUsersRatings() {
    InteractionLog log = films(2, 60, 30, 12);
    RatingFactors model = trainer(4).fit(log);
    Strengths user = log.strengths(7, WEIGHTS, new Strengths());
    int d = 5;
    double[][] a = new double[d][d + 1];
    double[] ridge = model.parameters().ridge(user.size());
    for (int i = 0; i < user.size(); i++) {
      float[] item = model.items()[user.item(i)];
      for (int k = 0; k < d; k++) {
        double left = k == 0 ? 1 : item[k];
        for (int l = 0; l < d; l++) {
          a[k][l] += left * (l == 0 ? 1 : item[l]);
        }
        a[k][d] += left * (user.rating(i) - model.mean() - item[0]);
      }
    }
    for (int k = 0; k < d; k++) {
      a[k][k] += ridge[k];
    }
    for (int k = 0; k < d; k++) {
      for (int i = 0; i < d; i++) {
        double factor = i == k ? 0 : a[i][k] / a[k][k];
        for (int l = k; l <= d && factor != 0; l++) {
          a[i][l] -= factor * a[k][l];
        }
      }
    }
    for (int item = 0; item < log.items(); item++) {
      double expected = model.mean() + model.items()[item][0] + a[0][d] / a[0][0];
      for (int k = 1; k < d; k++) {
        expected += a[k][d] / a[k][k] * model.items()[item][k];
      }
      assertThat(model.predict(user, new int[] {item})[0])
          .isCloseTo(Math.clamp(expected, 1, 5), within(1e-6));
    }
  }

  @Test
  void whoRatesHigh_isExpectedTo_alsoOfUnknownItems_andStrangersGetTheMeans() {
    RatingFactors model = trainer(4).fit(films(3, 100, 40, 15));
    Strengths kind = new Strengths();
    for (int item = 0; item < 10; item++) {
      kind.add(item, 2.5, InteractionKind.RATING, 5, 0);
    }
    int[] unknown = {999, -1};
    double[] stranger = model.predict(new Strengths(), unknown);
    assertThat(stranger).containsOnly(model.mean());
    assertThat(model.predict(kind, unknown)[0]).isGreaterThan(stranger[0] + 0.3);
    assertThat(model.knows(999)).isFalse();
    Scores scores = new Scores(50);
    model.score(new Strengths(), scores);
    assertThat(scores.size()).isZero();
    model.score(kind, scores);
    assertThat(scores.size()).isEqualTo(40);
  }

  @Test
  void theNewestRatingOfAnItem_counts() {
    InteractionLog.Builder log = new InteractionLog.Builder();
    log.add("u", "i", InteractionKind.RATING.code(), 20, 2, "");
    log.add("u", "i", InteractionKind.RATING.code(), 10, 5, "");
    Strengths user = log.build().strengths(0, WEIGHTS, new Strengths());
    assertThat(user.rating(0)).isEqualTo(2);
  }

  @Test
  void theModel_isTheSame_withOneThreadAndMany() {
    InteractionLog log = films(4, 300, 90, 10);
    float[][] here = trainer(4).fit(log).items();
    try (ForkJoinPool four = new ForkJoinPool(4);
        ForkJoinPool one = new ForkJoinPool(1)) {
      assertThat(four.submit(() -> trainer(4).fit(log)).join().items()).isDeepEqualTo(here);
      assertThat(one.submit(() -> trainer(4).fit(log)).join().items()).isDeepEqualTo(here);
    }
  }
}
