package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Rows of users (or orders) over items, readable by row and by column. 16 bytes a value. */
final class SparseMatrix {
  final int[] rowStart;
  final int[] rowItem;
  final float[] rowValue;
  final int[] columnStart;
  final int[] columnRow;
  final float[] columnValue;

  private SparseMatrix(int items, int[] rowStart, int[] rowItem, float[] rowValue) {
    this.rowStart = rowStart;
    this.rowItem = rowItem;
    this.rowValue = rowValue;
    this.columnStart = new int[items + 1];
    this.columnRow = new int[rowItem.length];
    this.columnValue = new float[rowItem.length];
    transpose(items);
  }

  private void transpose(int items) {
    for (int item : rowItem) {
      columnStart[item + 1]++;
    }
    for (int item = 0; item < items; item++) {
      columnStart[item + 1] += columnStart[item];
    }
    int[] next = Arrays.copyOf(columnStart, items);
    for (int row = 0; row < rows(); row++) {
      for (int p = rowStart[row]; p < rowStart[row + 1]; p++) {
        int to = next[rowItem[p]]++;
        columnRow[to] = row;
        columnValue[to] = rowValue[p];
      }
    }
  }

  /** A matrix as it was stored, by rows. */
  static SparseMatrix of(int items, int[] rowStart, int[] rowItem, float[] rowValue) {
    return new SparseMatrix(items, rowStart, rowItem, rowValue);
  }

  /** The same rows over other item numbers: {@code numbers[i]} in place of i. */
  SparseMatrix renumbered(int[] numbers) {
    int[] moved = Arrays.stream(rowItem).map(item -> numbers[item]).toArray();
    int items = Arrays.stream(numbers).max().orElse(-1) + 1;
    return new SparseMatrix(items, rowStart, moved, rowValue);
  }

  /** The strengths of all users; each keeps its strongest {@code maxPerRow} items. */
  static SparseMatrix of(InteractionLog log, StrengthWeights weights, int maxPerRow) {
    Builder rows = new Builder(log.items(), maxPerRow, log.users(), pairs(log, maxPerRow));
    Strengths buffer = new Strengths();
    for (int user = 0; user < log.users(); user++) {
      rows.addRow(log.strengths(user, weights, buffer));
    }
    return rows.build();
  }

  /** At most so many values: different items of users. Counting them is cheaper than growing. */
  private static int pairs(InteractionLog log, int maxPerRow) {
    int pairs = 0;
    for (int user = 0; user < log.users(); user++) {
      int ofUser = 0;
      for (int row = log.start(user); row < log.end(user); row++) {
        ofUser += row == log.start(user) || log.item(row) != log.item(row - 1) ? 1 : 0;
      }
      pairs += Math.min(ofUser, maxPerRow);
    }
    return pairs;
  }

  /** Takes the values that are not zero. */
  interface Entry {
    void take(int index, float value);
  }

  void eachOfRow(int row, Entry entry) {
    for (int p = rowStart[row]; p < rowStart[row + 1]; p++) {
      entry.take(rowItem[p], rowValue[p]);
    }
  }

  void eachOfColumn(int item, Entry entry) {
    for (int p = columnStart[item]; p < columnStart[item + 1]; p++) {
      entry.take(columnRow[p], columnValue[p]);
    }
  }

  int rows() {
    return rowStart.length - 1;
  }

  int items() {
    return columnStart.length - 1;
  }

  /** How many values are not zero. */
  int values() {
    return rowItem.length;
  }

  /** Of this matrix and a {@link #scaled} one. */
  long bytesScaled() {
    return (16L + 12) * values();
  }

  /**
   * The same matrix with negative values at zero, rows and columns multiplied; it shares the items
   * of the rows.
   */
  SparseMatrix scaled(double[] rowFactors, double[] columnFactors) {
    float[] values = new float[rowValue.length];
    for (int row = 0; row < rows(); row++) {
      for (int p = rowStart[row]; p < rowStart[row + 1]; p++) {
        double value = Math.max(0, rowValue[p]) * rowFactors[row] * columnFactors[rowItem[p]];
        values[p] = (float) value;
      }
    }
    return new SparseMatrix(items(), rowStart, rowItem, values);
  }

  /** Sums of the positive values of each row. */
  double[] rowSums() {
    return sums(rowStart, rowValue);
  }

  /** Sums of the positive values of each column. */
  double[] columnSums() {
    return sums(columnStart, columnValue);
  }

  private static double[] sums(int[] start, float[] values) {
    double[] sums = new double[start.length - 1];
    for (int i = 0; i < sums.length; i++) {
      for (int p = start[i]; p < start[i + 1]; p++) {
        sums[i] += Math.max(0, values[p]);
      }
    }
    return sums;
  }

  /** X times a dense matrix, given and answered as rows. */
  float[][] times(float[][] dense) {
    return times(rowStart, rowItem, rowValue, dense);
  }

  /** X' times a dense matrix, given and answered as rows. */
  float[][] transposeTimes(float[][] dense) {
    return times(columnStart, columnRow, columnValue, dense);
  }

  private static float[][] times(int[] start, int[] index, float[] values, float[][] dense) {
    int width = dense.length == 0 ? 0 : dense[0].length;
    float[][] product = new float[start.length - 1][];
    IntStream.range(0, product.length)
        .parallel()
        .forEach(
            row -> {
              float[] sum = new float[width];
              for (int p = start[row]; p < start[row + 1]; p++) {
                float value = values[p];
                float[] other = dense[index[p]];
                for (int j = 0; j < width; j++) {
                  sum[j] = Math.fma(value, other[j], sum[j]);
                }
              }
              product[row] = sum;
            });
    return product;
  }

  /**
   * X'X times a dense matrix, given and answered as rows, without X times it, which would have a
   * row for every user: a sum over users, one of its own per core.
   */
  float[][] gramTimes(float[][] dense) {
    int width = dense.length == 0 ? 0 : dense[0].length;
    int workers = Math.max(1, Math.min(rows(), Runtime.getRuntime().availableProcessors()));
    float[][][] sums = new float[workers][][];
    IntStream.range(0, workers)
        .parallel()
        .forEach(
            worker -> {
              float[][] sum = new float[items()][width];
              float[] product = new float[width];
              int end = (int) ((worker + 1L) * rows() / workers);
              for (int row = (int) ((long) worker * rows() / workers); row < end; row++) {
                Arrays.fill(product, 0);
                for (int p = rowStart[row]; p < rowStart[row + 1]; p++) {
                  addTo(product, rowValue[p], dense[rowItem[p]]);
                }
                for (int p = rowStart[row]; p < rowStart[row + 1]; p++) {
                  addTo(sum[rowItem[p]], rowValue[p], product);
                }
              }
              sums[worker] = sum;
            });
    for (int worker = 1; worker < workers; worker++) {
      for (int item = 0; item < items(); item++) {
        addTo(sums[0][item], 1, sums[worker][item]);
      }
    }
    return sums[0];
  }

  private static void addTo(float[] sum, float factor, float[] row) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] = Math.fma(factor, row[j], sum[j]);
    }
  }

  /** The largest singular value of a matrix without negative values, by the power method. */
  double spectralNorm(int steps) {
    float[][] vector = new float[items()][1];
    for (float[] each : vector) {
      each[0] = 1;
    }
    double length = 0;
    for (int step = 0; step < steps; step++) {
      vector = transposeTimes(times(vector));
      double sum = 0;
      for (float[] each : vector) {
        sum += (double) each[0] * each[0];
      }
      length = Math.sqrt(sum);
      for (float[] each : vector) {
        each[0] /= (float) Math.max(length, Float.MIN_NORMAL);
      }
    }
    return Math.sqrt(length);
  }

  int rowsWith(int item) {
    return columnStart[item + 1] - columnStart[item];
  }

  /** Euclidean length of a column. */
  double norm(int item) {
    double sum = 0;
    for (int p = columnStart[item]; p < columnStart[item + 1]; p++) {
      sum += (double) columnValue[p] * columnValue[p];
    }
    return Math.sqrt(sum);
  }

  /** Collects rows; a row keeps its strongest {@code maxPerRow} items, which bounds the cost. */
  static final class Builder {
    private final int items;
    private final int maxPerRow;
    private int[] rowStart;
    private int[] rowItem;
    private float[] rowValue;
    private int rows;
    private int size;

    Builder(int items, int maxPerRow) {
      this(items, maxPerRow, 1024, 4096);
    }

    /**
     * @param rows that are expected
     * @param values that are expected
     */
    Builder(int items, int maxPerRow, int rows, int values) {
      this.items = items;
      this.maxPerRow = maxPerRow;
      this.rowStart = new int[rows + 1];
      this.rowItem = new int[Math.max(1, values)];
      this.rowValue = new float[rowItem.length];
    }

    void addRow(Strengths row) {
      if (row.size() > maxPerRow) {
        addStrongest(row);
      } else {
        for (int i = 0; i < row.size(); i++) {
          append(row.item(i), (float) row.value(i));
        }
      }
      endRow();
    }

    private void addStrongest(Strengths row) {
      TopK strongest = new TopK(maxPerRow);
      for (int i = 0; i < row.size(); i++) {
        strongest.offer(row.item(i), row.value(i));
      }
      int[] kept = new int[maxPerRow];
      double[] values = new double[maxPerRow];
      int n = strongest.drain(kept, values);
      for (int i = 0; i < n; i++) {
        append(kept[i], (float) values[i]);
      }
    }

    private void append(int item, float value) {
      if (value == 0) {
        return;
      }
      if (size == rowItem.length) {
        rowItem = Arrays.copyOf(rowItem, size * 2);
        rowValue = Arrays.copyOf(rowValue, size * 2);
      }
      rowItem[size] = item;
      rowValue[size++] = value;
    }

    private void endRow() {
      if (++rows == rowStart.length) {
        rowStart = Arrays.copyOf(rowStart, rows * 2);
      }
      rowStart[rows] = size;
    }

    SparseMatrix build() {
      return new SparseMatrix(
          items,
          rowStart.length == rows + 1 ? rowStart : Arrays.copyOf(rowStart, rows + 1),
          rowItem.length == size ? rowItem : Arrays.copyOf(rowItem, size),
          rowValue.length == size ? rowValue : Arrays.copyOf(rowValue, size));
    }
  }
}
