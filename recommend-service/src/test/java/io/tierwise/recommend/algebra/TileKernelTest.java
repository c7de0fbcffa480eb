package io.tierwise.recommend.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TileKernelTest {
  private static final int SIZE = Tile.SIZE;

  @Test
  void loops_multiply() {
    multiplies(new LoopKernel());
  }

  @Test
  void vectors_multiply() {
    assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
    assumeTrue(VectorKernel.suits(), "no registers of 512 bits");
    multiplies(new VectorKernel());
  }

  @Test
  void vectorsOfTheFirstCompiler_areNotUsed() {
    String virtualMachine = System.getProperty("java.vm.info");
    System.setProperty("java.vm.info", "mixed mode, emulated-client, sharing");
    try {
      assertThat(TileKernel.fastest()).isInstanceOf(LoopKernel.class);
    } finally {
      System.setProperty("java.vm.info", virtualMachine);
    }
  }

  @Test
  void transposed_swapsRowsAndColumns() {
    float[] rows = random(5);
    float[] transposed = Tile.unpacked(Tile.transposed(Tile.packed(rows)));

    for (int i = 0; i < SIZE; i += 17) {
      for (int j = 0; j < SIZE; j++) {
        assertThat(transposed[i * SIZE + j]).isEqualTo(rows[j * SIZE + i]);
      }
    }
  }

  private static void multiplies(TileKernel kernel) {
    float[] a = random(1);
    float[] b = random(2);
    float[] c = random(3);
    float[] packed = Tile.packed(c, kernel.panel());
    kernel.multiplyAdd(packed, Tile.packed(a, kernel.panel()), Tile.packed(b, kernel.panel()), -1);

    float[] product = Tile.unpacked(packed, kernel.panel());

    for (int i = 0; i < SIZE; i++) {
      for (int j = i % 7; j < SIZE; j += 7) {
        double expected = c[i * SIZE + j];
        for (int k = 0; k < SIZE; k++) {
          expected -= (double) a[i * SIZE + k] * b[j * SIZE + k];
        }
        assertThat(product[i * SIZE + j]).isCloseTo((float) expected, within(1e-4f));
      }
    }
  }

  private static float[] random(long seed) {
    Random random = new Random(seed);
    float[] rows = Tile.zero();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.nextFloat() - 0.5f;
    }
    return rows;
  }
}
