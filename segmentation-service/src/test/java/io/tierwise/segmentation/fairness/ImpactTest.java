package io.tierwise.segmentation.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.segmentation.fairness.Impact.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImpactTest {
  /**
   * The example of the questions and answers to the Uniform Guidelines (44 FR 11996, 1979, question
   * 12): 48 of 80 against 12 of 40 is a ratio of a half.
   */
  @Test
  void ratio_isThatOfTheGuidelines() {
    List<Impact> impacts = Impact.of(List.of("A", "B"), new long[] {80, 40}, new long[] {48, 12});

    assertThat(impacts.get(0).verdict()).isEqualTo(Verdict.REFERENCE);
    Impact b = impacts.get(1);
    assertThat(b.ratio()).isEqualTo(0.5);
    // exp(ln .5 -+ 1.96 sqrt(1/12 - 1/40 + 1/48 - 1/80))
    assertThat(b.low()).isCloseTo(0.3014, within(1e-4));
    assertThat(b.high()).isCloseTo(0.8294, within(1e-4));
    assertThat(b.verdict()).isEqualTo(Verdict.ADVERSE);
    assertThat(FairnessResult.verdict(impacts)).isEqualTo(FairnessResult.Verdict.ADVERSE);
    assertThat(FairnessResult.lowest(impacts)).isEqualTo(0.5);
  }

  @Test
  void fewCustomers_areShownAndNotJudged() {
    List<Impact> impacts =
        Impact.of(
            List.of("A", "B", "C", GroupedCustomers.UNKNOWN),
            new long[] {1000, 29, 40, 500},
            new long[] {300, 29, 8, 500});

    assertThat(impacts.get(0).verdict()).isEqualTo(Verdict.REFERENCE);
    assertThat(impacts.get(1).verdict()).isEqualTo(Verdict.NOT_JUDGED);
    assertThat(impacts.get(2).ratio()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(impacts.get(2).verdict()).isEqualTo(Verdict.UNCLEAR);
    assertThat(impacts.get(3).verdict()).isEqualTo(Verdict.NOT_JUDGED);
    assertThat(FairnessResult.verdict(impacts)).isEqualTo(FairnessResult.Verdict.UNCLEAR);
  }

  @Test
  void groupThatIsNeverFavoured_isAdverseWhereItIsLarge() {
    List<Impact> impacts = Impact.of(List.of("A", "B"), new long[] {500, 500}, new long[] {100, 0});

    assertThat(impacts.get(1).ratio()).isZero();
    assertThat(impacts.get(1).high()).isLessThan(0.2);
    assertThat(impacts.get(1).verdict()).isEqualTo(Verdict.ADVERSE);
  }

  @Test
  void nobodyFavoured_isNotJudged() {
    List<Impact> impacts = Impact.of(List.of("A", "B"), new long[] {50, 50}, new long[] {0, 0});

    assertThat(impacts).extracting(Impact::verdict).containsOnly(Verdict.NOT_JUDGED);
    assertThat(FairnessResult.lowest(impacts)).isNull();
  }
}
