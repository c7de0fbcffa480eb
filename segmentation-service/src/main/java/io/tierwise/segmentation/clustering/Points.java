package io.tierwise.segmentation.clustering;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that there is something to group. */
final class Points {
  /**
   * Counts distinct points, as far as it matters.
   *
   * @throws TooFewCustomers if there are fewer than groups are asked for
   */
  static int distinct(double[][] points, FitParameters parameters) {
    int needed = parameters.k() == null ? 2 : parameters.k();
    int enough = Math.max(needed, parameters.maxK());
    Set<List<Double>> seen = new HashSet<>();
    for (int i = 0; i < points.length && seen.size() < enough; i++) {
      seen.add(Arrays.stream(points[i]).boxed().toList());
    }
    if (seen.size() < needed) {
      throw new TooFewCustomers(
          needed
              + " tiers cannot be made of "
              + points.length
              + " customers of whom only "
              + seen.size()
              + " differ in the chosen features");
    }
    return seen.size();
  }

  private Points() {}
}
