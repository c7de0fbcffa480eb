package io.tierwise.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SilhouetteTest {
  @Test
  void mean_ofFourPointsOnALine_isTheOneWorkedOutByHand() {
    double[][] points = {{0}, {1}, {10}, {11}};
    // s = (b - a) / b with a = 1 and b = 10.5 for the outer, 9.5 for the inner points.
    double expected = (9.5 / 10.5 + 8.5 / 9.5) / 2;

    assertThat(Silhouette.mean(points, new int[] {0, 0, 1, 1}, 2))
        .isCloseTo(expected, offset(1e-12));
  }

  @Test
  void mean_ofOneCluster_isZero() {
    assertThat(Silhouette.mean(new double[][] {{1}, {2}}, new int[] {0, 0}, 1)).isZero();
  }

  @Property(tries = 60, seed = "20261123")
  void mean_equalsTheDefinition(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 5) int k,
      @ForAll @IntRange(min = 3, max = 40) int n) {
    Random random = new Random(seed);
    double[][] points = new double[n][3];
    int[] groups = new int[n];
    for (int i = 0; i < n; i++) {
      groups[i] = random.nextInt(k);
      for (int j = 0; j < 3; j++) {
        points[i][j] = random.nextGaussian() + groups[i];
      }
    }
    assertThat(Silhouette.mean(points, groups, k))
        .isCloseTo(byDefinition(points, groups, k), offset(1e-9));
  }

  @Test
  void sample_isUniformRepeatableAndWithoutRepetition() {
    int[] sample = Silhouette.sample(1000, 100, 7);

    assertThat(sample).hasSize(100).isSorted().doesNotHaveDuplicates();
    assertThat(sample).isEqualTo(Silhouette.sample(1000, 100, 7));
    assertThat(sample).isNotEqualTo(Silhouette.sample(1000, 100, 8));
    assertThat(Arrays.stream(sample).average().orElseThrow()).isBetween(400.0, 600.0);
    assertThat(Silhouette.sample(5, 100, 7)).containsExactly(0, 1, 2, 3, 4);
  }

  private static double byDefinition(double[][] points, int[] groups, int k) {
    double sum = 0;
    for (int i = 0; i < points.length; i++) {
      int own = groups[i];
      List<Double> means = new java.util.ArrayList<>();
      double a = 0;
      int ownSize = 0;
      for (int c = 0; c < k; c++) {
        double distances = 0;
        int size = 0;
        for (int j = 0; j < points.length; j++) {
          if (groups[j] == c && j != i) {
            double d = 0;
            for (int x = 0; x < points[i].length; x++) {
              d += Math.pow(points[i][x] - points[j][x], 2);
            }
            distances += Math.sqrt(d);
            size++;
          }
        }
        if (c == own) {
          a = distances / Math.max(1, size);
          ownSize = size;
        } else if (size > 0) {
          means.add(distances / size);
        }
      }
      if (ownSize > 0 && !means.isEmpty()) {
        double b = means.stream().min(Double::compare).orElseThrow();
        sum += (b - a) / Math.max(a, b);
      }
    }
    return sum / points.length;
  }
}
