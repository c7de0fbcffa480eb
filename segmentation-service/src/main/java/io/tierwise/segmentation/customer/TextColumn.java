package io.tierwise.segmentation.customer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Short texts one after the other in one array, which takes a fifth of what as many strings do. */
final class TextColumn {
  private byte[] bytes = new byte[16 * 1024];
  private int[] ends = new int[1024];
  private int size;

  /**
   * @param utf8 from {@code offset}, {@code length} bytes of it
   */
  void add(byte[] utf8, int offset, int length) {
    int begin = size == 0 ? 0 : ends[size - 1];
    if (Integer.MAX_VALUE - 16 - begin < length) {
      throw new IllegalStateException("the ids of " + size + " customers fill two gigabytes");
    }
    if (begin + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, larger(bytes.length, begin + length));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, larger(size, size + 1));
    }
    System.arraycopy(utf8, offset, bytes, begin, length);
    ends[size++] = begin + length;
  }

  String get(int row) {
    int begin = row == 0 ? 0 : ends[row - 1];
    return new String(bytes, begin, ends[row] - begin, StandardCharsets.UTF_8);
  }

  /** Half as much again, so that growing costs little and wastes little. */
  static int larger(int length, int needed) {
    return (int) Math.max(needed, Math.min(Integer.MAX_VALUE - 16L, length + (length >> 1)));
  }
}
