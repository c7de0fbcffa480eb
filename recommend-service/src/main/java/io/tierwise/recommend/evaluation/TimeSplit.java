package io.tierwise.recommend.evaluation;

import io.tierwise.recommend.interaction.InteractionLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One point in time for everyone: models see what came before it and are asked for the purchases
 * after it. A split by user or at random would let a model learn from the future.
 *
 * @param train the log before the split
 * @param second epoch second of the split
 * @param cases users with a history before it and a purchase after it
 */
public record TimeSplit(InteractionLog train, long second, List<Case> cases) {
  /**
   * @param relevant items bought after the split and, unless repeatable, not before
   */
  public record Case(int user, Set<Integer> relevant) {}

  public TimeSplit {
    cases = List.copyOf(cases);
  }

  /**
   * Splits so that a share of the purchases comes after.
   *
   * @param testShare of the purchases, in (0, 1)
   * @return empty where there is nothing to test: too few purchases or no user on both sides
   */
  public static Optional<TimeSplit> of(InteractionLog log, double testShare, Repeatable items) {
    if (!(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException("test share " + testShare + " is not in (0, 1)");
    }
    long[] purchases =
        java.util.stream.IntStream.range(0, log.rows())
            .filter(log::isPurchase)
            .mapToLong(log::second)
            .sorted()
            .toArray();
    if (purchases.length < 2) {
      return Optional.empty();
    }
    long second = purchases[(int) (purchases.length * (1 - testShare))];
    List<Case> cases = new ArrayList<>();
    for (int user = 0; user < log.users(); user++) {
      Set<Integer> relevant = relevant(log, user, second, items);
      if (!relevant.isEmpty() && hasHistory(log, user, second)) {
        cases.add(new Case(user, relevant));
      }
    }
    return cases.isEmpty()
        ? Optional.empty()
        : Optional.of(new TimeSplit(log.before(second), second, cases));
  }

  /** Whether an item is worth recommending to who has bought it. */
  @FunctionalInterface
  public interface Repeatable {
    boolean isRepeatable(int item);
  }

  private static boolean hasHistory(InteractionLog log, int user, long second) {
    for (int row = log.start(user); row < log.end(user); row++) {
      if (log.second(row) < second) {
        return true;
      }
    }
    return false;
  }

  private static Set<Integer> relevant(
      InteractionLog log, int user, long second, Repeatable items) {
    Set<Integer> after = new HashSet<>();
    Set<Integer> before = new HashSet<>();
    for (int row = log.start(user); row < log.end(user); row++) {
      if (log.isPurchase(row)) {
        (log.second(row) < second ? before : after).add(log.item(row));
      }
    }
    before.removeIf(items::isRepeatable);
    after.removeAll(before);
    return after;
  }
}
