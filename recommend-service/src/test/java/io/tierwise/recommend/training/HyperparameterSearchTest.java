package io.tierwise.recommend.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.evaluation.FullRankingEvaluation;
import io.tierwise.recommend.evaluation.ListMetric;
import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.model.HybridTrainer;
import io.tierwise.recommend.model.ItemKnnTrainer;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.NextItemTrainer;
import io.tierwise.recommend.model.PopularityTrainer;
import io.tierwise.recommend.model.RandomLogs;
import io.tierwise.recommend.model.Recommender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HyperparameterSearchTest {
  private static final StrengthWeights WEIGHTS = StrengthWeights.DEFAULT;
  private static final double SHARE = 0.2;

  /** Remembers the newest second of every log that a trainer is given. */
  private record Watched(ModelTrainer trainer, List<Long> newest) implements ModelTrainer {
    @Override
    public Algorithm algorithm() {
      return trainer.algorithm();
    }

    @Override
    public String recipe() {
      return trainer.recipe();
    }

    @Override
    public Recommender fit(InteractionLog log) {
      newest.add(log.newest());
      return trainer.fit(log);
    }
  }

  private static ModelTrainer knn(double shrinkage) {
    return new ItemKnnTrainer(new ItemKnnTrainer.Parameters(20, shrinkage, 100), WEIGHTS);
  }

  private static ModelTrainer popularity() {
    return new PopularityTrainer(WEIGHTS, Duration.ofDays(30));
  }

  @Test
  void noTrainer_seesTheTestSplit_whileParametersAreChosen() {
    InteractionLog log = RandomLogs.of(11, 80, 30, 20);
    TimeSplit test = TimeSplit.of(log, SHARE, _ -> false).orElseThrow();
    List<Long> newest = new ArrayList<>();
    Training training =
        new Training(
            List.of(popularity(), new Watched(knn(0), newest), new Watched(knn(50), newest)),
            WEIGHTS,
            SHARE);
    Training.Tested tested =
        training.test(
            log,
            new Training.Plan(Set.of(Algorithm.ITEM_KNN), true, null),
            _ -> false,
            null,
            _ -> {});
    // Two candidates on the validation split, then the chosen one on the test split.
    assertThat(newest).hasSize(3).allSatisfy(at -> assertThat(at).isLessThan(test.second()));
    TimeSplit validation = TimeSplit.of(test.train(), SHARE, _ -> false).orElseThrow();
    assertThat(newest.subList(0, 2))
        .allSatisfy(at -> assertThat(at).isLessThan(validation.second()));
    assertThat(tested.tried()).containsOnlyKeys(knn(0).recipe(), knn(50).recipe());
  }

  @Test
  void noTrainer_seesTheTestSplit_whileAHybridIsWeighed() {
    InteractionLog log = RandomLogs.of(11, 80, 30, 20);
    TimeSplit test = TimeSplit.of(log, SHARE, _ -> false).orElseThrow();
    TimeSplit validation = TimeSplit.of(test.train(), SHARE, _ -> false).orElseThrow();
    List<Long> newest = new ArrayList<>();
    ModelTrainer next =
        new Watched(new NextItemTrainer(NextItemTrainer.Parameters.DEFAULT), newest);
    ModelTrainer knn = new Watched(knn(0), newest);
    Training training =
        new Training(
            List.of(popularity(), knn, next, HybridTrainer.even(List.of(knn, next), WEIGHTS)),
            WEIGHTS,
            SHARE);
    Training.Tested tested =
        training.test(
            log,
            new Training.Plan(Set.of(Algorithm.HYBRID), false, null),
            _ -> false,
            null,
            _ -> {});
    assertThat(newest).isNotEmpty().allSatisfy(at -> assertThat(at).isLessThan(test.second()));
    // Weights come from what both members learnt before the validation split.
    assertThat(newest.subList(0, 2))
        .allSatisfy(at -> assertThat(at).isLessThan(validation.second()));
    assertThat(tested.primary()).isEqualTo(Algorithm.HYBRID);
    assertThat(tested.tried()).containsOnlyKeys(tested.recipe());
    HybridTrainer weighed = (HybridTrainer) tested.chosen().get(Algorithm.HYBRID);
    assertThat(weighed.members().stream().mapToDouble(HybridTrainer.Member::weight).sum())
        .isCloseTo(1, within(1e-9));
    // The same recipe is known again, weights and all.
    assertThat(
            training
                .test(
                    log,
                    new Training.Plan(Set.of(Algorithm.HYBRID), false, null),
                    _ -> false,
                    tested.recipe(),
                    _ -> {})
                .verdict()
                .reason())
        .isEqualTo(Verdict.Reason.SAME_RECIPE);
  }

  @Test
  void aHybrid_isNoWorseThanItsMembers_whereItIsWeighed() {
    InteractionLog log = RandomLogs.of(12, 80, 30, 20);
    List<ModelTrainer> members =
        List.of(knn(0), knn(100), new NextItemTrainer(NextItemTrainer.Parameters.DEFAULT));
    HybridSearch.Found found =
        new HybridSearch(WEIGHTS, SHARE, _ -> false)
            .search(log, members, popularity())
            .orElseThrow();
    TimeSplit split = TimeSplit.of(log, SHARE, _ -> false).orElseThrow();
    FullRankingEvaluation evaluation =
        new FullRankingEvaluation(split.train(), WEIGHTS, _ -> false);
    Recommender popularity = popularity().fit(split.train());
    for (ModelTrainer member : members) {
      double alone =
          evaluation
              .rank(member.fit(split.train()), popularity, split.cases())
              .mean(ListMetric.NDCG, 10);
      // Rounding may swap items of equal scores.
      assertThat(found.ndcg()).isGreaterThan(alone - 0.002);
    }
  }

  /**
   * Who looks at item n last buys item 20 + n, whatever was looked at before: at once on the first
   * visit, much later after the second one.
   */
  private static InteractionLog lastLookDecides() {
    SplittableRandom random = new SplittableRandom(7);
    InteractionLog.Builder log = new InteractionLog.Builder();
    for (int user = 0; user < 300; user++) {
      for (int visit = 0; visit < 2; visit++) {
        long at = 10_000_000L * visit + 1_000L * user;
        int last = 0;
        for (int look = 0; look < 6; look++) {
          last = random.nextInt(20);
          log.add("u" + user, "i" + last, InteractionKind.VIEW.code(), at + 10 * look, 0, "");
        }
        long bought = visit == 0 ? at + 60 : 20_000_000L + user;
        log.add("u" + user, "i" + (20 + last), InteractionKind.PURCHASE.code(), bought, 0, "");
      }
    }
    return log.build();
  }

  @Test
  void theHalfLifeOfNextItem_isChosen_whereTheLastStepDecides() {
    NextItemTrainer.Parameters usual = NextItemTrainer.Parameters.DEFAULT;
    ModelTrainer alike = new NextItemTrainer(usual.withHalfLife(Double.POSITIVE_INFINITY));
    ModelTrainer newest = new NextItemTrainer(usual.withHalfLife(0.5));
    List<Long> seen = new ArrayList<>();
    InteractionLog log = lastLookDecides();
    TimeSplit test = TimeSplit.of(log, SHARE, _ -> false).orElseThrow();
    Training.Tested tested =
        new Training(
                List.of(popularity(), new Watched(alike, seen), new Watched(newest, seen)),
                WEIGHTS,
                SHARE)
            .test(
                log,
                new Training.Plan(EnumSet.of(Algorithm.NEXT_ITEM), true, null),
                _ -> false,
                null,
                _ -> {});
    assertThat(seen).hasSize(3).allSatisfy(at -> assertThat(at).isLessThan(test.second()));
    assertThat(tested.recipe()).isEqualTo(newest.recipe());
    assertThat(tested.tried().get(newest.recipe()))
        .isGreaterThan(1.5 * tested.tried().get(alike.recipe()));
  }

  @Test
  void theBestOfTheValidationSplit_isChosen() {
    Training training =
        new Training(List.of(popularity(), knn(0), knn(50), knn(500)), WEIGHTS, SHARE);
    Training.Tested tested =
        training.test(
            RandomLogs.of(12, 80, 30, 20),
            new Training.Plan(EnumSet.of(Algorithm.ITEM_KNN), true, null),
            _ -> false,
            null,
            _ -> {});
    double best = tested.tried().values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    assertThat(tested.tried()).containsEntry(tested.recipe(), best).hasSize(3);
  }

  @Test
  void aModelThatIsNotBetter_isRefused_withTheFigures() {
    Training training = new Training(List.of(popularity(), knn(0), knn(50)), WEIGHTS, SHARE);
    InteractionLog log = RandomLogs.of(13, 80, 30, 20);
    Training.Plan plan = new Training.Plan(EnumSet.of(Algorithm.ITEM_KNN), false, null);
    String same = knn(0).recipe();
    assertThat(training.test(log, plan, _ -> false, same, _ -> {}).verdict().reason())
        .isEqualTo(Verdict.Reason.SAME_RECIPE);
    // As stored before recipes were: the usual parameters.
    assertThat(training.test(log, plan, _ -> false, "item-knn", _ -> {}).verdict().reason())
        .isEqualTo(Verdict.Reason.SAME_RECIPE);
    // Chance made this log: nothing is better than anything else in it.
    Verdict verdict = training.test(log, plan, _ -> false, knn(50).recipe(), _ -> {}).verdict();
    assertThat(verdict.promoted()).isFalse();
    assertThat(verdict.reason()).isEqualTo(Verdict.Reason.NOT_BETTER);
    assertThat(verdict.difference().low()).isLessThanOrEqualTo(0);
    assertThat(verdict.difference().value())
        .isEqualTo(
            verdict.candidateNdcgAt10() - verdict.liveNdcgAt10(),
            org.assertj.core.api.Assertions.within(1e-12));
    assertThat(verdict.forced().promoted()).isTrue();
    assertThat(verdict.forced().reason()).isEqualTo(Verdict.Reason.FORCED);
  }

  @Test
  void withoutLiveModel_theFirstGoesLive_andWithoutTestNothingFollowsIt() {
    Training training = new Training(List.of(popularity(), knn(0)), WEIGHTS, SHARE);
    InteractionLog tiny = RandomLogs.of(1, 1, 2, 1);
    Training.Plan plan = new Training.Plan(EnumSet.of(Algorithm.ITEM_KNN), false, null);
    assertThat(training.test(tiny, plan, _ -> false, null, _ -> {}).verdict().promoted()).isTrue();
    assertThat(training.test(tiny, plan, _ -> false, "ease", _ -> {}).verdict().reason())
        .isEqualTo(Verdict.Reason.NOT_TESTED);
  }
}
