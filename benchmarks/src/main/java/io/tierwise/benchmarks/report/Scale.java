package io.tierwise.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis from its first tick to its last.
 *
 * @param ticks at least two, ascending
 */
record Scale(boolean logarithmic, List<Double> ticks) {
  private static final int INTERVALS = 5;

  /** From 0 in steps of 1, 2 or 5 times a power of ten, about five of them. */
  static Scale linear(double largest) {
    double wanted = largest > 0 ? largest / INTERVALS : 1;
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    double step = 10 * power;
    for (int factor : new int[] {5, 2, 1}) {
      step = factor * power >= wanted ? factor * power : step;
    }
    List<Double> ticks = new ArrayList<>(List.of(0.0));
    while (ticks.getLast() < largest || ticks.size() < 2) {
      ticks.add(ticks.size() * step);
    }
    return new Scale(false, List.copyOf(ticks));
  }

  /** The powers of ten around these. */
  static Scale logarithmic(double smallest, double largest) {
    int first = (int) Math.floor(Math.log10(smallest));
    int last = Math.max(first + 1, (int) Math.ceil(Math.log10(largest)));
    List<Double> ticks = new ArrayList<>();
    for (int power = first; power <= last; power++) {
      ticks.add(Math.pow(10, power));
    }
    return new Scale(true, List.copyOf(ticks));
  }

  /** From 0 at the first tick to 1 at the last. */
  double share(double value) {
    double first = place(ticks.getFirst());
    return (place(value) - first) / (place(ticks.getLast()) - first);
  }

  private double place(double value) {
    return logarithmic ? Math.log10(value) : value;
  }

  /** 0.5, 40, 1.5k, 10k, 1M. */
  static String text(double value) {
    if (value >= 1e6) {
      return plain(value / 1e6) + "M";
    }
    return value >= 1e3 ? plain(value / 1e3) + "k" : plain(value);
  }

  private static String plain(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
