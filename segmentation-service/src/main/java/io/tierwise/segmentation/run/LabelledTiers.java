package io.tierwise.segmentation.run;

import io.tierwise.segmentation.clustering.FeatureMatrix;
import io.tierwise.segmentation.tier.TierPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** Finds the labelled customers among the rows of a run. */
final class LabelledTiers {
  /**
   * @param customers the customer of a row
   * @throws IllegalArgumentException if there are no labels, or their tiers are not those that so
   *     many tiers are called by the policy
   */
  static FeatureMatrix on(
      FeatureMatrix matrix,
      IntFunction<String> customers,
      Map<String, String> labels,
      TierPolicy policy) {
    Set<String> used = new TreeSet<>(labels.values());
    if (used.size() < 2) {
      throw new IllegalArgumentException(
          "Customers of at least two tiers are to be labelled first, with PUT /v1/tier-labels");
    }
    List<String> names = policy.namesFor(used.size());
    if (!used.equals(new TreeSet<>(names))) {
      throw new IllegalArgumentException(
          "The labels use the tiers %s; by the policy %d tiers are called %s"
              .formatted(used, used.size(), names));
    }
    int[] known = new int[matrix.size()];
    for (int row = 0; row < known.length; row++) {
      String tier = labels.get(customers.apply(row));
      known[row] = tier == null ? -1 : names.indexOf(tier);
    }
    return matrix.labelled(known);
  }

  private LabelledTiers() {}
}
