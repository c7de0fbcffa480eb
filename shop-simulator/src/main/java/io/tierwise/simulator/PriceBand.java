package io.tierwise.simulator;

/** Where an item stands among the items of its own category: a third of them each. */
public enum PriceBand {
  BUDGET,
  MIDDLE,
  PREMIUM
}
