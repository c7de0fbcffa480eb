package io.tierwise.recommend.algebra;

import java.util.stream.IntStream;

/**
 * A symmetric positive definite matrix of n rows, of which the lower half is kept in tiles: 2 n²
 * bytes. Inverted in place by a blocked Cholesky factorisation on all cores, n³ multiplications in
 * all. Single precision: the ridge of a linear recommender keeps the condition number small.
 *
 * <p>G. Golub, C. Van Loan: Matrix Computations (2013), 4.2. Not thread-safe while it changes.
 */
public final class SymmetricMatrix {
  private final int size;
  private final int blocks;
  private final float[][][][] tiles;

  /** All zero. */
  public SymmetricMatrix(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a matrix of " + size + " rows");
    }
    this.size = size;
    this.blocks = (size + Tile.SIZE - 1) / Tile.SIZE;
    this.tiles = new float[blocks][][][];
    for (int i = 0; i < blocks; i++) {
      tiles[i] = new float[i + 1][][];
      for (int j = 0; j <= i; j++) {
        tiles[i][j] = Tile.zero();
      }
    }
    // The rows that fill up the last block are those of the unit matrix: they change nothing.
    for (int i = size; i < blocks * Tile.SIZE; i++) {
      tiles[blocks - 1][blocks - 1][i % Tile.SIZE][i % Tile.SIZE] = 1;
    }
  }

  /** Bytes that a matrix of so many rows takes. */
  public static long bytes(int size) {
    long blocks = (size + Tile.SIZE - 1) / Tile.SIZE;
    return blocks * (blocks + 1) / 2 * Tile.SIZE * Tile.SIZE * Float.BYTES;
  }

  public int size() {
    return size;
  }

  public float get(int i, int j) {
    int row = Math.max(i, j);
    int column = Math.min(i, j);
    return tiles[row / Tile.SIZE][column / Tile.SIZE][row % Tile.SIZE][column % Tile.SIZE];
  }

  /** Adds to the element (i, j), which is the element (j, i) too; j is at most i. */
  public void add(int i, int j, float value) {
    tiles[i / Tile.SIZE][j / Tile.SIZE][i % Tile.SIZE][j % Tile.SIZE] += value;
  }

  /** Copies row i, all of it. */
  public void row(int i, float[] to) {
    int block = i / Tile.SIZE;
    int within = i % Tile.SIZE;
    for (int j = 0; j < block; j++) {
      System.arraycopy(tiles[block][j][within], 0, to, j * Tile.SIZE, Tile.SIZE);
    }
    for (int j = block * Tile.SIZE; j < size; j++) {
      to[j] = get(i, j);
    }
  }

  /**
   * Replaces the matrix by its inverse.
   *
   * @throws ArithmeticException if it is not positive definite
   */
  public SymmetricMatrix invert() {
    factor();
    invertFactor();
    squareFactor();
    return this;
  }

  /** A = L L', left-looking: a column of tiles is written once. */
  private void factor() {
    for (int k = 0; k < blocks; k++) {
      int column = k;
      float[][][] transposed = new float[k][][];
      parallel(0, k, j -> transposed[j] = Tile.transposed(tiles[column][j]));
      subtractProducts(tiles[k][k], tiles[k], transposed);
      for (int i = 0; i < Tile.SIZE; i++) {
        java.util.Arrays.fill(tiles[k][k][i], i + 1, Tile.SIZE, 0);
      }
      Tile.factor(tiles[k][k]);
      float[][] inverse = Tile.transposed(Tile.inverseOfLower(tiles[k][k]));
      parallel(
          k + 1,
          blocks,
          i -> {
            subtractProducts(tiles[i][column], tiles[i], transposed);
            float[][] solved = Tile.zero();
            Tile.multiplyAdd(solved, tiles[i][column], inverse, 1);
            tiles[i][column] = solved;
          });
    }
  }

  private static void subtractProducts(float[][] c, float[][][] row, float[][][] transposed) {
    for (int j = 0; j < transposed.length; j++) {
      Tile.multiplyAdd(c, row[j], transposed[j], -1);
    }
  }

  /** L becomes its inverse, one column of tiles after the other. */
  private void invertFactor() {
    float[][][] diagonal = new float[blocks][][];
    parallel(0, blocks, k -> diagonal[k] = Tile.inverseOfLower(tiles[k][k]));
    for (int j = 0; j < blocks; j++) {
      int column = j;
      tiles[j][j] = diagonal[j];
      parallel(
          j + 1,
          blocks,
          i -> {
            float[][] product = Tile.zero();
            Tile.multiplyAdd(product, tiles[i][column], diagonal[column], 1);
            tiles[i][column] = product;
          });
      for (int k = j + 1; k < blocks; k++) {
        float[][] solved = Tile.zero();
        Tile.multiplyAdd(solved, diagonal[k], tiles[k][j], -1);
        tiles[k][j] = solved;
        int step = k;
        parallel(k + 1, blocks, i -> Tile.multiplyAdd(tiles[i][column], tiles[i][step], solved, 1));
      }
    }
  }

  /** W becomes W'W, one row of tiles after the other; later rows do not need it any more. */
  private void squareFactor() {
    for (int i = 0; i < blocks; i++) {
      int row = i;
      float[][][] transposed = new float[blocks][][];
      parallel(i, blocks, k -> transposed[k] = Tile.transposed(tiles[k][row]));
      float[][][] products = new float[i + 1][][];
      parallel(
          0,
          i + 1,
          j -> {
            products[j] = Tile.zero();
            for (int k = row; k < blocks; k++) {
              Tile.multiplyAdd(products[j], transposed[k], tiles[k][j], 1);
            }
          });
      tiles[i] = products;
    }
  }

  private static void parallel(int from, int to, java.util.function.IntConsumer work) {
    IntStream.range(from, to).parallel().forEach(work);
  }
}
