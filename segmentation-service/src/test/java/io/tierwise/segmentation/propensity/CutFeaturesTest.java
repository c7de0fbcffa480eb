package io.tierwise.segmentation.propensity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.segmentation.propensity.ActivityHistory.Day;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CutFeaturesTest {
  private static final List<Day> DAYS =
      List.of(
          new Day(110, 9, 5, 1, 1, 40),
          new Day(100, 3, 3, 0, 0, 0),
          new Day(150, 4, 2, 2, 1, 20),
          new Day(170, 2, 2, 0, 0, -10));

  @Test
  void values_areThoseOfTheDaysBeforeTheCut() {
    ActivityHistory history = new ActivityHistory("u", DAYS);

    assertThat(of(history, 175, CutFeature.ORDERS)).isEqualTo(2);
    assertThat(of(history, 175, CutFeature.RECENCY_DAYS)).isEqualTo(25);
    assertThat(of(history, 175, CutFeature.TENURE_DAYS)).isEqualTo(75);
    assertThat(of(history, 175, CutFeature.ORDER_GAP_DAYS)).isEqualTo(40);
    assertThat(of(history, 175, CutFeature.OVERDUE)).isEqualTo(25 / 40.0);
    assertThat(of(history, 175, CutFeature.REVENUE)).isEqualTo(50);
    assertThat(of(history, 175, CutFeature.AVERAGE_ORDER_VALUE)).isEqualTo(25);
    assertThat(of(history, 175, CutFeature.QUIET_DAYS)).isEqualTo(5);
    assertThat(of(history, 175, CutFeature.ACTIVE_DAYS_30)).isEqualTo(2);
    assertThat(of(history, 175, CutFeature.ACTIVE_DAYS_90)).isEqualTo(4);
    assertThat(of(history, 175, CutFeature.CARTS_30)).isEqualTo(2);
    assertThat(of(history, 175, CutFeature.TREND)).isEqualTo(2);
    assertThat(of(history, 150, CutFeature.ORDERS)).isEqualTo(1);
    assertThat(of(history, 150, CutFeature.RECENCY_DAYS)).isEqualTo(40);
  }

  @Test
  void labels_areWhatHappenedInTheHorizon() {
    ActivityHistory history = new ActivityHistory("u", DAYS);

    assertThat(Target.CHURN.label(history, 150, 30)).isZero();
    assertThat(Target.PURCHASE.label(history, 150, 30)).isEqualTo(1);
    assertThat(Target.CHURN.label(history, 120, 30)).isEqualTo(1);
    assertThat(Target.CHURN.concerns(history, 110)).isFalse();
    assertThat(Target.PURCHASE.concerns(history, 110)).isTrue();
    assertThat(Target.PURCHASE.concerns(history, 100)).isFalse();
  }

  @Property(tries = 50, seed = "20261123")
  void whatComesLater_isNotSeen(@ForAll @IntRange(min = 90, max = 180) int cut) {
    List<Day> before = DAYS.stream().filter(day -> day.day() < cut).toList();

    assertThat(new ActivityHistory("u", DAYS).featuresAt(cut))
        .isEqualTo(new ActivityHistory("u", before).featuresAt(cut));
  }

  private static double of(ActivityHistory history, int cut, CutFeature feature) {
    return history.featuresAt(cut)[feature.ordinal()];
  }
}
