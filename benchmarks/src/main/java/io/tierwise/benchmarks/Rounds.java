package io.tierwise.benchmarks;

/** How many rounds are measured: an odd number, so that the median is one of them. */
public final class Rounds {
  public static int of(boolean quick) {
    return quick ? 3 : 5;
  }

  private Rounds() {}
}
