package io.tierwise.segmentation.clv;

import io.tierwise.segmentation.clv.ClvModel.Horizon;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The values of many customers. What does not depend on money is computed once per group of equal
 * histories, and the costly part of it once per number of orders and age.
 */
public final class ValueTable {
  private final ClvModel model;
  private final HistoryTable histories;
  private final FrequencyTable groups;
  private final double[] alive;
  private final double[] orders;
  private final double[] discounted;

  public ValueTable(
      ClvModel model, HistoryTable histories, FrequencyTable groups, Horizon horizon) {
    this.model = model;
    this.histories = histories;
    this.groups = groups;
    this.alive = new double[groups.size()];
    this.orders = new double[groups.size()];
    this.discounted = new double[groups.size()];
    fill(horizon);
  }

  private void fill(Horizon horizon) {
    PurchaseModel purchases = model.purchases();
    long[] keys =
        IntStream.range(0, groups.size())
            .parallel()
            .mapToLong(this::key)
            .sorted()
            .distinct()
            .toArray();
    double[] plain = new double[keys.length];
    double[] reduced = new double[keys.length];
    int chunk = 1024;
    IntStream.range(0, (keys.length + chunk - 1) / chunk)
        .parallel()
        .forEach(
            part -> {
              int knownRepeats = -1;
              BetaQuadrature dropout = null;
              int end = Math.min(keys.length, (part + 1) * chunk);
              for (int i = part * chunk; i < end; i++) {
                int repeats = (int) (keys[i] >>> 32);
                if (dropout == null || repeats != knownRepeats) {
                  dropout = purchases.overDropout(repeats);
                  knownRepeats = repeats;
                }
                int age = (int) keys[i];
                plain[i] = purchases.sum(dropout, repeats, age, horizon.days(), 0);
                reduced[i] =
                    purchases.sum(dropout, repeats, age, horizon.days(), horizon.dailyDiscount());
              }
            });
    IntStream.range(0, groups.size())
        .parallel()
        .forEach(
            g -> {
              int at = Arrays.binarySearch(keys, key(g));
              alive[g] =
                  purchases.aliveProbability(groups.repeats(g), groups.recency(g), groups.age(g));
              orders[g] = alive[g] * plain[at];
              discounted[g] = alive[g] * reduced[at];
            });
  }

  private long key(int group) {
    return ((long) groups.repeats(group) << 32) | groups.age(group);
  }

  public int size() {
    return histories.size();
  }

  /** The value of one customer, equal to what {@link ClvModel#value} says of the history. */
  public CustomerValue of(int customer) {
    int group = groups.groupOf(customer);
    double orderValue =
        model.spend().expectedOrderValue(histories.repeats(customer) + 1, histories.mean(customer));
    return new CustomerValue(
        alive[group], orders[group], orderValue, discounted[group] * orderValue);
  }
}
