package io.tierwise.campaign.uplift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UpliftLearnersTest {
  /**
   * The first feature says who answers anyway, the second whom a contact persuades; a third of the
   * users is held out.
   */
  private static UpliftData data(int users, double persuasion, long seed) {
    Random random = new Random(seed);
    double[][] features = new double[users][];
    boolean[] treated = new boolean[users];
    boolean[] answered = new boolean[users];
    for (int i = 0; i < users; i++) {
      double loyal = random.nextGaussian();
      double persuadable = random.nextGaussian();
      features[i] = new double[] {loyal, persuadable, random.nextGaussian(), 1};
      treated[i] = random.nextInt(3) > 0;
      double chance = 0.15 + 0.08 * Math.tanh(loyal);
      double lift = persuasion * Math.tanh(persuadable);
      answered[i] = random.nextDouble() < chance + (treated[i] ? lift : 0);
    }
    return new UpliftData(features, treated, answered);
  }

  @Test
  void upliftLearners_findThePersuadable_andPropensityDoesWorse() {
    List<EvaluateUplift.Judged> judged = EvaluateUplift.on(data(8_000, 0.1, 5), 1);

    double propensity = judged.get(0).qini().coefficient();
    for (EvaluateUplift.Judged one : judged) {
      System.out.printf(
          Locale.ROOT,
          "%s: Qini %.4f [%.4f, %.4f]%n",
          one.learner().id(),
          one.qini().coefficient(),
          one.qini().low(),
          one.qini().high());
    }
    for (EvaluateUplift.Judged one : judged.subList(1, 3)) {
      assertThat(one.qini().isBetterThanRandom()).as(one.learner().id()).isTrue();
      assertThat(one.qini().coefficient()).isGreaterThan(1.1 * propensity);
    }
  }

  @Test
  void whereContactsDoNothing_noneClaimsToBeBetter() {
    int claims = 0;
    for (int seed = 0; seed < 10; seed++) {
      for (EvaluateUplift.Judged one : EvaluateUplift.on(data(1_500, 0, 100 + seed), 1)) {
        claims += one.qini().isBetterThanRandom() ? 1 : 0;
      }
    }
    // Of 30, one in forty is expected to lie above by chance.
    assertThat(claims).isLessThanOrEqualTo(4);
  }

  @Test
  void qini_ofThePerfectOrder_isAboveThatOfItsReverse() {
    UpliftData data = data(4_000, 0.15, 6);
    double[] right = new double[data.size()];
    double[] wrong = new double[data.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] = data.features()[i][1];
      wrong[i] = -right[i];
    }
    Qini good = Qini.of(right, data, 100, 1);
    Qini bad = Qini.of(wrong, data, 100, 1);

    assertThat(good.low()).isPositive();
    assertThat(bad.high()).isNegative();
    assertThat(good.points().getFirst().incremental()).isZero();
    // Everybody is contacted in the end, whatever the order.
    assertThat(good.points().getLast()).isEqualTo(bad.points().getLast());
  }

  @Test
  void learners_doWithoutAnyAnswer() {
    UpliftData none =
        new UpliftData(
            new double[][] {{1}, {2}, {3}, {4}},
            new boolean[] {true, false, true, false},
            new boolean[4]);
    for (UpliftLearner learner : UpliftLearner.values()) {
      assertThat(learner.scores(none, none.features(), 1)).doesNotContain(Double.NaN);
    }
  }
}
