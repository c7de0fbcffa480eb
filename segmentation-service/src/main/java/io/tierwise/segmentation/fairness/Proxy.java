package io.tierwise.segmentation.fairness;

import io.tierwise.segmentation.customer.TieringFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How well a feature tells the groups of an attribute apart: the area under the ROC curve of
 * telling the group that it tells best from all others, whichever way round; 0.5 says nothing, 1
 * everything (H. B. Mann, D. R. Whitney, 1947).
 *
 * @param group that it tells best
 * @param isProxy whether the area reaches the bound that was asked for
 */
public record Proxy(TieringFeature feature, double area, String group, boolean isProxy) {
  /** One for each feature, the best first. */
  static List<Proxy> of(GroupedCustomers customers, double bound) {
    long[] sizes = new long[customers.groupNames().size()];
    for (int i = 0; i < customers.size(); i++) {
      sizes[customers.group(i)]++;
    }
    List<Proxy> proxies = new ArrayList<>();
    for (int j = 0; j < customers.features().size(); j++) {
      proxies.add(of(customers, j, sizes, bound));
    }
    proxies.sort(Comparator.comparingDouble(proxy -> -proxy.area()));
    return List.copyOf(proxies);
  }

  private static Proxy of(GroupedCustomers customers, int feature, long[] sizes, double bound) {
    double[] ranks = rankSums(customers, customers.column(feature), sizes.length);
    double best = 0.5;
    String told = "";
    for (int g = 0; g < sizes.length; g++) {
      String name = customers.groupNames().get(g);
      long others = customers.size() - sizes[g];
      if (sizes[g] >= Impact.LEAST_CUSTOMERS
          && others >= Impact.LEAST_CUSTOMERS
          && !name.equals(GroupedCustomers.UNKNOWN)) {
        double area = (ranks[g] - sizes[g] * (sizes[g] + 1) / 2.0) / sizes[g] / others;
        double either = Math.max(area, 1 - area);
        if (either > best) {
          best = either;
          told = name;
        }
      }
    }
    return new Proxy(customers.features().get(feature), best, told, best >= bound);
  }

  /** Sum of the ranks by group, equal values sharing the mean of their ranks. */
  private static double[] rankSums(GroupedCustomers customers, double[] column, int groups) {
    double[] sorted = column.clone();
    Arrays.sort(sorted);
    double[] sums = new double[groups];
    for (int i = 0; i < column.length; i++) {
      sums[customers.group(i)] += meanRank(sorted, column[i]);
    }
    return sums;
  }

  private static double meanRank(double[] sorted, double value) {
    int first = bound(sorted, value, false);
    int end = bound(sorted, value, true);
    return (first + 1 + end) / 2.0;
  }

  /** How many are below the value, or not above it. */
  private static int bound(double[] sorted, double value, boolean inclusive) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean before =
          inclusive
              ? Double.compare(sorted[middle], value) <= 0
              : Double.compare(sorted[middle], value) < 0;
      if (before) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
