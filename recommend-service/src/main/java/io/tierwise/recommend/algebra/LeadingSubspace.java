package io.tierwise.recommend.algebra;

import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A function of a symmetric matrix A on the space of its k largest eigenvalues: Q f(Q'AQ) Q' with Q
 * an orthonormal basis of that space; f = 1 gives the projection on it. No eigenvector is computed.
 * Subspace iteration from a random start: N. Halko, P. Martinsson, J. Tropp: Finding Structure with
 * Randomness (2011).
 */
public final class LeadingSubspace {
  private final int blocks;
  private final float[][][] left;
  private final float[][][] right;

  private LeadingSubspace(float[][] basis, float[][] response) {
    int k = response.length;
    blocks = (k + Tile.SIZE - 1) / Tile.SIZE;
    right = new float[(basis.length + Tile.SIZE - 1) / Tile.SIZE][blocks][];
    left = new float[right.length][blocks][];
    float[][][] f = new float[blocks][blocks][];
    for (int i = 0; i < blocks; i++) {
      for (int j = 0; j < blocks; j++) {
        // Symmetric, so that the transposed tile is that on the other side of the diagonal.
        f[i][j] = tile(response, j, i);
      }
    }
    IntStream.range(0, right.length)
        .parallel()
        .forEach(
            chunk -> {
              for (int block = 0; block < blocks; block++) {
                float[] q = tile(basis, chunk, block);
                right[chunk][block] = q;
                for (int other = 0; other < blocks; other++) {
                  if (block == 0) {
                    left[chunk][other] = Tile.zero();
                  }
                  Tile.multiplyAdd(left[chunk][other], q, f[block][other], 1);
                }
              }
            });
  }

  private static float[] tile(float[][] rows, int chunk, int block) {
    float[] tile = Tile.zero();
    int from = block * Tile.SIZE;
    for (int i = chunk * Tile.SIZE; i < Math.min(rows.length, (chunk + 1) * Tile.SIZE); i++) {
      int width = Math.min(Tile.SIZE, rows[i].length - from);
      System.arraycopy(rows[i], from, tile, i % Tile.SIZE * Tile.SIZE, width);
    }
    return Tile.packed(tile);
  }

  /**
   * @param matrix applies A to a block of columns, given and answered as rows
   * @param size of A
   * @param k dimensions of the space, at most the size
   * @param function f, of a small symmetric matrix with the eigenvalues of A
   */
  public static LeadingSubspace of(
      UnaryOperator<float[][]> matrix,
      int size,
      int k,
      int iterations,
      long seed,
      UnaryOperator<float[][]> function) {
    Random random = new Random(seed);
    float[][] basis = new float[size][k];
    for (float[] row : basis) {
      for (int j = 0; j < k; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    for (int i = 0; i < iterations; i++) {
      basis = matrix.apply(basis);
      Orthonormal.columns(basis);
    }
    float[][] small = Orthonormal.products(basis, matrix.apply(basis));
    return new LeadingSubspace(basis, function.apply(small));
  }

  /** How many rows {@link #rows} answers at once. */
  public static int chunk() {
    return Tile.SIZE;
  }

  /**
   * The rows [chunk · {@link #chunk()}, ...) of the function, each of at least as many numbers as A
   * has rows.
   */
  public float[][] rows(int chunk) {
    float[][] rows = new float[Tile.SIZE][right.length * Tile.SIZE];
    for (int column = 0; column < right.length; column++) {
      float[] product = Tile.zero();
      for (int block = 0; block < blocks; block++) {
        Tile.multiplyAdd(product, left[chunk][block], right[column][block], 1);
      }
      product = Tile.unpacked(product);
      for (int i = 0; i < Tile.SIZE; i++) {
        System.arraycopy(product, i * Tile.SIZE, rows[i], column * Tile.SIZE, Tile.SIZE);
      }
    }
    return rows;
  }
}
