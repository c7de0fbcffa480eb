package io.tierwise.benchmarks.profile;

import java.util.List;

/**
 * How much is measured at each size.
 *
 * @param warmUp events before anything counts, beside one for each user
 * @param round events of a measured round; the ledger grows by as many
 * @param scenarios the sizes, in the order in which to measure them
 */
record GrowthSizes(int warmUp, int rounds, int round, List<Scenario> scenarios) {
  private static final int MONTHS = 24;

  /**
   * @param key begins the names of its figures
   * @param users all of whom have a profile before anything counts
   * @param months over which the events of a poll are spread
   */
  record Scenario(String key, int users, int months) {}

  static GrowthSizes of(boolean quick) {
    return quick
        ? new GrowthSizes(20_000, 2, 20_000, scenarios(1_000, 10_000, 100_000))
        : new GrowthSizes(150_000, 4, 150_000, scenarios(10_000, 100_000, 1_000_000));
  }

  private static List<Scenario> scenarios(int few, int some, int many) {
    return List.of(
        new Scenario("few", few, 1),
        new Scenario("some", some, 1),
        new Scenario("someMonths", some, MONTHS),
        new Scenario("many", many, 1));
  }

  /** Numbered events, the warm-up's included. */
  long events() {
    return warmUp + (long) rounds * round;
  }
}
