package io.tierwise.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.ItemRanking;
import io.tierwise.recommend.model.RandomLogs;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FullRankingEvaluationTest {
  private static Interaction bought(String user, String item, int day) {
    return Interaction.of(
        user,
        item,
        InteractionKind.PURCHASE,
        RandomLogs.START.plusSeconds(day * 86_400L),
        user + item + day);
  }

  /** Ten purchases; the last two, of days 9 and 10, are the test. */
  private static InteractionLog log() {
    InteractionLog.Builder log = new InteractionLog.Builder();
    for (int day = 1; day <= 8; day++) {
      log.add(bought("early", "i" + day, day));
    }
    return log.add(bought("late", "i1", 2))
        .add(bought("late", "i1", 9))
        .add(bought("late", "i5", 10))
        .add(bought("new", "i5", 10))
        .build();
  }

  @Test
  void split_asksForPurchasesAfterIt_ofUsersFromBeforeIt() {
    TimeSplit split = TimeSplit.of(log(), 0.25, item -> false).orElseThrow();
    assertThat(split.train().rows()).isEqualTo(9);
    // "new" has no history; i1 was bought before and is not repeatable.
    assertThat(split.cases()).hasSize(1);
    assertThat(split.cases().getFirst().relevant())
        .isEqualTo(Set.of(log().itemIds().indexOf("i5")));
    TimeSplit repeatable = TimeSplit.of(log(), 0.25, item -> true).orElseThrow();
    assertThat(repeatable.cases().getFirst().relevant()).hasSize(2);
  }

  @Test
  void split_ofTooFewPurchases_isEmpty() {
    InteractionLog log = new InteractionLog.Builder().add(bought("u", "i", 1)).build();
    assertThat(TimeSplit.of(log, 0.1, item -> false)).isEmpty();
  }

  @Test
  void whatWasBought_makesRoomInTheList() {
    InteractionLog log = log();
    TimeSplit split = TimeSplit.of(log, 0.25, item -> false).orElseThrow();
    double[] scores = new double[log.items()];
    scores[log.itemIds().indexOf("i1")] = 10;
    scores[log.itemIds().indexOf("i5")] = 9;
    ItemRanking ranking = new ItemRanking(scores);
    RankingMetrics metrics =
        new FullRankingEvaluation(split.train(), StrengthWeights.DEFAULT, item -> false)
            .evaluate(ranking, ranking, split.cases());
    assertThat(metrics.users()).isEqualTo(1);
    assertThat(metrics.recallAt10()).isEqualTo(1);
    assertThat(metrics.ndcgAt10()).isEqualTo(1);
    assertThat(metrics.precisionAt10()).isCloseTo(0.1, within(1e-12));
    assertThat(metrics.hitRateAt10()).isEqualTo(1);
  }

  @Test
  void whatAModelCannotFill_comesFromTheFiller() {
    InteractionLog log = log();
    TimeSplit split = TimeSplit.of(log, 0.25, item -> false).orElseThrow();
    double[] scores = new double[log.items()];
    scores[log.itemIds().indexOf("i5")] = 1;
    RankingMetrics metrics =
        new FullRankingEvaluation(split.train(), StrengthWeights.DEFAULT, item -> false)
            .evaluate(ItemRanking.empty(), new ItemRanking(scores), split.cases());
    assertThat(metrics.hitRateAt10()).isEqualTo(1);
  }
}
