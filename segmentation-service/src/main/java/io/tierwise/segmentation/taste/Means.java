package io.tierwise.segmentation.taste;

import io.tierwise.segmentation.customer.Preferences;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Mean shares of interest. */
final class Means {
  static Map<String, Double> of(
      List<Preferences> customers, Function<Preferences, Map<String, Double>> shares) {
    Map<String, Double> means = new TreeMap<>();
    for (Preferences customer : customers) {
      shares
          .apply(customer)
          .forEach((name, share) -> means.merge(name, share / customers.size(), Double::sum));
    }
    return means;
  }

  private Means() {}
}
