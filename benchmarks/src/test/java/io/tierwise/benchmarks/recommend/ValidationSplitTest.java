package io.tierwise.benchmarks.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ValidationSplitTest {
  /** Users 0 to 29 view ten of forty items and buy three of these; user 30 buys the only one. */
  private static InteractionLog log() {
    SplittableRandom random = new SplittableRandom(5);
    InteractionLog.Builder log = new InteractionLog.Builder();
    for (int user = 0; user < 30; user++) {
      int first = random.nextInt(30);
      for (int i = 0; i < 10; i++) {
        log.add("u" + user, "i" + (first + i), InteractionKind.VIEW.code(), 10 + i, 0, "");
      }
      for (int i = 0; i < 3; i++) {
        log.add("u" + user, "i" + (first + i), InteractionKind.PURCHASE.code(), 30 + i, 0, "");
      }
    }
    log.add("u30", "i0", InteractionKind.PURCHASE.code(), 50, 0, "");
    return log.build();
  }

  @Test
  void onePurchaseOfEachUser_isHeldOut_withAllThatWasDoneWithTheItem() {
    InteractionLog log = log();
    PublicData split = ValidationSplit.onePurchaseEach(log, StrengthWeights.DEFAULT, 100, 1);
    assertThat(split.train().users()).isEqualTo(log.users());
    assertThat(split.cases()).hasSize(30).noneMatch(test -> test.user() == 30);
    for (TimeSplit.Case test : split.cases()) {
      int user = test.user();
      assertThat(test.relevant()).hasSize(1);
      assertThat(split.train().end(user) - split.train().start(user)).isEqualTo(11);
      for (int row = split.train().start(user); row < split.train().end(user); row++) {
        assertThat(test.relevant()).doesNotContain(split.train().item(row));
      }
    }
  }

  @Test
  void noMoreUsersAreAsked_thanWanted() {
    assertThat(ValidationSplit.onePurchaseEach(log(), StrengthWeights.DEFAULT, 7, 1).cases())
        .hasSize(7);
  }
}
