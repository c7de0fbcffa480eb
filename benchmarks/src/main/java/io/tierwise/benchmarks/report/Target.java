package io.tierwise.benchmarks.report;

/** A figure or ratio and the bound that it should keep. */
public record Target(String name, Bound bound, double limit, double measured) {
  /** Which side of the limit is good. */
  public enum Bound {
    AT_LEAST,
    AT_MOST
  }

  public boolean met() {
    return bound == Bound.AT_LEAST ? measured >= limit : measured <= limit;
  }
}
