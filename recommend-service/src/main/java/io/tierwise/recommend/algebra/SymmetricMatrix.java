package io.tierwise.recommend.algebra;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
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
  private final float[][][] tiles;

  /** All zero. */
  public SymmetricMatrix(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a matrix of " + size + " rows");
    }
    this.size = size;
    this.blocks = (size + Tile.SIZE - 1) / Tile.SIZE;
    this.tiles = new float[blocks][][];
    for (int i = 0; i < blocks; i++) {
      tiles[i] = new float[i + 1][];
      for (int j = 0; j <= i; j++) {
        tiles[i][j] = Tile.zero();
      }
    }
    // The rows that fill up the last block are those of the unit matrix: they change nothing.
    for (int i = size; i < blocks * Tile.SIZE; i++) {
      tiles[blocks - 1][blocks - 1][i % Tile.SIZE * (Tile.SIZE + 1)] = 1;
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
    return tiles[row / Tile.SIZE][column / Tile.SIZE][within(row, column)];
  }

  /** Adds to the element (i, j), which is the element (j, i) too; j is at most i. */
  public void add(int i, int j, float value) {
    tiles[i / Tile.SIZE][j / Tile.SIZE][within(i, j)] += value;
  }

  private static int within(int row, int column) {
    return row % Tile.SIZE * Tile.SIZE + column % Tile.SIZE;
  }

  /** Copies row i, all of it. */
  public void row(int i, float[] to) {
    int block = i / Tile.SIZE;
    for (int j = 0; j < block; j++) {
      System.arraycopy(tiles[block][j], within(i, 0), to, j * Tile.SIZE, Tile.SIZE);
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
    replaceAll(Tile::packed);
    factor();
    invertFactor();
    squareFactor();
    replaceAll(Tile::unpacked);
    return this;
  }

  private void replaceAll(UnaryOperator<float[]> change) {
    parallel(
        0,
        blocks,
        fromLast -> {
          float[][] row = tiles[blocks - 1 - fromLast];
          for (int j = 0; j < row.length; j++) {
            row[j] = change.apply(row[j]);
          }
        });
  }

  /** A = L L', left-looking: a column of tiles is written once. On the diagonal inverses of L. */
  private void factor() {
    finishDiagonal(0);
    for (int k = 0; k < blocks; k++) {
      int column = k;
      parallel(
          k + 1,
          blocks,
          i -> {
            float[][] row = tiles[i];
            for (int j = 0; j < column; j++) {
              Tile.multiplyAdd(row[column], row[j], tiles[column][j], -1);
            }
            row[column] = product(row[column], tiles[column][column], 1);
            // What the next column waits for is done beside the rest of this one.
            if (i == column + 1) {
              finishDiagonal(i);
            }
          });
    }
  }

  private void finishDiagonal(int i) {
    float[][] row = tiles[i];
    for (int j = 0; j < i; j++) {
      Tile.multiplyAdd(row[i], row[j], row[j], -1);
    }
    float[] lower = Tile.unpacked(row[i]);
    Tile.factor(lower);
    row[i] = Tile.packed(Tile.inverseOfLower(lower));
  }

  /** L becomes the transposed tiles of its inverse W, one row after the other. */
  private void invertFactor() {
    for (int i = 0; i < blocks; i++) {
      float[][] row = tiles[i];
      float[] diagonal = row[i];
      float[][] inverse = new float[i + 1][];
      inverse[i] = Tile.transposed(diagonal);
      int last = i;
      parallel(
          0,
          i,
          j -> {
            float[] sum = Tile.zero();
            for (int k = j; k < last; k++) {
              Tile.multiplyAdd(sum, row[k], tiles[k][j], 1);
            }
            inverse[j] = product(Tile.transposed(sum), diagonal, -1);
          });
      tiles[i] = inverse;
    }
  }

  /** W becomes W'W, one row of tiles after the other; later rows do not need it any more. */
  private void squareFactor() {
    for (int i = 0; i < blocks; i++) {
      int row = i;
      float[][] products = new float[i + 1][];
      parallel(
          0,
          i + 1,
          j -> {
            products[j] = Tile.zero();
            for (int k = row; k < blocks; k++) {
              Tile.multiplyAdd(products[j], tiles[k][row], tiles[k][j], 1);
            }
          });
      tiles[i] = products;
    }
  }

  private static float[] product(float[] a, float[] b, float sign) {
    float[] product = Tile.zero();
    Tile.multiplyAdd(product, a, b, sign);
    return product;
  }

  /** One index after the other, the first ones first, by whoever is free. */
  private static void parallel(int from, int to, IntConsumer work) {
    AtomicInteger next = new AtomicInteger(from);
    IntStream.range(0, Math.min(to - from, Runtime.getRuntime().availableProcessors()))
        .parallel()
        .forEach(
            worker -> {
              for (int i = next.getAndIncrement(); i < to; i = next.getAndIncrement()) {
                work.accept(i);
              }
            });
  }
}
