package io.tierwise.segmentation.customer;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Exact decimals as a number and a scale each; the few that do not fit are kept as they are. */
final class DecimalColumn {
  private static final byte ELSEWHERE = Byte.MIN_VALUE;

  private long[] unscaled = new long[1024];
  private byte[] scales = new byte[1024];
  private final Map<Integer, BigDecimal> others = new HashMap<>();
  private int size;

  void add(BigDecimal value) {
    if (size == scales.length) {
      int larger = TextColumn.larger(size, size + 1);
      unscaled = Arrays.copyOf(unscaled, larger);
      scales = Arrays.copyOf(scales, larger);
    }
    if (value.precision() <= 18 && value.scale() >= 0 && value.scale() <= Byte.MAX_VALUE) {
      unscaled[size] = value.unscaledValue().longValueExact();
      scales[size] = (byte) value.scale();
    } else {
      scales[size] = ELSEWHERE;
      others.put(size, value);
    }
    size++;
  }

  BigDecimal get(int row) {
    BigDecimal other = scales[row] == ELSEWHERE ? others.get(row) : null;
    return other == null ? BigDecimal.valueOf(unscaled[row], scales[row]) : other;
  }
}
