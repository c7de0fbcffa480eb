package io.tierwise.segmentation.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.segmentation.customer.Preferences;
import io.tierwise.segmentation.taste.TasteRun.Cluster;
import io.tierwise.segmentation.taste.Tastes.Liking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindTastesTest {
  private static Preferences likes(String category, double share, String band) {
    return new Preferences(
        Map.of(category, share, "Gifts", 1 - share),
        Map.of(),
        Map.of(band, 1.0),
        Map.of(),
        List.of(),
        List.of(),
        null);
  }

  private static List<Liking> shop() {
    Random random = new Random(3);
    List<Liking> shop = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double share = 0.7 + 0.2 * random.nextDouble();
      shop.add(
          new Liking(
              "u" + i,
              i % 3 == 0
                  ? likes("Garden", share, "low")
                  : i % 3 == 1 ? likes("Kitchen", share, "high") : likes("Kitchen", share, "low")));
    }
    return shop;
  }

  @Test
  void plantedTastes_areFoundAndNamed() {
    TasteRun.Model model = FindTastes.model(shop(), null, 1);

    assertThat(model.clusters()).hasSize(3);
    assertThat(model.silhouette()).isGreaterThan(0.6);
    assertThat(model.clusters())
        .extracting(Cluster::share)
        .allMatch(s -> Math.abs(s - 1 / 3.0) < 0.01);
    assertThat(model.clusters())
        .extracting(Cluster::name)
        .contains("Garden", "Kitchen")
        .doesNotHaveDuplicates()
        .anyMatch(name -> name.startsWith("Kitchen, "));
    assertThat(model.near(likes("Garden", 0.8, "low")).getFirst().taste()).isEqualTo("Garden");
  }

  @Test
  void sameSeed_givesTheSameClusters() {
    assertThat(FindTastes.model(shop(), 3, 5)).isEqualTo(FindTastes.model(shop(), 3, 5));
  }

  @Test
  void moreClustersThanTastes_areNone() {
    List<Liking> alike = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      alike.add(new Liking("u" + i, likes("Garden", 0.5, "low")));
    }
    assertThat(FindTastes.model(alike, 2, 1)).isNull();
  }

  @Test
  void distance_isHellingers() {
    Preferences a = likes("Garden", 0.64, "low");
    Preferences b = likes("Kitchen", 0.64, "low");
    TasteSpace space = TasteSpace.of(List.of(a, b));
    double[] x = space.point(a);
    double[] y = space.point(b);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - y[i]) * (x[i] - y[i]);
    }
    // Categories weigh a half: sqrt(0.5 (0.64 + 0.64)).
    assertThat(Math.sqrt(sum)).isCloseTo(0.8, within(1e-12));
  }

  @Test
  void similarities_areThoseOfTheTextbooks() {
    assertThat(SimilarUsers.jaccard(Set.of(1L, 2L, 3L), Set.of(2L, 3L, 4L))).isEqualTo(0.5);
    assertThat(SimilarUsers.jaccard(Set.of(), Set.of())).isZero();
    Preferences a = likes("Garden", 0.8, "low");
    assertThat(SimilarUsers.cosine(a, a)).isCloseTo(1, within(1e-12));
    assertThat(SimilarUsers.cosine(a, Preferences.NONE)).isZero();
    // (0.2 0.2 + 1) / (0.64 + 0.04 + 1)
    assertThat(SimilarUsers.cosine(a, likes("Kitchen", 0.8, "low")))
        .isCloseTo(1.04 / 1.68, within(1e-12));
  }
}
