package io.tierwise.segmentation.propensity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The learners on public data, beside the best figures of others. */
class PublicDataTest {
  private static final long SEED = 20260101;

  /** Trees are slow to grow; where they are not needed for the figure, fewer rows and folds do. */
  private static final Learner LOGISTIC = new LogisticLearner();

  private static final Learner FOREST = new ForestLearner(40);
  private static final Learner BOOSTING = new BoostingLearner(100);

  @Test
  void telcoChurn_asWellAsLogisticRegressionOfOthers() throws IOException {
    LabelledRows rows = PublicData.telcoChurn();
    auc("telco-churn", rows, FOREST, 2);

    assertThat(auc("telco-churn", rows, LOGISTIC, 5)).isGreaterThan(0.845 - 0.01);
    assertThat(auc("telco-churn", rows, BOOSTING, 5)).isGreaterThan(0.845 - 0.01);
  }

  @Test
  void bankMarketing_asWellAsLogisticRegressionOfOthers() throws IOException {
    LabelledRows rows = PublicData.bankMarketing();
    LabelledRows some = rows.subset(Folds.of(rows, 8, SEED).inside(0));
    auc("bank-marketing", some, FOREST, 2);
    auc("bank-marketing", some, BOOSTING, 2);

    assertThat(auc("bank-marketing", rows, LOGISTIC, 5)).isGreaterThan(0.765 - 0.01);
  }

  @Test
  void onlineShoppers_asWellAsBoostedTreesOfOthers() throws IOException {
    LabelledRows rows = PublicData.onlineShoppers();
    auc("online-shoppers", rows, FOREST, 2);

    assertThat(auc("online-shoppers", rows, LOGISTIC, 5)).isGreaterThan(0.893 - 0.01);
    assertThat(auc("online-shoppers", rows, BOOSTING, 5)).isGreaterThan(0.932 - 0.01);
  }

  private static double auc(String data, LabelledRows rows, Learner learner, int folds) {
    CrossValidation result =
        CrossValidation.of(learner, rows, Folds.of(rows, folds, SEED), SEED, _ -> {});
    System.out.printf(
        Locale.ROOT,
        "%s, %d rows, %s: AUC %.4f +- %.4f (%d folds)%n",
        data,
        rows.size(),
        learner.name(),
        result.meanAuc(),
        result.aucError(),
        folds);
    return result.meanAuc();
  }
}
