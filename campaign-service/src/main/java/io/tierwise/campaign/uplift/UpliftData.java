package io.tierwise.campaign.uplift;

import java.util.stream.IntStream;

/**
 * Units of a randomised experiment: features (rows of equal length), whether each was treated, and
 * whether each answered. Arrays are not copied, as they may be large; nobody writes them.
 */
public record UpliftData(double[][] features, boolean[] treated, boolean[] answered) {
  public UpliftData {
    if (features.length != treated.length || features.length != answered.length) {
      throw new IllegalArgumentException(
          features.length + " rows, " + treated.length + ", " + answered.length);
    }
  }

  public int size() {
    return features.length;
  }

  UpliftData at(int[] rows) {
    double[][] x = new double[rows.length][];
    boolean[] t = new boolean[rows.length];
    boolean[] y = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      x[i] = features[rows[i]];
      t[i] = treated[rows[i]];
      y[i] = answered[rows[i]];
    }
    return new UpliftData(x, t, y);
  }

  UpliftData arm(boolean which) {
    return at(IntStream.range(0, size()).filter(i -> treated[i] == which).toArray());
  }

  /** Answered and not: what a classifier needs to learn anything. */
  boolean hasBothAnswers() {
    return IntStream.range(0, size()).anyMatch(i -> answered[i])
        && IntStream.range(0, size()).anyMatch(i -> !answered[i]);
  }

  boolean hasBothArms() {
    return IntStream.range(0, size()).anyMatch(i -> treated[i])
        && IntStream.range(0, size()).anyMatch(i -> !treated[i]);
  }
}
