package io.tierwise.segmentation.propensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BuildModelTest {
  private static final KnownActivity SHOP = KnownActivity.simulated(1500, 2, 11);
  private static final int HORIZON = 30;
  private static final int EVALUATION = KnownActivity.LAST_DAY - HORIZON;
  private static final Map<String, Learner> LEARNERS =
      Map.of(
          "logistic", new LogisticLearner(),
          "forest", new ForestLearner(20),
          "boosting", new BoostingLearner(30));

  @Test
  void churn_isLearntAtOneCut_andJudgedAtTheNext() {
    ModelResult result = build(SHOP, Target.CHURN).result();

    assertThat(result.dataCut()).isEqualTo(LocalDate.parse("2026-06-30"));
    assertThat(result.evaluationCut()).isEqualTo(LocalDate.parse("2026-05-31"));
    assertThat(result.trainingCut()).isEqualTo(LocalDate.parse("2026-05-01"));
    assertThat(result.candidates()).hasSize(3);
    assertThat(result.learner()).isEqualTo(result.candidates().getFirst().learner());
    assertThat(result.quality().auc().low()).isGreaterThan(0.7);
    assertThat(result.quality().calibrationError().value()).isLessThan(0.08);
    assertThat(result.quality().deciles().getFirst().lift().value()).isGreaterThan(1.2);
    assertThat(result.importance().getFirst().share()).isGreaterThan(0.1);
  }

  @Test
  void purchase_concernsThoseWithoutAnOrderToo() {
    ModelResult purchase = build(SHOP, Target.PURCHASE).result();

    assertThat(purchase.rows()).isGreaterThan(build(SHOP, Target.CHURN).result().rows());
    assertThat(purchase.quality().auc().low()).isGreaterThan(0.7);
  }

  @Test
  void whatHappensAfterTheEvaluationCut_choosesNothing() {
    BuildModel.Built asItWas = build(SHOP, Target.CHURN);
    BuildModel.Built otherwise = build(contrary(), Target.CHURN);

    assertThat(otherwise.model()).isEqualTo(asItWas.model());
    assertThat(otherwise.result().candidates()).isEqualTo(asItWas.result().candidates());
    assertThat(otherwise.result().importance()).isEqualTo(asItWas.result().importance());
    assertThat(otherwise.result().quality().auc().value())
        .isLessThan(asItWas.result().quality().auc().value() - 0.3);
  }

  @Test
  void sameSeed_givesTheSameModel() {
    assertThat(build(SHOP, Target.PURCHASE)).isEqualTo(build(SHOP, Target.PURCHASE));
  }

  @Test
  void shopTooYoung_isRefusedInWords() {
    assertThatThrownBy(() -> build(SHOP.silentFrom(0), Target.CHURN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too few customers to learn from");
  }

  /** Those who stayed away after the evaluation cut order then, the others never again. */
  private static KnownActivity contrary() {
    Map<String, List<ActivityHistory.Day>> turned = new TreeMap<>();
    SHOP.days()
        .forEach(
            (user, own) -> {
              List<ActivityHistory.Day> days =
                  new ArrayList<>(own.stream().filter(day -> day.day() < EVALUATION).toList());
              if (own.stream().noneMatch(day -> day.day() >= EVALUATION && day.orders() > 0)) {
                days.add(new ActivityHistory.Day(EVALUATION + 3, 2, 1, 1, 1, 30));
              }
              turned.put(user, days);
            });
    return new KnownActivity(turned, SHOP.end());
  }

  private static BuildModel.Built build(KnownActivity activity, Target target) {
    ModelParameters parameters =
        new ModelParameters(
            target, HORIZON, List.of("logistic", "forest", "boosting"), null, 7, null);
    return new BuildModel(LEARNERS, 20_000)
        .build(activity, parameters, activity.end(), (stage, done) -> {});
  }
}
