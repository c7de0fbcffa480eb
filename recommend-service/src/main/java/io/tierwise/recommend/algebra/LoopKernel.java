package io.tierwise.recommend.algebra;

import java.util.Arrays;

/**
 * Loops over columns in arrays of their own with one index, which is what the compiler turns into
 * fused vector instructions, on any processor. A panel is a whole block.
 */
final class LoopKernel implements TileKernel {
  private static final int SIZE = Tile.SIZE;

  @Override
  public int panel() {
    return SIZE;
  }

  @Override
  public void multiplyAdd(float[] c, float[] a, float[] b, float sign) {
    float[][] columns = new float[SIZE][];
    for (int k = 0; k < SIZE; k++) {
      columns[k] = Arrays.copyOfRange(a, k * SIZE, (k + 1) * SIZE);
    }
    float[] sum = new float[SIZE];
    float[] next = new float[SIZE];
    for (int j = 0; j < SIZE; j += 2) {
      System.arraycopy(c, j * SIZE, sum, 0, SIZE);
      System.arraycopy(c, (j + 1) * SIZE, next, 0, SIZE);
      for (int k = 0; k < SIZE; k += 4) {
        twoColumns(sum, next, columns, k, b, k * SIZE + j, sign);
      }
      System.arraycopy(sum, 0, c, j * SIZE, SIZE);
      System.arraycopy(next, 0, c, (j + 1) * SIZE, SIZE);
    }
  }

  /** Two columns of c by four of a: eight products for six reads. */
  private static void twoColumns(
      float[] c0, float[] c1, float[][] columns, int k, float[] b, int at, float sign) {
    float p0 = sign * b[at];
    float q0 = sign * b[at + 1];
    float p1 = sign * b[at + SIZE];
    float q1 = sign * b[at + SIZE + 1];
    float p2 = sign * b[at + 2 * SIZE];
    float q2 = sign * b[at + 2 * SIZE + 1];
    float p3 = sign * b[at + 3 * SIZE];
    float q3 = sign * b[at + 3 * SIZE + 1];
    float[] a0 = columns[k];
    float[] a1 = columns[k + 1];
    float[] a2 = columns[k + 2];
    float[] a3 = columns[k + 3];
    for (int i = 0; i < SIZE; i++) {
      float x0 = a0[i];
      float x1 = a1[i];
      float x2 = a2[i];
      float x3 = a3[i];
      c0[i] = Math.fma(p3, x3, Math.fma(p2, x2, Math.fma(p1, x1, Math.fma(p0, x0, c0[i]))));
      c1[i] = Math.fma(q3, x3, Math.fma(q2, x2, Math.fma(q1, x1, Math.fma(q0, x0, c1[i]))));
    }
  }
}
