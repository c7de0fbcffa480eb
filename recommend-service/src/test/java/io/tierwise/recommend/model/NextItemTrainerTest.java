package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NextItemTrainerTest {
  private static final NextItemTrainer.Parameters PARAMETERS =
      new NextItemTrainer.Parameters(Duration.ofMinutes(30), 2, 1, 10, Double.POSITIVE_INFINITY);

  @Test
  void whatFollows_countsByItsDistance_withinASessionOnly() {
    InteractionLog.Builder log = new InteractionLog.Builder();
    String[] items = {"a", "b", "c", "d"};
    for (int i = 0; i < items.length; i++) {
      log.add("u", items[i], (byte) 1, 60L * i + (i == 3 ? 7_200 : 0), 0, "");
    }
    ItemNeighborhood found = new NextItemTrainer(PARAMETERS).fit(log.build()).lists();
    // a is followed by b at once and by c after a step: 1 and 1/2 of 1.5 + 1.
    assertThat(found.neighbours(0)).isEqualTo(2);
    assertThat(found.neighbour(0, 0)).isEqualTo(1);
    assertThat(found.similarity(0, 0)).isCloseTo(1 / 2.5, within(1e-6));
    assertThat(found.similarity(0, 1)).isCloseTo(0.5 / 2.5, within(1e-6));
    assertThat(found.neighbours(2)).isZero();
  }

  /** Items 0 to 3 are each followed by one of their own, 10 to 13, with certainty. */
  private static Followers followers(double halfLife) {
    NeighborLists lists = new NeighborLists(14);
    for (int item = 0; item < 14; item++) {
      TopK best = new TopK(1);
      if (item < 4) {
        best.offer(item + 10, 1);
      }
      lists.put(item, best);
    }
    return new Followers(halfLife, lists.neighborhood());
  }

  private static Strengths history(long... seconds) {
    Strengths user = new Strengths();
    for (int item = 0; item < seconds.length; item++) {
      user.add(item, 2, InteractionKind.VIEW, 0, seconds[item]);
    }
    return user;
  }

  private static double[] scores(PersonalModel model, Strengths user) {
    Scores scores = new Scores(14);
    model.score(user, scores);
    return new double[] {scores.value(10), scores.value(11), scores.value(12), scores.value(13)};
  }

  @Test
  void theHistory_isReadByRecency_whateverItsOrder() {
    assertThat(scores(followers(1), history(400, 100, 300, 200))).containsExactly(2, .25, 1, .5);
    assertThat(scores(followers(2), history(300, 100, 200)))
        .containsExactly(new double[] {2, 1, Math.sqrt(2), 0}, within(1e-12));
  }

  @Test
  void whatIsDoneAtOnce_isOneMoment() {
    assertThat(scores(followers(1), history(300, 100, 300, 200))).containsExactly(2, .5, 2, 1);
  }

  @Test
  void withoutHalfLife_allCountAlike() {
    assertThat(scores(followers(Double.POSITIVE_INFINITY), history(4, 1, 3, 2)))
        .containsExactly(2, 2, 2, 2);
  }

  @Test
  void whatIsLongPast_hasNoSay() {
    Scores scores = new Scores(14);
    followers(0.05).score(history(1, 2, 3), scores);
    assertThat(scores.size()).isEqualTo(2);
    assertThat(scores.value(12)).isEqualTo(2);
  }

  @Test
  void shares_areThoseOfTheScore() {
    Strengths user = history(400, 100, 300, 200);
    double[] scores = scores(followers(1), user);
    for (int i = 0; i < scores.length; i++) {
      assertThat(followers(1).explain(user, new int[] {10 + i}, new Scores(14)).getFirst())
          .containsExactly(new Contribution(i, InteractionKind.VIEW, scores[i]));
    }
  }

  @Test
  void aHistoryOfALog_tellsWhenEachItemCameLast() {
    InteractionLog.Builder log = new InteractionLog.Builder();
    log.add("u", "a", InteractionKind.VIEW.code(), 10, 0, "");
    log.add("u", "b", InteractionKind.VIEW.code(), 20, 0, "");
    log.add("u", "a", InteractionKind.PURCHASE.code(), 30, 0, "o");
    log.add("u", "a", InteractionKind.VIEW.code(), 5, 0, "");
    Strengths user = log.build().strengths(0, StrengthWeights.DEFAULT, new Strengths());
    assertThat(user.second(0)).isEqualTo(30);
    assertThat(user.second(1)).isEqualTo(20);
  }

  @Test
  void aHalfLife_isPositive() {
    assertThatThrownBy(() -> PARAMETERS.withHalfLife(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("half-life");
  }
}
