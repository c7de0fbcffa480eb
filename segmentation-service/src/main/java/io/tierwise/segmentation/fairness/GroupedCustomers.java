package io.tierwise.segmentation.fairness;

import io.tierwise.segmentation.customer.TieringFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Customers with an order as columns: the features of a run, what they brought, and their group.
 */
public final class GroupedCustomers {
  /** Name of the group of those of whom the attribute is not known. */
  public static final String UNKNOWN = "(unknown)";

  /** Name of the groups that are too many to be shown each. */
  public static final String OTHERS = "(others)";

  private static final int BEGIN = 1024;

  private final List<TieringFeature> features;
  private final Map<String, Integer> indexOf = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private double[][] rows = new double[BEGIN][];
  private double[] values = new double[BEGIN];
  private int[] groups = new int[BEGIN];
  private int size;

  public GroupedCustomers(List<TieringFeature> features) {
    this.features = List.copyOf(features);
  }

  /**
   * @param row of the features, in their order and in original units; kept
   * @param value by which groups of an engine are ordered
   * @param group null where it is not known
   */
  public void add(double[] row, double value, @Nullable String group) {
    if (size == groups.length) {
      rows = Arrays.copyOf(rows, size * 2);
      values = Arrays.copyOf(values, size * 2);
      groups = Arrays.copyOf(groups, size * 2);
    }
    rows[size] = row;
    values[size] = value;
    String name = group == null || group.isBlank() ? UNKNOWN : group;
    groups[size++] =
        indexOf.computeIfAbsent(
            name,
            added -> {
              names.add(added);
              return names.size() - 1;
            });
  }

  public int size() {
    return size;
  }

  public List<TieringFeature> features() {
    return features;
  }

  public List<String> groupNames() {
    return List.copyOf(names);
  }

  int group(int customer) {
    return groups[customer];
  }

  double[] row(int customer) {
    return rows[customer];
  }

  double[] values() {
    return Arrays.copyOf(values, size);
  }

  double[] column(int feature) {
    double[] column = new double[size];
    for (int i = 0; i < size; i++) {
      column[i] = rows[i][feature];
    }
    return column;
  }

  /** Only some of the features, by their positions. */
  double[][] rows(int[] chosen) {
    double[][] some = new double[size][];
    for (int i = 0; i < size; i++) {
      double[] row = rows[i];
      some[i] = Arrays.stream(chosen).mapToDouble(j -> row[j]).toArray();
    }
    return some;
  }
}
