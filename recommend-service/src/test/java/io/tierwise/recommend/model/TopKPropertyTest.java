package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TopKPropertyTest {
  @Property(tries = 300, seed = "20261123")
  void topK_equalsTheStartOfASort(
      @ForAll @Size(max = 60) List<@IntRange(min = -5, max = 5) Integer> drawn,
      @ForAll @IntRange(min = 1, max = 20) int k) {
    // Few values, so that equal scores are common.
    double[] scores = drawn.stream().mapToDouble(Integer::doubleValue).toArray();
    int[] sorted =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer item) -> -scores[item])
                    .thenComparing(Comparator.naturalOrder()))
            .limit(k)
            .mapToInt(Integer::intValue)
            .toArray();

    TopK top = new TopK(k);
    for (int item = 0; item < scores.length; item++) {
      top.offer(item, scores[item]);
    }
    int[] items = new int[top.size()];
    double[] values = new double[top.size()];
    top.drain(items, values);

    assertThat(items).containsExactly(sorted);
    for (int i = 0; i < items.length; i++) {
      assertThat(values[i]).isEqualTo(scores[items[i]]);
    }
    assertThat(top.size()).isZero();
  }

  @Test
  void nan_isNeverKept() {
    TopK top = new TopK(3);
    top.offer(1, Double.NaN);
    assertThat(top.size()).isZero();
  }
}
