package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What comes next in a session: a Markov chain with skips. Item j follows i with Σ 1/d over the
 * pairs of a session in which j comes d steps after i, divided by n_i + shrinkage, n_i being how
 * often anything followed i. A session ends with a pause. M. Ludewig, D. Jannach: Evaluation of
 * Session-based Recommendation Algorithms (2018), there "sequential rules".
 */
public final class NextItemTrainer implements ModelTrainer {
  /**
   * @param pause that ends a session
   * @param reach d at most
   * @param neighbours kept per item
   */
  public record Parameters(Duration pause, int reach, double shrinkage, int neighbours) {
    public static final Parameters DEFAULT = new Parameters(Duration.ofMinutes(30), 5, 5, 100);

    public Parameters {
      if (pause.isNegative() || pause.isZero()) {
        throw new IllegalArgumentException("pause " + pause + " is not positive");
      }
      if (reach < 1 || reach > 50) {
        throw new IllegalArgumentException("reach " + reach + " is not in 1..50");
      }
      if (!(shrinkage >= 0)) {
        throw new IllegalArgumentException("shrinkage " + shrinkage + " is negative");
      }
      if (neighbours < 1) {
        throw new IllegalArgumentException("neighbours " + neighbours + " is below 1");
      }
    }
  }

  private final Parameters parameters;

  public NextItemTrainer(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public String recipe() {
    return algorithm().id() + " " + parameters;
  }

  @Override
  public Algorithm algorithm() {
    return Algorithm.NEXT_ITEM;
  }

  @Override
  public ItemNeighborhood fit(InteractionLog log) {
    List<Map<Integer, Double>> following = new ArrayList<>();
    for (int item = 0; item < log.items(); item++) {
      following.add(new HashMap<>());
    }
    double[] total = new double[log.items()];
    for (int user = 0; user < log.users(); user++) {
      int[] rows = byTime(log, user);
      for (int from = 0; from < rows.length; from++) {
        int item = log.item(rows[from]);
        for (int d = 1; d <= parameters.reach() && from + d < rows.length; d++) {
          int next = rows[from + d];
          if (log.second(next) - log.second(rows[from + d - 1]) > parameters.pause().toSeconds()) {
            break;
          }
          if (log.item(next) != item) {
            following.get(item).merge(log.item(next), 1.0 / d, Double::sum);
            total[item] += 1.0 / d;
          }
        }
      }
    }
    NeighborLists lists = new NeighborLists(log.items());
    for (int item = 0; item < log.items(); item++) {
      double all = total[item] + parameters.shrinkage();
      TopK best = new TopK(parameters.neighbours());
      following.get(item).forEach((next, count) -> best.offer(next, count / all));
      lists.put(item, best);
    }
    return lists.neighborhood();
  }

  /** The rows of a user in the order of time, those of one second in the order of the log. */
  private static int[] byTime(InteractionLog log, int user) {
    int n = log.end(user) - log.start(user);
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) {
      keys[i] = (log.second(log.start(user) + i) << 20) | (i & 0xFFFFF);
    }
    Arrays.sort(keys);
    int[] rows = new int[n];
    for (int i = 0; i < n; i++) {
      rows[i] = log.start(user) + (int) (keys[i] & 0xFFFFF);
    }
    return rows;
  }
}
