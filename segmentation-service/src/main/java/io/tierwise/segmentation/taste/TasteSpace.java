package io.tierwise.segmentation.taste;

import io.tierwise.segmentation.customer.Preferences;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Tastes as points: the square roots of shares of interest by category, brand and price band, so
 * that the distance of two points is Hellinger's (Hellinger, 1909), which suits shares where the
 * plain one lets the largest decide. Categories weigh as much as brands and price bands together.
 *
 * @param categories the most common ones, as far as the space knows them; brands and bands too
 */
public record TasteSpace(List<String> categories, List<String> brands, List<String> priceBands) {
  private static final int MOST = 60;
  private static final double CATEGORY_WEIGHT = Math.sqrt(0.5);
  private static final double OTHER_WEIGHT = 0.5;

  public TasteSpace {
    categories = List.copyOf(categories);
    brands = List.copyOf(brands);
    priceBands = List.copyOf(priceBands);
  }

  /** Of what these customers like. */
  static TasteSpace of(Collection<Preferences> customers) {
    return new TasteSpace(
        common(customers, Preferences::categoryAffinity),
        common(customers, Preferences::brandAffinity),
        common(customers, Preferences::priceBandAffinity));
  }

  private static List<String> common(
      Collection<Preferences> customers, Function<Preferences, Map<String, Double>> shares) {
    Map<String, Double> sums = new HashMap<>();
    for (Preferences customer : customers) {
      shares.apply(customer).forEach((name, share) -> sums.merge(name, share, Double::sum));
    }
    return sums.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }

  int dimensions() {
    return categories.size() + brands.size() + priceBands.size();
  }

  /** At most of length 1; shorter where the space does not know all of what somebody likes. */
  double[] point(Preferences preferences) {
    double[] point = new double[dimensions()];
    fill(point, 0, categories, preferences.categoryAffinity(), CATEGORY_WEIGHT);
    fill(point, categories.size(), brands, preferences.brandAffinity(), OTHER_WEIGHT);
    fill(
        point,
        categories.size() + brands.size(),
        priceBands,
        preferences.priceBandAffinity(),
        OTHER_WEIGHT);
    return point;
  }

  private static void fill(
      double[] point, int from, List<String> names, Map<String, Double> shares, double weight) {
    for (int i = 0; i < names.size(); i++) {
      point[from + i] = weight * Math.sqrt(Math.max(0, shares.getOrDefault(names.get(i), 0.0)));
    }
  }
}
