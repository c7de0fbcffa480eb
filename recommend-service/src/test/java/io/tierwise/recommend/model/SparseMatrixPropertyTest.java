package io.tierwise.recommend.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;

class SparseMatrixPropertyTest {
  @Property(tries = 40, seed = "20261123")
  void gramTimes_isTheTransposeTimesTheProduct(@ForAll long seed) {
    InteractionLog log = RandomLogs.of(seed, 15, 20, 10);
    SparseMatrix x = SparseMatrix.of(log, StrengthWeights.DEFAULT, 8);
    Random random = new Random(seed);
    float[][] dense = new float[x.items()][3];
    for (float[] row : dense) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextFloat();
      }
    }
    float[][] product = x.gramTimes(dense);
    float[][] expected = x.transposeTimes(x.times(dense));
    for (int item = 0; item < x.items(); item++) {
      assertThat(product[item]).containsExactly(expected[item], Offset.offset(0.01f));
    }
  }
}
