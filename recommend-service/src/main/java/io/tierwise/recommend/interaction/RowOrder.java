package io.tierwise.recommend.interaction;

import java.util.Arrays;

/** Orders rows by item and kind through packed longs, without an object per row. */
final class RowOrder {
  private static final int ROW_BITS = 29;
  private static final int KIND_BITS = 3;

  /** The row numbers 0..size-1 in order; size below 2^29. */
  static int[] byItemAndKind(int[] items, byte[] kinds, int size) {
    if (size >= 1 << ROW_BITS) {
      throw new IllegalArgumentException(size + " deeds of one user are too many");
    }
    long[] packed = new long[size];
    for (int row = 0; row < size; row++) {
      packed[row] =
          ((long) items[row] << (ROW_BITS + KIND_BITS)) | ((long) kinds[row] << ROW_BITS) | row;
    }
    Arrays.sort(packed);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) (packed[i] & ((1L << ROW_BITS) - 1));
    }
    return order;
  }

  private RowOrder() {}
}
