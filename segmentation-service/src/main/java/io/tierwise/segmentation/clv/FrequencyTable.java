package io.tierwise.segmentation.clv;

import java.util.Arrays;

/**
 * Purchase histories, equal ones counted once: the sufficient statistics of the purchase models.
 * Times are whole days, so that a million customers make far fewer groups.
 */
public final class FrequencyTable {
  private static final int MAX_REPEATS = (1 << 20) - 1;
  private static final int MAX_DAYS = (1 << 16) - 1;

  private final int[] repeats;
  private final int[] recency;
  private final int[] age;
  private final int[] count;
  private final int[] groupOf;

  private FrequencyTable(int[] repeats, int[] recency, int[] age, int[] count, int[] groupOf) {
    this.repeats = repeats;
    this.recency = recency;
    this.age = age;
    this.count = count;
    this.groupOf = groupOf;
  }

  /**
   * One entry a customer in each array.
   *
   * @param repeats orders after the first
   * @param recency days from the first to the last order
   * @param age days from the first order until now
   * @throws IllegalArgumentException if a history cannot be
   */
  public static FrequencyTable of(int[] repeats, int[] recency, int[] age) {
    int n = repeats.length;
    if (recency.length != n || age.length != n) {
      throw new IllegalArgumentException(
          n + ", " + recency.length + " and " + age.length + " rows");
    }
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) {
      keys[i] = key(repeats[i], recency[i], age[i]);
    }
    long[] sorted = keys.clone();
    Arrays.parallelSort(sorted);
    int groups = 0;
    for (int i = 0; i < n; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[groups++] = sorted[i];
      }
    }
    long[] distinct = Arrays.copyOf(sorted, groups);
    int[] count = new int[groups];
    int[] groupOf = new int[n];
    for (int i = 0; i < n; i++) {
      groupOf[i] = Arrays.binarySearch(distinct, keys[i]);
      count[groupOf[i]]++;
    }
    return new FrequencyTable(
        Arrays.stream(distinct).mapToInt(key -> (int) (key >>> 32)).toArray(),
        Arrays.stream(distinct).mapToInt(key -> (int) (key >>> 16) & MAX_DAYS).toArray(),
        Arrays.stream(distinct).mapToInt(key -> (int) key & MAX_DAYS).toArray(),
        count,
        groupOf);
  }

  private static long key(int repeats, int recency, int age) {
    if (repeats < 0 || repeats > MAX_REPEATS) {
      throw new IllegalArgumentException("repeats = " + repeats + " is not 0.." + MAX_REPEATS);
    }
    if (age < 0 || age > MAX_DAYS || recency < 0 || recency > age) {
      throw new IllegalArgumentException(
          "recency = " + recency + ", age = " + age + ": not 0 <= recency <= age <= " + MAX_DAYS);
    }
    return ((long) repeats << 32) | ((long) recency << 16) | age;
  }

  /** Every so many groups, in order of size of their histories. */
  FrequencyTable thinned(int groups) {
    int step = Math.max(1, (size() + groups - 1) / groups);
    int kept = (size() + step - 1) / step;
    int[][] columns = new int[4][kept];
    for (int g = 0; g < kept; g++) {
      columns[0][g] = repeats[g * step];
      columns[1][g] = recency[g * step];
      columns[2][g] = age[g * step];
      columns[3][g] = count[g * step];
    }
    return new FrequencyTable(columns[0], columns[1], columns[2], columns[3], new int[0]);
  }

  public int customers() {
    return Arrays.stream(count).sum();
  }

  public int size() {
    return count.length;
  }

  public int groupOf(int customer) {
    return groupOf[customer];
  }

  public int repeats(int group) {
    return repeats[group];
  }

  public int recency(int group) {
    return recency[group];
  }

  public int age(int group) {
    return age[group];
  }

  public int count(int group) {
    return count[group];
  }

  int mostRepeats() {
    return Arrays.stream(repeats).max().orElse(0);
  }

  int oldest() {
    return Arrays.stream(age).max().orElse(0);
  }

  long repeatCustomers() {
    long customers = 0;
    for (int g = 0; g < size(); g++) {
      customers += repeats[g] > 0 ? count[g] : 0;
    }
    return customers;
  }

  long totalRepeats() {
    long total = 0;
    for (int g = 0; g < size(); g++) {
      total += (long) repeats[g] * count[g];
    }
    return total;
  }
}
