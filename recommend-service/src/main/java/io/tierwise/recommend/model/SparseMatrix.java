package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.Strengths;
import java.util.Arrays;

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

  int rows() {
    return rowStart.length - 1;
  }

  int items() {
    return columnStart.length - 1;
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
    private int[] rowStart = new int[1024];
    private int[] rowItem = new int[4096];
    private float[] rowValue = new float[4096];
    private int rows;
    private int size;

    Builder(int items, int maxPerRow) {
      this.items = items;
      this.maxPerRow = maxPerRow;
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
          Arrays.copyOf(rowStart, rows + 1),
          Arrays.copyOf(rowItem, size),
          Arrays.copyOf(rowValue, size));
    }
  }
}
