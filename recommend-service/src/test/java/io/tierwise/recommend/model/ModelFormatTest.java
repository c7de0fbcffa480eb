package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelFormatTest {
  private static final ItemKnnTrainer KNN =
      new ItemKnnTrainer(ItemKnnTrainer.Parameters.DEFAULT, StrengthWeights.DEFAULT);
  private static final AlsTrainer ALS =
      new AlsTrainer(AlsTrainer.Parameters.DEFAULT, StrengthWeights.DEFAULT, MemoryBound.NONE);
  private static final NextItemTrainer NEXT =
      new NextItemTrainer(NextItemTrainer.Parameters.DEFAULT);

  private static RecommendationModel model() {
    InteractionLog log = RandomLogs.of(5, 40, 30, 15);
    StrengthWeights weights = StrengthWeights.DEFAULT;
    return new RecommendationModel(
        log.itemIds(),
        new PopularityTrainer(weights, Duration.ofDays(30)).fit(log),
        new TrendingTrainer(weights, Duration.ofDays(3), Duration.ofDays(21)).fit(log),
        Map.of(
            Algorithm.ITEM_KNN,
            KNN.fit(log),
            Algorithm.EASE,
            new EaseTrainer(EaseTrainer.Parameters.DEFAULT, weights, MemoryBound.NONE).fit(log),
            Algorithm.ALS,
            ALS.fit(log),
            Algorithm.NEXT_ITEM,
            NEXT.fit(log),
            Algorithm.HYBRID,
            new HybridTrainer(
                    List.of(
                        new HybridTrainer.Member(.2, KNN),
                        new HybridTrainer.Member(.3, NEXT),
                        new HybridTrainer.Member(.5, ALS)),
                    weights)
                .fit(log),
            Algorithm.RATING_FACTORS,
            new RatingTrainer(RatingTrainer.Parameters.DEFAULT, weights, MemoryBound.NONE).fit(log),
            Algorithm.USER_KNN,
            new UserKnnTrainer(UserKnnTrainer.Parameters.DEFAULT, weights, MemoryBound.NONE)
                .fit(log)),
        BoughtTogether.fit(log),
        Algorithm.EASE);
  }

  @Test
  void aModel_comesBackAsItWasWritten() {
    RecommendationModel written = model();
    RecommendationModel read = ModelFormat.read(ModelFormat.write(written));
    assertThat(read.itemIds()).isEqualTo(written.itemIds());
    assertThat(read.primary()).isEqualTo(Algorithm.EASE);
    assertThat(read.popularity().scores()).isEqualTo(written.popularity().scores());
    assertThat(read.trending().scores()).isEqualTo(written.trending().scores());
    assertThat(read.itemKnn().starts()).isEqualTo(written.itemKnn().starts());
    assertThat(read.itemKnn().allNeighbours()).isEqualTo(written.itemKnn().allNeighbours());
    assertThat(read.itemKnn().allSimilarities()).isEqualTo(written.itemKnn().allSimilarities());
    for (int item = 0; item < written.itemIds().size(); item++) {
      assertThat(read.boughtTogether().rules(item)).isEqualTo(written.boughtTogether().rules(item));
    }
    assertThat(read.itemKnn().allNeighbours()).isNotEmpty();
    Strengths user =
        RandomLogs.of(5, 40, 30, 15).strengths(3, StrengthWeights.DEFAULT, new Strengths());
    for (Algorithm algorithm : written.personal().keySet()) {
      Scores before = new Scores(30);
      Scores after = new Scores(30);
      written.personal(algorithm).score(user, before);
      read.personal(algorithm).score(user, after);
      assertThat(before.size()).as(algorithm.id()).isPositive().isEqualTo(after.size());
      for (int item = 0; item < 30; item++) {
        assertThat(after.value(item)).as(algorithm.id()).isEqualTo(before.value(item));
      }
    }
  }

  @Test
  void aModelOfTheVersionBefore_isRead() {
    byte[] bytes = ModelFormat.write(RecommendationModel.empty());
    assertThat(bytes[7]).isEqualTo((byte) 4);
    bytes[7] = 3;
    assertThat(ModelFormat.read(bytes).itemIds()).isEmpty();
  }

  @Test
  void anEmptyModel_comesBackEmpty() {
    RecommendationModel read = ModelFormat.read(ModelFormat.write(RecommendationModel.empty()));
    assertThat(read.itemIds()).isEmpty();
    assertThat(read.itemKnn().items()).isZero();
  }

  @Test
  void damage_isFound() {
    byte[] bytes = ModelFormat.write(model());
    bytes[bytes.length / 2] ^= 0x10;
    assertThatThrownBy(() -> ModelFormat.read(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged");
    byte[] half = Arrays.copyOf(bytes, bytes.length / 3);
    assertThatThrownBy(() -> ModelFormat.read(half)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUnknownVersion_isNamed() {
    byte[] bytes = ModelFormat.write(model());
    bytes[7] = 9;
    assertThatThrownBy(() -> ModelFormat.read(bytes))
        .hasMessage("model format 9 is not known here");
    bytes[0] = 0;
    assertThatThrownBy(() -> ModelFormat.read(bytes)).hasMessage("these bytes are not a model");
  }
}
