package io.tierwise.segmentation.clv;

import java.util.Arrays;

/**
 * Purchase histories of many customers as columns, one entry a customer: a million take about 20
 * MB. Filled row by row.
 */
public final class HistoryTable {
  private int size;
  private int[] repeats = new int[1024];
  private int[] recency = new int[1024];
  private int[] age = new int[1024];
  private double[] means = new double[1024];

  /** Adds a customer. */
  public void add(PurchaseHistory history) {
    if (size == repeats.length) {
      int larger = size * 2;
      repeats = Arrays.copyOf(repeats, larger);
      recency = Arrays.copyOf(recency, larger);
      age = Arrays.copyOf(age, larger);
      means = Arrays.copyOf(means, larger);
    }
    repeats[size] = history.repeats();
    recency[size] = history.recency();
    age[size] = history.age();
    means[size] = history.meanValue();
    size++;
  }

  public int size() {
    return size;
  }

  public int repeats(int customer) {
    return repeats[customer];
  }

  public double mean(int customer) {
    return means[customer];
  }

  public FrequencyTable frequencies() {
    return FrequencyTable.of(
        Arrays.copyOf(repeats, size), Arrays.copyOf(recency, size), Arrays.copyOf(age, size));
  }

  /** Of all who have spent anything; every order counts, the first included. */
  public SpendTable spend() {
    int[] orders = new int[size];
    double[] spent = new double[size];
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (means[i] > 0) {
        orders[n] = repeats[i] + 1;
        spent[n++] = means[i];
      }
    }
    return new SpendTable(Arrays.copyOf(orders, n), Arrays.copyOf(spent, n));
  }
}
