package io.tierwise.recommend.model;

/**
 * Factors of many rows, kept by column in tiles of {@value #SIZE} rows: the products of all rows
 * with one vector are vector instructions over memory that is read once.
 */
final class FactorTiles {
  static final int SIZE = 512;

  private final int rows;
  private final int dims;
  private final float[][][] tiles;

  /** Tile t holds row t · {@value #SIZE} + r at {@code tiles[t][k][r]}. */
  FactorTiles(int rows, int dims, float[][][] tiles) {
    this.rows = rows;
    this.dims = dims;
    this.tiles = tiles;
  }

  static FactorTiles of(float[][] rows, int dims) {
    float[][][] tiles = new float[(rows.length + SIZE - 1) / SIZE][dims][SIZE];
    for (int row = 0; row < rows.length; row++) {
      for (int k = 0; k < dims; k++) {
        tiles[row / SIZE][k][row % SIZE] = rows[row][k];
      }
    }
    return new FactorTiles(rows.length, dims, tiles);
  }

  int rows() {
    return rows;
  }

  int dims() {
    return dims;
  }

  float[][][] tiles() {
    return tiles;
  }

  void read(int row, double[] to) {
    float[][] tile = tiles[row / SIZE];
    for (int k = 0; k < dims; k++) {
      to[k] = tile[k][row % SIZE];
    }
  }

  /** Receives the products of each row. */
  interface Products {
    void take(int row, float product);
  }

  void times(double[] vector, Products products) {
    float[] sums = new float[SIZE];
    for (int t = 0; t < tiles.length; t++) {
      java.util.Arrays.fill(sums, 0);
      int k = 0;
      for (; k < dims - 1; k += 2) {
        addTwo(sums, tiles[t][k], tiles[t][k + 1], (float) vector[k], (float) vector[k + 1]);
      }
      if (k < dims) {
        addTwo(sums, tiles[t][k], tiles[t][k], (float) vector[k], 0);
      }
      int end = Math.min(SIZE, rows - t * SIZE);
      for (int r = 0; r < end; r++) {
        products.take(t * SIZE + r, sums[r]);
      }
    }
  }

  private static void addTwo(float[] sums, float[] a, float[] b, float x, float y) {
    for (int r = 0; r < SIZE; r++) {
      sums[r] = Math.fma(y, b[r], Math.fma(x, a[r], sums[r]));
    }
  }
}
