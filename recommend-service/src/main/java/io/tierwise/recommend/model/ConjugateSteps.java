package io.tierwise.recommend.model;

import java.util.Arrays;

/**
 * Brings the factors of one row of a factorisation nearer to the solution of (D + Σ c_j q_j q_j') p
 * = Σ t_j q_j with a diagonal D: a few steps of conjugate gradients, preconditioned by D, from
 * where the row stood. G. Takács, I. Pilászy, D. Tikk: Applications of the Conjugate Gradient
 * Method for Implicit Feedback Collaborative Filtering (2011). Buffers are reused; not thread-safe.
 *
 * <p>Cost for n entries and d factors: 2 n d multiplications a step, and as many to begin with.
 */
final class ConjugateSteps {
  private static final int LANES = 4;

  private final float[] diagonal;
  private final float[] residual;
  private final float[] direction;
  private final float[] product;
  private final float[] nothing;
  private float[][] rows = new float[64][];
  private float[] confidences = new float[64];
  private float[] targets = new float[64];
  private int size;

  ConjugateSteps(int dims) {
    this.diagonal = new float[dims];
    this.residual = new float[dims];
    this.direction = new float[dims];
    this.product = new float[dims];
    this.nothing = new float[dims];
  }

  /** Begins a row with D = diagonal + ridge, of positive elements. */
  void begin(double[] shared, double ridge) {
    size = 0;
    for (int k = 0; k < diagonal.length; k++) {
      diagonal[k] = (float) (shared[k] + ridge);
    }
  }

  /**
   * @param row q, read until the row is done
   * @param confidence c, positive
   * @param target t
   */
  void add(float[] row, double confidence, double target) {
    if (size + LANES > rows.length) {
      rows = Arrays.copyOf(rows, size * 2);
      confidences = Arrays.copyOf(confidences, size * 2);
      targets = Arrays.copyOf(targets, size * 2);
    }
    rows[size] = row;
    confidences[size] = (float) confidence;
    targets[size++] = (float) target;
  }

  /** Moves p, which says where to begin. */
  void improve(float[] p, int steps) {
    int dims = p.length;
    for (int entry = size; entry % LANES != 0; entry++) {
      rows[entry] = nothing;
    }
    begin(p);
    double length = 0;
    for (int k = 0; k < dims; k++) {
      direction[k] = residual[k] / diagonal[k];
      length += (double) residual[k] * direction[k];
    }
    for (int step = 1; length > 0; step++) {
      multiply();
      double curvature = 0;
      for (int k = 0; k < dims; k++) {
        curvature += (double) direction[k] * product[k];
      }
      float along = (float) (length / curvature);
      for (int k = 0; k < dims; k++) {
        p[k] = Math.fma(along, direction[k], p[k]);
      }
      if (step == steps) {
        return;
      }
      double shorter = 0;
      for (int k = 0; k < dims; k++) {
        residual[k] = Math.fma(-along, product[k], residual[k]);
        product[k] = residual[k] / diagonal[k];
        shorter += (double) residual[k] * product[k];
      }
      float again = (float) (shorter / length);
      for (int k = 0; k < dims; k++) {
        direction[k] = Math.fma(again, direction[k], product[k]);
      }
      length = shorter;
    }
  }

  /** The residual at p: Σ (t_j - c_j q_j'p) q_j - D p. */
  private void begin(float[] p) {
    for (int k = 0; k < p.length; k++) {
      residual[k] = -diagonal[k] * p[k];
    }
    float[] dots = new float[LANES];
    for (int entry = 0; entry < size; entry += LANES) {
      dots(entry, p, dots);
      for (int lane = 0; lane < LANES; lane++) {
        int at = entry + lane;
        dots[lane] = Math.fma(-confidences[at], dots[lane], targets[at]);
      }
      add(entry, dots, residual);
    }
  }

  /** The system times the direction. */
  private void multiply() {
    for (int k = 0; k < product.length; k++) {
      product[k] = diagonal[k] * direction[k];
    }
    float[] dots = new float[LANES];
    for (int entry = 0; entry < size; entry += LANES) {
      dots(entry, direction, dots);
      for (int lane = 0; lane < LANES; lane++) {
        dots[lane] *= confidences[entry + lane];
      }
      add(entry, dots, product);
    }
  }

  /** Four rows side by side, each in two sums: one sum alone would wait for itself. */
  private void dots(int entry, float[] v, float[] dots) {
    float[] r0 = rows[entry];
    float[] r1 = rows[entry + 1];
    float[] r2 = rows[entry + 2];
    float[] r3 = rows[entry + 3];
    float a0 = 0;
    float a1 = 0;
    float a2 = 0;
    float a3 = 0;
    float b0 = 0;
    float b1 = 0;
    float b2 = 0;
    float b3 = 0;
    int k = 0;
    for (; k < v.length - 1; k += 2) {
      float even = v[k];
      float odd = v[k + 1];
      a0 = Math.fma(even, r0[k], a0);
      b0 = Math.fma(odd, r0[k + 1], b0);
      a1 = Math.fma(even, r1[k], a1);
      b1 = Math.fma(odd, r1[k + 1], b1);
      a2 = Math.fma(even, r2[k], a2);
      b2 = Math.fma(odd, r2[k + 1], b2);
      a3 = Math.fma(even, r3[k], a3);
      b3 = Math.fma(odd, r3[k + 1], b3);
    }
    if (k < v.length) {
      a0 = Math.fma(v[k], r0[k], a0);
      a1 = Math.fma(v[k], r1[k], a1);
      a2 = Math.fma(v[k], r2[k], a2);
      a3 = Math.fma(v[k], r3[k], a3);
    }
    dots[0] = a0 + b0;
    dots[1] = a1 + b1;
    dots[2] = a2 + b2;
    dots[3] = a3 + b3;
  }

  private void add(int entry, float[] weights, float[] to) {
    addRows(rows[entry], rows[entry + 1], rows[entry + 2], rows[entry + 3], weights, to);
  }

  private static void addRows(
      float[] r0, float[] r1, float[] r2, float[] r3, float[] weights, float[] to) {
    float w0 = weights[0];
    float w1 = weights[1];
    float w2 = weights[2];
    float w3 = weights[3];
    for (int k = 0; k < to.length; k++) {
      float sum = Math.fma(w0, r0[k], to[k]);
      sum = Math.fma(w1, r1[k], sum);
      sum = Math.fma(w2, r2[k], sum);
      to[k] = Math.fma(w3, r3[k], sum);
    }
  }
}
