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
import org.junit.jupiter.api.Test;

class HybridTrainerTest {
  private static final StrengthWeights WEIGHTS = StrengthWeights.DEFAULT;
  private static final InteractionLog LOG = RandomLogs.of(3, 40, 25, 12);
  private static final ModelTrainer KNN =
      new ItemKnnTrainer(new ItemKnnTrainer.Parameters(20, 5, 100), WEIGHTS);
  private static final ModelTrainer NEXT = new NextItemTrainer(NextItemTrainer.Parameters.DEFAULT);
  private static final HybridTrainer HYBRID =
      new HybridTrainer(
          List.of(new HybridTrainer.Member(.3, KNN), new HybridTrainer.Member(.7, NEXT)), WEIGHTS);

  private static double[] scores(ItemNeighborhood model, int user) {
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
    ItemNeighborhood knn = (ItemNeighborhood) KNN.fit(LOG);
    ItemNeighborhood next = (ItemNeighborhood) NEXT.fit(LOG);
    double knnScale = HybridTrainer.scale(knn, LOG, WEIGHTS);
    double nextScale = HybridTrainer.scale(next, LOG, WEIGHTS);
    ItemNeighborhood hybrid = HYBRID.fit(LOG);
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
    ItemNeighborhood knn = (ItemNeighborhood) KNN.fit(LOG);
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
    ItemNeighborhood knn = (ItemNeighborhood) KNN.fit(LOG);
    ItemNeighborhood next = (ItemNeighborhood) NEXT.fit(LOG);
    Strengths user = LOG.strengths(0, WEIGHTS, new Strengths());
    double knnFactor = .3 / HybridTrainer.scale(knn, LOG, WEIGHTS);
    double nextFactor = .7 / HybridTrainer.scale(next, LOG, WEIGHTS);
    ItemNeighborhood hybrid = HYBRID.fit(LOG);
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

  private static Map<Integer, Double> parts(ItemNeighborhood model, Strengths user, int item) {
    return model.explain(user, new int[] {item}, new Scores(LOG.items())).getFirst().stream()
        .collect(Collectors.toMap(Contribution::item, Contribution::score));
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
  void aMember_isNoHybrid_andNoRanking() {
    assertThatThrownBy(() -> new HybridTrainer.Member(1, HYBRID))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new HybridTrainer.Member(1, new PopularityTrainer(WEIGHTS, Duration.ofDays(30))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HybridTrainer.Member(0, KNN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
