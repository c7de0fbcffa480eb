package io.tierwise.recommend.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrengthsTest {
  private static final StrengthWeights WEIGHTS =
      new StrengthWeights(1, 1, 2, 3, 5, 2.5, Duration.ofDays(10));
  private static final long DAY = 86_400;
  private static final int MANY = 100;

  private static Strengths of(UserHistory history) {
    return history.strengths(WEIGHTS, new Strengths());
  }

  private static UserHistory did(
      UserHistory history, int item, InteractionKind kind, long second, double rating) {
    return history.with(item, kind, second, rating, history.size() + 1, MANY);
  }

  @Test
  void whatWasGivenBack_isNoInterest() {
    assertThat(of(did(UserHistory.EMPTY, 4, InteractionKind.RETURN, DAY, 0)).size()).isZero();
  }

  @Test
  void aLineThatWasGivenBack_leavesTheInterestThatLedToIt() {
    UserHistory history = did(UserHistory.EMPTY, 1, InteractionKind.VIEW, DAY, 0);
    history = did(history, 1, InteractionKind.PURCHASE, DAY, 0);
    history = did(history, 1, InteractionKind.RETURN, DAY, 0);
    assertThat(of(history).value(0)).isCloseTo(WEIGHTS.view(), within(1e-12));
    assertThat(of(history).mainKind(0)).isEqualTo(InteractionKind.RETURN);
  }

  @Test
  void aSingleFreshDeed_countsItsWeight() {
    Set<InteractionKind> kinds = EnumSet.allOf(InteractionKind.class);
    kinds.remove(InteractionKind.RETURN);
    for (InteractionKind kind : kinds) {
      Strengths strengths = of(did(UserHistory.EMPTY, 4, kind, 1_000 * DAY, 4));
      assertThat(strengths.size()).isEqualTo(1);
      assertThat(strengths.item(0)).isEqualTo(4);
      assertThat(strengths.value(0)).isCloseTo(WEIGHTS.of(kind, 4), within(1e-12));
      assertThat(strengths.mainKind(0)).isEqualTo(kind);
    }
  }

  @Test
  void repetition_isDamped() {
    UserHistory history = UserHistory.EMPTY;
    for (int i = 0; i < 7; i++) {
      history = did(history, 1, InteractionKind.VIEW, 1_000 * DAY, 0);
    }
    // log2(1 + 7) = 3
    assertThat(of(history).value(0)).isCloseTo(3, within(1e-12));
  }

  @Test
  void age_decaysAgainstTheNewestDeed() {
    UserHistory history = did(UserHistory.EMPTY, 1, InteractionKind.CART, 990 * DAY, 0);
    history = did(history, 2, InteractionKind.CART, 1_000 * DAY, 0);
    Strengths strengths = of(history);
    // One half-life old: 3 log2(1 + 1/2).
    assertThat(strengths.value(0)).isCloseTo(3 * Math.log(1.5) / Math.log(2), within(1e-12));
    assertThat(strengths.value(1)).isCloseTo(3, within(1e-12));
  }

  @Test
  void kinds_addUp_theStrongestGivesTheReason() {
    UserHistory history = did(UserHistory.EMPTY, 1, InteractionKind.VIEW, 1_000 * DAY, 0);
    history = did(history, 1, InteractionKind.PURCHASE, 1_000 * DAY, 0);
    Strengths strengths = of(history);
    assertThat(strengths.value(0)).isCloseTo(6, within(1e-12));
    assertThat(strengths.mainKind(0)).isEqualTo(InteractionKind.PURCHASE);
  }

  @Test
  void aBadRating_weighsAgainstTheItem() {
    Strengths strengths = of(did(UserHistory.EMPTY, 1, InteractionKind.RATING, 1_000 * DAY, 1));
    assertThat(strengths.value(0)).isCloseTo(-1.5, within(1e-12));
    assertThat(strengths.total()).isZero();
  }
}
