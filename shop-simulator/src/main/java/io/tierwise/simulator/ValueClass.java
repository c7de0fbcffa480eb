package io.tierwise.simulator;

/** True worth of a customer: their rank by expected revenue among those who ever buy. */
public enum ValueClass {
  /** The best 5 % of the buyers. */
  TOP,
  /** The next 15 %. */
  HIGH,
  /** The next 30 %. */
  MIDDLE,
  /** The other half. */
  LOW,
  /** Has an account and never buys. */
  NEVER_BUYS
}
