package io.tierwise.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to pixels, with round marks: multiples of 1, 2 or 5 times a power of ten that enclose
 * the values.
 */
public record Scale(double low, double high, double step, double from, double to) {
  /**
   * @param marks about how many are wanted
   * @param from pixel of the lowest mark
   * @param to pixel of the highest mark
   */
  public static Scale over(double least, double most, int marks, double from, double to) {
    double span = most > least ? most - least : Math.max(1, Math.abs(most));
    double raw = span / Math.max(1, marks);
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double ratio = raw / power;
    double step = (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10) * power;
    double low = Math.floor(least / step + 1e-9) * step;
    double high = Math.ceil(most / step - 1e-9) * step;
    return new Scale(low, high > low ? high : low + step, step, from, to);
  }

  /** Holds both values, and zero. */
  public static Scale fromZero(double least, double most, int marks, double from, double to) {
    double low = Math.min(0, least);
    return over(low, Math.max(0, most), marks, from, to);
  }

  /** Exactly these ends. */
  public static Scale exactly(double low, double high, double step, double from, double to) {
    return new Scale(low, high, step, from, to);
  }

  public double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  public List<Double> marks() {
    List<Double> marks = new ArrayList<>();
    int count = (int) Math.floor((high - low) / step + 1e-6);
    for (int i = 0; i <= count; i++) {
      marks.add(low + i * step);
    }
    return marks;
  }

  /** Short enough for a mark: 1.5k, 2M. */
  public static String text(double value) {
    double size = Math.abs(value);
    if (size >= 1e6) {
      return trimmed(value / 1e6) + "M";
    }
    return size >= 1e4 ? trimmed(value / 1e3) + "k" : trimmed(value);
  }

  private static String trimmed(double value) {
    return BigDecimal.valueOf(value)
        .setScale(3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
