package io.tierwise.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.ItemKnnTrainer;
import io.tierwise.recommend.serving.LiveDemand;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RecommendPropertiesTest {
  private static RecommendProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("tierwise.recommend", RecommendProperties.class);
  }

  @Test
  void defaults_areThoseOfTheDomain() {
    RecommendProperties properties = bind(Map.of());
    assertThat(properties.requireCatalogue()).isFalse();
    assertThat(properties.strength().weights()).isEqualTo(StrengthWeights.DEFAULT);
    assertThat(properties.itemKnn().parameters()).isEqualTo(ItemKnnTrainer.Parameters.DEFAULT);
    assertThat(properties.demand().halfLives()).isEqualTo(LiveDemand.HalfLives.DEFAULT);
    assertThat(properties.demand().segmentsEvery()).isEqualTo(Duration.ofHours(1));
    assertThat(properties.history().limits().users()).isEqualTo(20_000);
    assertThat(properties.history().poll()).isEqualTo(Duration.ofMillis(100));
    assertThat(properties.training().every()).isNull();
    assertThat(properties.training().testShare()).isEqualTo(0.1);
  }

  @Test
  void everything_canBeSet() {
    RecommendProperties properties =
        bind(
            Map.ofEntries(
                Map.entry("tierwise.recommend.require-catalogue", "true"),
                Map.entry("tierwise.recommend.strength.view", "0.5"),
                Map.entry("tierwise.recommend.strength.half-life", "30d"),
                Map.entry("tierwise.recommend.item-knn.neighbours", "20"),
                Map.entry("tierwise.recommend.item-knn.shrinkage", "5"),
                Map.entry("tierwise.recommend.demand.trending-short", "1d"),
                Map.entry("tierwise.recommend.demand.segments-every", "2h"),
                Map.entry("tierwise.recommend.history.users", "7"),
                Map.entry("tierwise.recommend.history.max-age", "1s"),
                Map.entry("tierwise.recommend.history.poll", "50ms"),
                Map.entry("tierwise.recommend.training.every", "6h")));
    assertThat(properties.requireCatalogue()).isTrue();
    assertThat(properties.strength().weights().view()).isEqualTo(0.5);
    assertThat(properties.strength().halfLife()).isEqualTo(Duration.ofDays(30));
    assertThat(properties.itemKnn().parameters())
        .isEqualTo(new ItemKnnTrainer.Parameters(20, 5, 500));
    assertThat(properties.demand().trendingShort()).isEqualTo(Duration.ofDays(1));
    assertThat(properties.demand().segmentsEvery()).isEqualTo(Duration.ofHours(2));
    assertThat(properties.history().limits().users()).isEqualTo(7);
    assertThat(properties.history().limits().maxAge()).isEqualTo(Duration.ofSeconds(1));
    assertThat(properties.history().poll()).isEqualTo(Duration.ofMillis(50));
    assertThat(properties.training().every()).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void testShareOutsideItsRange_stopsTheStart() {
    assertThatThrownBy(() -> bind(Map.of("tierwise.recommend.training.test-share", "1")))
        .hasRootCauseMessage("tierwise.recommend.training.test-share 1.0 is not in (0, 1)");
  }
}
