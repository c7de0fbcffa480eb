package io.tierwise.segmentation.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a reader wants them, the same on every machine. */
final class Numbers {
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Without cents, which nobody reads in a sum over a tier. */
  static String money(BigDecimal amount) {
    return String.format(
        Locale.ROOT, "%,d", amount.setScale(0, RoundingMode.HALF_UP).toBigInteger());
  }

  /** About three digits that say something. */
  static String plain(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return size == 0 ? "0" : String.format(Locale.ROOT, format, value);
  }

  private Numbers() {}
}
