package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HybridTrainerTest {
  private static final StrengthWeights WEIGHTS = StrengthWeights.DEFAULT;
  private static final InteractionLog LOG = RandomLogs.of(3, 40, 25, 12);
  private static final ModelTrainer KNN =
      new ItemKnnTrainer(new ItemKnnTrainer.Parameters(20, 5, 100), WEIGHTS);
  private static final ModelTrainer NEXT = new NextItemTrainer(NextItemTrainer.Parameters.DEFAULT);
  private static final ModelTrainer ALS =
      new AlsTrainer(
          new AlsTrainer.Parameters(8, 5, 0.01, 1, 4, 100, 1), WEIGHTS, MemoryBound.NONE);
  private static final HybridTrainer HYBRID = hybrid(Map.of(KNN, .3, NEXT, .7));

  private static HybridTrainer hybrid(Map<ModelTrainer, Double> weights) {
    return new HybridTrainer(
        weights.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .map(each -> new HybridTrainer.Member(each.getValue(), each.getKey()))
            .toList(),
        WEIGHTS);
  }

  private static double[] scores(PersonalModel model, int user) {
    Scores scores = new Scores(LOG.items());
    model.score(LOG.strengths(user, WEIGHTS, new Strengths()), scores);
    double[] all = new double[LOG.items()];
    for (int item = 0; item < all.length; item++) {
      all[item] = scores.value(item);
    }
    return all;
  }

  @Test
  void scores_areTheWeightedSumOfScaledScores() {
    PersonalModel knn = (PersonalModel) KNN.fit(LOG);
    PersonalModel next = (PersonalModel) NEXT.fit(LOG);
    double knnScale = HybridTrainer.scale(knn, LOG, WEIGHTS);
    double nextScale = HybridTrainer.scale(next, LOG, WEIGHTS);
    PersonalModel hybrid = HYBRID.fit(LOG);
    for (int user = 0; user < LOG.users(); user++) {
      double[] one = scores(knn, user);
      double[] two = scores(next, user);
      double[] both = scores(hybrid, user);
      for (int item = 0; item < both.length; item++) {
        assertThat(both[item])
            .isCloseTo(.3 * one[item] / knnScale + .7 * two[item] / nextScale, within(1e-5));
      }
    }
  }

  @Test
  void scale_isTheMeanOfTheBestScores() {
    PersonalModel knn = (PersonalModel) KNN.fit(LOG);
    double sum = 0;
    for (int user = 0; user < LOG.users(); user++) {
      double best = 0;
      for (double score : scores(knn, user)) {
        best = Math.max(best, score);
      }
      sum += best;
    }
    assertThat(HybridTrainer.scale(knn, LOG, WEIGHTS)).isCloseTo(sum / LOG.users(), within(1e-9));
    assertThat(HybridTrainer.scale(ItemNeighborhood.empty(), LOG, WEIGHTS)).isEqualTo(1);
  }

  @Test
  void explanation_mixesTheSharesOfTheMembers() {
    PersonalModel knn = (PersonalModel) KNN.fit(LOG);
    PersonalModel next = (PersonalModel) NEXT.fit(LOG);
    Strengths user = LOG.strengths(0, WEIGHTS, new Strengths());
    double knnFactor = .3 / HybridTrainer.scale(knn, LOG, WEIGHTS);
    double nextFactor = .7 / HybridTrainer.scale(next, LOG, WEIGHTS);
    PersonalModel hybrid = HYBRID.fit(LOG);
    for (int item = 0; item < LOG.items(); item++) {
      Map<Integer, Double> ofKnn = parts(knn, user, item);
      Map<Integer, Double> ofNext = parts(next, user, item);
      parts(hybrid, user, item)
          .forEach(
              (from, score) ->
                  assertThat(score)
                      .isCloseTo(
                          knnFactor * ofKnn.getOrDefault(from, 0.0)
                              + nextFactor * ofNext.getOrDefault(from, 0.0),
                          within(1e-5)));
    }
  }

  private static Map<Integer, Double> parts(PersonalModel model, Strengths user, int item) {
    return model.explain(user, new int[] {item}, new Scores(LOG.items())).getFirst().stream()
        .collect(Collectors.toMap(Contribution::item, Contribution::score));
  }

  @Test
  void weightsBetweenItems_becomeOneModel() {
    ModelTrainer other = new ItemKnnTrainer(new ItemKnnTrainer.Parameters(20, 50, 100), WEIGHTS);
    assertThat(hybrid(Map.of(KNN, .3, other, .7)).fit(LOG)).isInstanceOf(ItemNeighborhood.class);
  }

  @Test
  void factors_areAMemberToo_andTheirSharesAreExact() {
    PersonalModel hybrid = hybrid(Map.of(KNN, .4, ALS, .6)).fit(LOG);
    PersonalModel knn = (PersonalModel) KNN.fit(LOG);
    PersonalModel als = (PersonalModel) ALS.fit(LOG);
    double knnFactor = .4 / HybridTrainer.scale(knn, LOG, WEIGHTS);
    double alsFactor = .6 / HybridTrainer.scale(als, LOG, WEIGHTS);
    for (int user = 0; user < LOG.users(); user++) {
      double[] one = scores(knn, user);
      double[] two = scores(als, user);
      double[] both = scores(hybrid, user);
      Strengths row = LOG.strengths(user, WEIGHTS, new Strengths());
      for (int item = 0; item < both.length; item++) {
        assertThat(both[item])
            .isCloseTo(knnFactor * one[item] + alsFactor * two[item], within(1e-5));
        double shares = parts(hybrid, row, item).values().stream().mapToDouble(d -> d).sum();
        assertThat(shares).isCloseTo(both[item], within(1e-5));
      }
    }
  }

  @Test
  void aBlend_isTheSameInOtherNumbers() {
    PersonalModel hybrid = hybrid(Map.of(KNN, .3, NEXT, .2, ALS, .5)).fit(LOG);
    int[] numbers = IntStream.range(0, LOG.items()).map(i -> LOG.items() - 1 - i).toArray();
    Strengths user = LOG.strengths(0, WEIGHTS, new Strengths());
    Strengths moved = new Strengths();
    for (int i = 0; i < user.size(); i++) {
      moved.add(
          numbers[user.item(i)], user.value(i), user.mainKind(i), user.rating(i), user.second(i));
    }
    Scores before = new Scores(LOG.items());
    Scores after = new Scores(LOG.items());
    hybrid.score(user, before);
    hybrid.renumbered(numbers).score(moved, after);
    for (int item = 0; item < LOG.items(); item++) {
      assertThat(after.value(numbers[item])).isCloseTo(before.value(item), within(1e-6));
    }
  }

  @Test
  void recipe_namesEverything_andIsReadBack() {
    Map<String, ModelTrainer> known = Map.of(KNN.recipe(), KNN, NEXT.recipe(), NEXT);
    Function<String, ModelTrainer> trainerOf =
        recipe -> Optional.ofNullable(known.get(recipe)).orElseThrow(IllegalArgumentException::new);
    assertThat(HYBRID.recipe()).startsWith("hybrid 0.300 item-knn ").contains(" + 0.700 next-item");
    HybridTrainer read = HybridTrainer.of(HYBRID.recipe(), trainerOf, WEIGHTS).orElseThrow();
    assertThat(read.members()).isEqualTo(HYBRID.members());
    assertThat(read.recipe()).isEqualTo(HYBRID.recipe());
    for (String other : List.of("item-knn", "hybrid", "hybrid x y", "hybrid 0.5 magic")) {
      assertThat(HybridTrainer.of(other, trainerOf, WEIGHTS)).isEmpty();
    }
  }

  @Test
  void aMember_isNoHybrid_noRanking_andNoRating() {
    assertThatThrownBy(() -> new HybridTrainer.Member(1, HYBRID))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new HybridTrainer.Member(1, new PopularityTrainer(WEIGHTS, Duration.ofDays(30))))
        .isInstanceOf(IllegalArgumentException.class);
    RatingTrainer ratings =
        new RatingTrainer(RatingTrainer.Parameters.DEFAULT, WEIGHTS, MemoryBound.NONE);
    assertThatThrownBy(() -> new HybridTrainer.Member(1, ratings))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HybridTrainer.Member(0, KNN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
