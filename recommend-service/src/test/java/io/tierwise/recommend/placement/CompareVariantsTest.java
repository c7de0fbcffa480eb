package io.tierwise.recommend.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.feedback.VariantOutcome;
import io.tierwise.recommend.placement.Placement.Selection;
import io.tierwise.recommend.placement.Placement.Variant;
import io.tierwise.recommend.placement.VariantComparison.Difference;
import io.tierwise.recommend.placement.VariantComparison.Metric;
import io.tierwise.recommend.placement.VariantComparison.Verdict;
import io.tierwise.recommend.serving.Filters;
import io.tierwise.recommend.serving.RankingRules;
import io.tierwise.recommend.serving.Strategy;
import io.tierwise.statistics.NewcombeInterval;
import io.tierwise.statistics.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompareVariantsTest {
  private static final Instant AT = Instant.parse("2026-11-01T00:00:00Z");

  private static Placement placement(Selection selection, double... shares) {
    List<Variant> variants = new java.util.ArrayList<>();
    for (double share : shares) {
      String name = String.valueOf((char) ('a' + variants.size()));
      variants.add(new Variant(name, share, List.of(Strategy.POPULARITY)));
    }
    return new Placement("p", "", variants, selection, 5, Filters.NONE, RankingRules.NONE, 1, AT);
  }

  /** So many buyers, each of whom spends 10. */
  private static VariantOutcome outcome(String variant, long users, long clickers, long buyers) {
    return new VariantOutcome(
        variant, users, clickers, buyers, Sample.of(users, 10.0 * buyers, 100.0 * buyers));
  }

  private static VariantComparison compare(Placement placement, VariantOutcome... outcomes) {
    return CompareVariants.of(placement, AT, List.of(outcomes), 0.01);
  }

  @Test
  void aClearDifference_hasAWinner_withTheIntervalsOfCampaigns() {
    VariantComparison found =
        compare(
            placement(Selection.SHARES, 1, 1),
            outcome("b", 2_000, 300, 200),
            outcome("a", 2_000, 280, 100));
    assertThat(found.control()).isEqualTo("a");
    assertThat(found.verdict()).isEqualTo(Verdict.WINNER);
    assertThat(found.winner()).isEqualTo("b");
    assertThat(found.sampleRatio()).isEqualTo(1);
    assertThat(found.differences())
        .extracting(Difference::metric)
        .containsExactly(Metric.CLICKED, Metric.CONVERSION, Metric.REVENUE);
    Difference conversion = found.differences().get(1);
    assertThat(conversion.difference()).isCloseTo(0.05, within(1e-12));
    assertThat(conversion.interval())
        .isEqualTo(NewcombeInterval.ofDifference(200, 2_000, 100, 2_000));
    assertThat(conversion.anytimePValue()).isLessThan(0.05);
    assertThat(conversion.anytimeInterval().low()).isBetween(0.0, conversion.interval().low());
    Difference revenue = found.differences().get(2);
    assertThat(revenue.difference()).isCloseTo(0.5, within(1e-12));
    // Clicks hardly differ.
    assertThat(found.differences().getFirst().anytimePValue()).isGreaterThan(0.05);
  }

  @Test
  void theControl_winsWhereEverythingElseIsWorse() {
    VariantComparison found =
        compare(
            placement(Selection.SHARES, 1, 1),
            outcome("a", 2_000, 300, 200),
            outcome("b", 2_000, 300, 100));
    assertThat(found.winner()).isEqualTo("a");
  }

  @Test
  void fewUsers_areTooEarly_andNobodyIsNotCompared() {
    VariantComparison few =
        compare(
            placement(Selection.SHARES, 1, 1), outcome("a", 60, 6, 0), outcome("b", 70, 60, 40));
    assertThat(few.verdict()).isEqualTo(Verdict.TOO_EARLY);
    assertThat(few.differences().get(1).anytimePValue()).isNull();
    assertThat(few.differences().get(1).interval().low()).isPositive();
    VariantComparison none = compare(placement(Selection.SHARES, 1, 1));
    assertThat(none.verdict()).isEqualTo(Verdict.TOO_EARLY);
    assertThat(none.differences()).isEmpty();
    assertThat(none.arms()).allMatch(arm -> arm.users() == 0 && arm.conversion() == 0);
  }

  @Test
  void countsOffTheShares_areAnAlarm() {
    VariantComparison found =
        compare(
            placement(Selection.SHARES, 3, 1),
            outcome("a", 1_000, 100, 10),
            outcome("b", 1_000, 100, 300));
    assertThat(found.sampleRatioAlarm()).isTrue();
    assertThat(found.verdict()).isEqualTo(Verdict.SAMPLE_RATIO_MISMATCH);
    assertThat(found.winner()).isNull();
    assertThat(found.arms().getFirst().share()).isEqualTo(0.75);
  }

  @Test
  void whereClicksMoveTheShares_noErrorRateIsClaimed() {
    VariantComparison found =
        compare(
            placement(Selection.THOMPSON, 1, 1),
            outcome("a", 100, 10, 10),
            outcome("b", 5_000, 900, 900));
    assertThat(found.verdict()).isEqualTo(Verdict.ADAPTIVE);
    assertThat(found.sampleRatio()).isNull();
    assertThat(found.differences()).allMatch(each -> each.anytimePValue() == null);
  }

  /**
   * Looked at fifty times while 5,000 users come, a winner is named in at most 5 % of A/A tests.
   */
  @Test
  void equalVariants_seldomHaveAWinner_howeverOftenOneLooks() {
    Random random = new Random(5);
    Placement placement = placement(Selection.SHARES, 1, 1, 1);
    int wrong = 0;
    int tests = 300;
    for (int test = 0; test < tests; test++) {
      long[] users = new long[3];
      long[] buyers = new long[3];
      boolean named = false;
      for (int look = 0; look < 50 && !named; look++) {
        for (int user = 0; user < 100; user++) {
          int variant = random.nextInt(3);
          users[variant]++;
          buyers[variant] += random.nextDouble() < 0.05 ? 1 : 0;
        }
        named =
            compare(
                        placement,
                        outcome("a", users[0], 0, buyers[0]),
                        outcome("b", users[1], 0, buyers[1]),
                        outcome("c", users[2], 0, buyers[2]))
                    .winner()
                != null;
      }
      wrong += named ? 1 : 0;
    }
    assertThat((double) wrong / tests).isLessThan(0.05);
  }
}
