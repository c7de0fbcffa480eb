package io.tierwise.recommend.algebra;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Keeps 32 rows by 8 columns of the product in sixteen registers of 512 bits: per step two reads of
 * a and eight numbers of b make sixteen fused multiplications. A panel of a stays in the first
 * cache, b in the second. K. Goto, R. van de Geijn: Anatomy of High-Performance Matrix
 * Multiplication (2008).
 */
final class VectorKernel implements TileKernel {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_512;
  private static final int WIDTH = 16;
  private static final int ROWS = 2 * WIDTH;
  private static final int COLUMNS = 8;

  /** Whether the processor has such registers. */
  static boolean suits() {
    return FloatVector.SPECIES_PREFERRED.length() >= WIDTH;
  }

  @Override
  public int panel() {
    return ROWS;
  }

  @Override
  public void multiplyAdd(float[] c, float[] a, float[] b, float sign) {
    for (int panel = 0; panel < Tile.SIZE * Tile.SIZE; panel += ROWS * Tile.SIZE) {
      for (int j = 0; j < Tile.SIZE; j += COLUMNS) {
        int column = j / ROWS * ROWS * Tile.SIZE + j % ROWS;
        block(c, panel + j * ROWS, a, panel, b, column, sign);
      }
    }
  }

  private static void block(
      float[] c, int to, float[] a, int panel, float[] b, int column, float sign) {
    FloatVector p0 = FloatVector.zero(LANES);
    FloatVector q0 = FloatVector.zero(LANES);
    FloatVector p1 = FloatVector.zero(LANES);
    FloatVector q1 = FloatVector.zero(LANES);
    FloatVector p2 = FloatVector.zero(LANES);
    FloatVector q2 = FloatVector.zero(LANES);
    FloatVector p3 = FloatVector.zero(LANES);
    FloatVector q3 = FloatVector.zero(LANES);
    FloatVector p4 = FloatVector.zero(LANES);
    FloatVector q4 = FloatVector.zero(LANES);
    FloatVector p5 = FloatVector.zero(LANES);
    FloatVector q5 = FloatVector.zero(LANES);
    FloatVector p6 = FloatVector.zero(LANES);
    FloatVector q6 = FloatVector.zero(LANES);
    FloatVector p7 = FloatVector.zero(LANES);
    FloatVector q7 = FloatVector.zero(LANES);
    for (int k = 0; k < Tile.SIZE; k++) {
      int from = panel + k * ROWS;
      int at = column + k * ROWS;
      FloatVector p = FloatVector.fromArray(LANES, a, from);
      FloatVector q = FloatVector.fromArray(LANES, a, from + WIDTH);
      FloatVector b0 = FloatVector.broadcast(LANES, b[at]);
      p0 = p.fma(b0, p0);
      q0 = q.fma(b0, q0);
      FloatVector b1 = FloatVector.broadcast(LANES, b[at + 1]);
      p1 = p.fma(b1, p1);
      q1 = q.fma(b1, q1);
      FloatVector b2 = FloatVector.broadcast(LANES, b[at + 2]);
      p2 = p.fma(b2, p2);
      q2 = q.fma(b2, q2);
      FloatVector b3 = FloatVector.broadcast(LANES, b[at + 3]);
      p3 = p.fma(b3, p3);
      q3 = q.fma(b3, q3);
      FloatVector b4 = FloatVector.broadcast(LANES, b[at + 4]);
      p4 = p.fma(b4, p4);
      q4 = q.fma(b4, q4);
      FloatVector b5 = FloatVector.broadcast(LANES, b[at + 5]);
      p5 = p.fma(b5, p5);
      q5 = q.fma(b5, q5);
      FloatVector b6 = FloatVector.broadcast(LANES, b[at + 6]);
      p6 = p.fma(b6, p6);
      q6 = q.fma(b6, q6);
      FloatVector b7 = FloatVector.broadcast(LANES, b[at + 7]);
      p7 = p.fma(b7, p7);
      q7 = q.fma(b7, q7);
    }
    FloatVector factor = FloatVector.broadcast(LANES, sign);
    p0.fma(factor, FloatVector.fromArray(LANES, c, to)).intoArray(c, to);
    q0.fma(factor, FloatVector.fromArray(LANES, c, to + WIDTH)).intoArray(c, to + WIDTH);
    p1.fma(factor, FloatVector.fromArray(LANES, c, to + ROWS)).intoArray(c, to + ROWS);
    q1.fma(factor, FloatVector.fromArray(LANES, c, to + ROWS + WIDTH))
        .intoArray(c, to + ROWS + WIDTH);
    p2.fma(factor, FloatVector.fromArray(LANES, c, to + 2 * ROWS)).intoArray(c, to + 2 * ROWS);
    q2.fma(factor, FloatVector.fromArray(LANES, c, to + 2 * ROWS + WIDTH))
        .intoArray(c, to + 2 * ROWS + WIDTH);
    p3.fma(factor, FloatVector.fromArray(LANES, c, to + 3 * ROWS)).intoArray(c, to + 3 * ROWS);
    q3.fma(factor, FloatVector.fromArray(LANES, c, to + 3 * ROWS + WIDTH))
        .intoArray(c, to + 3 * ROWS + WIDTH);
    p4.fma(factor, FloatVector.fromArray(LANES, c, to + 4 * ROWS)).intoArray(c, to + 4 * ROWS);
    q4.fma(factor, FloatVector.fromArray(LANES, c, to + 4 * ROWS + WIDTH))
        .intoArray(c, to + 4 * ROWS + WIDTH);
    p5.fma(factor, FloatVector.fromArray(LANES, c, to + 5 * ROWS)).intoArray(c, to + 5 * ROWS);
    q5.fma(factor, FloatVector.fromArray(LANES, c, to + 5 * ROWS + WIDTH))
        .intoArray(c, to + 5 * ROWS + WIDTH);
    p6.fma(factor, FloatVector.fromArray(LANES, c, to + 6 * ROWS)).intoArray(c, to + 6 * ROWS);
    q6.fma(factor, FloatVector.fromArray(LANES, c, to + 6 * ROWS + WIDTH))
        .intoArray(c, to + 6 * ROWS + WIDTH);
    p7.fma(factor, FloatVector.fromArray(LANES, c, to + 7 * ROWS)).intoArray(c, to + 7 * ROWS);
    q7.fma(factor, FloatVector.fromArray(LANES, c, to + 7 * ROWS + WIDTH))
        .intoArray(c, to + 7 * ROWS + WIDTH);
  }
}
