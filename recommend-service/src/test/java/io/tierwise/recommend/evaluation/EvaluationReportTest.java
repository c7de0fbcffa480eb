package io.tierwise.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.evaluation.EvaluationReport.Candidate;
import io.tierwise.recommend.evaluation.EvaluationReport.Group;
import io.tierwise.recommend.evaluation.EvaluationReport.Labels;
import io.tierwise.recommend.evaluation.EvaluationReport.ModelReport;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.model.RandomLogs;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every figure of a report by hand: three users, ten items, of which item 0 is the popular one. */
class EvaluationReportTest {
  private static final List<String> CATEGORIES =
      List.of("a", "a", "b", "b", "c", "c", "c", "c", "c", "c");

  /** Ann touched 0; Bob 0, 1 and 2; Cleo 0 to 9. */
  private static InteractionLog log() {
    InteractionLog.Builder log = new InteractionLog.Builder();
    int[] touched = {1, 3, 10};
    for (int user = 0; user < touched.length; user++) {
      for (int item = 0; item < touched[user]; item++) {
        log.add(
            Interaction.of(
                "u" + user, "i" + item, InteractionKind.VIEW, RandomLogs.START, "m" + item));
      }
    }
    return log.build();
  }

  private static ModelReport report(List<String> tiers) {
    List<TimeSplit.Case> cases =
        List.of(
            new TimeSplit.Case(0, Set.of(1)),
            new TimeSplit.Case(1, Set.of(3, 4)),
            new TimeSplit.Case(2, Set.of(0)));
    int[][] ranked = {{1, 0, 2}, {4, 5}, {1, 2}};
    TimeSplit split = new TimeSplit(log(), RandomLogs.START.getEpochSecond() + 1, cases);
    RankedLists lists = new RankedLists(cases, ranked, 10);
    EvaluationReport report =
        EvaluationReport.of(
            split,
            new Labels(CATEGORIES, tiers),
            List.of(new Candidate("item-knn", "item-knn", lists)));
    assertThat(report.purchases()).isEqualTo(4);
    // One in ten items is popular: item 0, which is one of the four purchases.
    assertThat(report.popularShare()).isEqualTo(0.25);
    return report.models().getFirst();
  }

  @Test
  void figures_areThoseByHand() {
    ModelReport model = report(Arrays.asList("Gold", null, "Silver"));
    // Ann: 1 of 1; Bob: 1 of 2; Cleo: 0 of 1.
    assertThat(model.metrics().get("recallAt10").value()).isCloseTo(1.5 / 3, within(1e-12));
    assertThat(model.metrics().get("precisionAt5").value()).isCloseTo(.4 / 3, within(1e-12));
    assertThat(model.metrics().get("mrrAt20").value()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(model.metrics().get("hitRateAt5").value()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(model.metrics().get("mapAt10").value()).isCloseTo(1.5 / 3, within(1e-12));
    // Bob's ideal list would have both: 1 / (1 + 1 / log2 3).
    double bob = 1 / (1 + Math.log(2) / Math.log(3));
    assertThat(model.metrics().get("ndcgAt10").value()).isCloseTo((1 + bob) / 3, within(1e-12));
    // Items 0, 1, 2, 4 and 5 of ten.
    assertThat(model.coverageAt10()).isEqualTo(.5);
    // Pairs of different categories: of (1,0) (1,2) (0,2) the last two; not (4,5); (1,2).
    assertThat(model.diversityAt10()).isCloseTo(3.0 / 5, within(1e-12));
    // Seven places; item 0 all three users touched, 1 and 2 two, 4 and 5 one.
    double two = Math.log(1.5) / Math.log(2);
    double one = Math.log(3) / Math.log(2);
    assertThat(model.noveltyAt10()).isCloseTo((4 * two + 2 * one) / 7, within(1e-12));
    assertThat(model.popularShareAt10()).isCloseTo(1.0 / 7, within(1e-12));
  }

  @Test
  void figures_keepTheirOrder_whereAStoredReportHasLostIt() {
    ModelReport model = report(Arrays.asList(null, null, null));
    ModelReport stored =
        new ModelReport(
            "item-knn", "", new TreeMap<>(model.metrics()), 0, 0, 0, 0, List.of(), List.of());
    assertThat(stored.metrics().keySet())
        .startsWith("recallAt5", "recallAt10", "recallAt20", "precisionAt5")
        .containsExactlyElementsOf(model.metrics().keySet());
  }

  @Test
  void groups_areByHistoryAndByTier() {
    ModelReport model = report(Arrays.asList("Gold", null, "Silver"));
    assertThat(model.byHistory()).extracting(Group::users).containsExactly(1, 1, 1, 0);
    assertThat(model.byHistory())
        .extracting(group -> group.recallAt10().value())
        .containsExactly(1.0, .5, 0.0, 0.0);
    assertThat(model.byTier())
        .extracting(Group::name)
        .containsExactly("Gold", "Silver", "without tier");
    assertThat(model.byTier())
        .extracting(group -> group.recallAt10().value())
        .containsExactly(1.0, 0.0, .5);
    assertThat(model.byTier()).extracting(Group::users).containsExactly(1, 1, 1);
  }

  @Test
  void withoutTiering_thereAreNoTiers() {
    assertThat(report(Arrays.asList(null, null, null)).byTier()).isEmpty();
  }
}
