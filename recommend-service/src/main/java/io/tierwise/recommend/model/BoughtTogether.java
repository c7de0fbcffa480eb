package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.Strengths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Items of the same orders, by counting pairs: support, confidence and lift of the rule "who buys
 * this buys that". R. Agrawal, R. Srikant: Fast Algorithms for Mining Association Rules (1994).
 */
public final class BoughtTogether {
  private static final int MIN_ORDERS = 2;
  private static final int MAX_RULES = 20;
  private static final int MAX_LINES = 200;

  private final int orders;
  private final int[] ordersOf;
  private final int[] start;
  private final int[] others;
  private final int[] shared;

  BoughtTogether(int orders, int[] ordersOf, int[] start, int[] others, int[] shared) {
    this.orders = orders;
    this.ordersOf = ordersOf;
    this.start = start;
    this.others = others;
    this.shared = shared;
  }

  /**
   * @param item the other item
   * @param support share of all orders that hold both, 0..1
   * @param confidence share of this item's orders that hold the other too, 0..1
   * @param lift confidence divided by the share of all orders that hold the other; above 1
   */
  public record Rule(int item, double support, double confidence, double lift) {}

  public static BoughtTogether empty() {
    return new BoughtTogether(0, new int[0], new int[1], new int[0], new int[0]);
  }

  /** Rules of an item, most confident first. */
  public List<Rule> rules(int item) {
    if (item >= ordersOf.length) {
      return List.of();
    }
    List<Rule> rules = new ArrayList<>();
    for (int p = start[item]; p < start[item + 1]; p++) {
      double confidence = (double) shared[p] / ordersOf[item];
      double base = (double) ordersOf[others[p]] / orders;
      rules.add(new Rule(others[p], (double) shared[p] / orders, confidence, confidence / base));
    }
    return rules;
  }

  /** Counts the orders of a log; pairs need two orders and a lift above 1. */
  public static BoughtTogether fit(InteractionLog log) {
    SparseMatrix x = orders(log);
    int[] ordersOf = new int[x.items()];
    for (int item = 0; item < ordersOf.length; item++) {
      ordersOf[item] = x.columnStart[item + 1] - x.columnStart[item];
    }
    int[][] lists = new int[x.items()][];
    int[][] counts = new int[x.items()][];
    CoOccurrence.scan(
        x,
        (item, pairs) -> {
          TopK best = new TopK(MAX_RULES);
          for (int i = 0; i < pairs.size(); i++) {
            int other = pairs.other(i);
            int both = pairs.shared(other);
            double independent = (double) ordersOf[item] * ordersOf[other] / x.rows();
            if (both >= MIN_ORDERS && both > independent) {
              // Equal confidences go to the higher lift: its part is too small to swap others.
              best.offer(other, both + 1e-6 * both / independent / x.rows());
            }
          }
          int[] found = new int[best.size()];
          best.drain(found, new double[best.size()]);
          lists[item] = found;
          counts[item] = Arrays.stream(found).map(pairs::shared).toArray();
        });
    return flat(x.rows(), ordersOf, lists, counts);
  }

  private static SparseMatrix orders(InteractionLog log) {
    SparseMatrix.Builder rows = new SparseMatrix.Builder(log.items(), MAX_LINES);
    Strengths line = new Strengths();
    for (int user = 0; user < log.users(); user++) {
      long[] lines = new long[log.end(user) - log.start(user)];
      int n = 0;
      for (int row = log.start(user); row < log.end(user); row++) {
        if (log.isPurchase(row) && log.order(row) >= 0) {
          lines[n++] = ((long) log.order(row) << 32) | log.item(row);
        }
      }
      Arrays.sort(lines, 0, n);
      for (int i = 0; i < n; i++) {
        if (i == 0 || lines[i] != lines[i - 1]) {
          line.add((int) lines[i], 1, InteractionKind.PURCHASE);
        }
        if (i == n - 1 || lines[i] >> 32 != lines[i + 1] >> 32) {
          rows.addRow(line);
          line.clear();
        }
      }
    }
    return rows.build();
  }

  private static BoughtTogether flat(int orders, int[] ordersOf, int[][] lists, int[][] counts) {
    int[] start = new int[lists.length + 1];
    for (int item = 0; item < lists.length; item++) {
      start[item + 1] = start[item] + lists[item].length;
    }
    int[] others = new int[start[lists.length]];
    int[] shared = new int[others.length];
    for (int item = 0; item < lists.length; item++) {
      System.arraycopy(lists[item], 0, others, start[item], lists[item].length);
      System.arraycopy(counts[item], 0, shared, start[item], lists[item].length);
    }
    return new BoughtTogether(orders, ordersOf, start, others, shared);
  }

  /** The same rules in other item numbers: {@code numbers[i]} in place of i. */
  public BoughtTogether renumbered(int[] numbers) {
    int size = Arrays.stream(numbers).max().orElse(-1) + 1;
    int[] newOrdersOf = new int[size];
    int[][] lists = new int[size][0];
    int[][] counts = new int[size][0];
    for (int item = 0; item < ordersOf.length; item++) {
      newOrdersOf[numbers[item]] = ordersOf[item];
      int[] list = Arrays.copyOfRange(others, start[item], start[item + 1]);
      lists[numbers[item]] = Arrays.stream(list).map(other -> numbers[other]).toArray();
      counts[numbers[item]] = Arrays.copyOfRange(shared, start[item], start[item + 1]);
    }
    return flat(orders, newOrdersOf, lists, counts);
  }

  int orders() {
    return orders;
  }

  int[] ordersOf() {
    return ordersOf;
  }

  int[] starts() {
    return start;
  }

  int[] others() {
    return others;
  }

  int[] shared() {
    return shared;
  }
}
