package io.tierwise.segmentation.lifecycle;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** How customers went from stage to stage, month by month, by their histories of orders. */
public final class CountTransitions {
  private final Lifecycles lifecycles;
  private final KeepLifecycles rules;
  private final Clock clock;
  private final Semaphore free = new Semaphore(1);

  public CountTransitions(Lifecycles lifecycles, KeepLifecycles rules, Clock clock) {
    this.lifecycles = lifecycles;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * @param counts customers who were known before the month, by stage at its begin and at its end
   */
  public record Month(YearMonth month, List<List<Long>> counts) {
    public Month {
      counts = counts.stream().map(List::copyOf).toList();
    }
  }

  /** The answer, or that another count is under way: each reads all histories. */
  public sealed interface Answer {
    record Counted(LifecycleRules rules, List<Month> months) implements Answer {}

    record Busy() implements Answer {}
  }

  /**
   * @param months that are over, the last ones
   */
  public Answer count(int months) {
    if (!free.tryAcquire()) {
      return new Answer.Busy();
    }
    try {
      LifecycleRules now = rules.rules();
      YearMonth first =
          YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)).minusMonths(months);
      int stages = Stage.values().length;
      long[][][] counts = new long[months][stages][stages];
      lifecycles.forEach(history -> add(history, now, first, counts));
      return new Answer.Counted(now, months(first, counts));
    } finally {
      free.release();
    }
  }

  private static void add(
      OrderHistory history, LifecycleRules rules, YearMonth first, long[][][] counts) {
    int before = -1;
    for (int month = 0; month <= counts.length; month++) {
      Instant at = first.plusMonths(month).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
      boolean known =
          history.firstSeenAt().isBefore(at)
              || (!history.times().isEmpty() && history.times().getFirst().isBefore(at));
      int stage = known ? rules.standing(history.times(), at).stage().ordinal() : -1;
      if (before >= 0) {
        counts[month - 1][before][stage]++;
      }
      before = stage;
    }
  }

  private static List<Month> months(YearMonth first, long[][][] counts) {
    List<Month> months = new ArrayList<>();
    for (int month = 0; month < counts.length; month++) {
      List<List<Long>> rows = new ArrayList<>();
      for (long[] row : counts[month]) {
        rows.add(java.util.Arrays.stream(row).boxed().toList());
      }
      months.add(new Month(first.plusMonths(month), rows));
    }
    return months;
  }
}
