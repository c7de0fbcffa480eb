package io.tierwise.campaign.page;

/**
 * Maps values to pixels, with round marks.
 *
 * @param step between marks
 */
record Scale(double low, double high, double step, double from, double to) {
  private static final int MARKS = 5;

  /** Holds both values, and zero; ends at marks. */
  static Scale holding(double least, double most, double from, double to) {
    double low = Math.min(0, least);
    double high = Math.max(0, most);
    if (high - low <= 0) {
      high = 1;
    }
    double step = step((high - low) / MARKS);
    return new Scale(Math.floor(low / step) * step, Math.ceil(high / step) * step, step, from, to);
  }

  /** The next of 1, 2, 5, 10, ... */
  private static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double leading = least / power;
    return power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
  }

  double at(double value) {
    return from + (Math.clamp(value, low, high) - low) / (high - low) * (to - from);
  }

  double[] marks() {
    double[] marks = new double[(int) Math.round((high - low) / step) + 1];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = low + i * step;
    }
    return marks;
  }
}
