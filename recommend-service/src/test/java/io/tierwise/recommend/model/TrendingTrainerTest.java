package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrendingTrainerTest {
  private static final Duration DAY = Duration.ofDays(1);

  private static InteractionLog log() {
    InteractionLog.Builder log = new InteractionLog.Builder();
    for (int day = 0; day < 100; day++) {
      for (int i = 0; i < 10; i++) {
        add(log, "steady", day, i);
      }
      for (int i = 0; i < (day < 50 ? 20 : 0); i++) {
        add(log, "faded", day, i);
      }
      for (int i = 0; i < (day >= 97 ? 8 : 0); i++) {
        add(log, "rising", day, i);
      }
    }
    return log.build();
  }

  private static void add(InteractionLog.Builder log, String item, int day, int i) {
    log.add(
        Interaction.of(
            "u",
            item,
            InteractionKind.VIEW,
            RandomLogs.START.plus(DAY.multipliedBy(day)),
            item + day + "/" + i));
  }

  @Test
  void whatRises_trends_whatIsBig_isPopular() {
    InteractionLog log = log();
    ItemRanking trending =
        new TrendingTrainer(StrengthWeights.DEFAULT, DAY.multipliedBy(3), DAY.multipliedBy(21))
            .fit(log);
    assertThat(log.itemIds().get(trending.item(0))).isEqualTo("rising");
    assertThat(log.itemIds().get(trending.item(2))).isEqualTo("faded");
    ItemRanking popularity =
        new PopularityTrainer(StrengthWeights.DEFAULT, DAY.multipliedBy(30)).fit(log);
    assertThat(log.itemIds().get(popularity.item(0))).isEqualTo("steady");
    assertThat(log.itemIds().get(popularity.item(2))).isEqualTo("rising");
  }

  @Test
  void velocity_ofSteadyDemandIsZero() {
    assertThat(Velocity.of(30, 210, 1.0 / 7)).isCloseTo(0, within(1e-12));
    assertThat(Velocity.of(60, 210, 1.0 / 7)).isCloseTo(30 / Math.sqrt(35), within(1e-12));
  }
}
