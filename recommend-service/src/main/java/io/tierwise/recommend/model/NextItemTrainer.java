package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionLog;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What comes next in a session: a Markov chain with skips. Item j follows i with Σ 1/d over the
 * pairs of a session in which j comes d steps after i, divided by n_i + shrinkage, n_i being how
 * often anything followed i. A session ends with a pause. The history is read by recency, see
 * {@link Followers}. M. Ludewig, D. Jannach: Evaluation of Session-based Recommendation Algorithms
 * (2018), there "sequential rules".
 */
public final class NextItemTrainer implements ModelTrainer {
  /**
   * @param pause that ends a session
   * @param reach d at most
   * @param neighbours kept per item
   * @param halfLife steps back after which an item of the history counts half; infinite where all
   *     count alike
   */
  public record Parameters(
      Duration pause, int reach, double shrinkage, int neighbours, double halfLife) {
    public static final Parameters DEFAULT = new Parameters(Duration.ofMinutes(30), 5, 5, 100, 3);

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
      if (!(halfLife > 0)) {
        throw new IllegalArgumentException("half-life " + halfLife + " is not positive");
      }
    }

    public Parameters withHalfLife(double steps) {
      return new Parameters(pause, reach, shrinkage, neighbours, steps);
    }
  }

  private static final int CHUNK = 64;

  /** 32 bits of a second and 31 of a row fit into a positive long. */
  private static final int ROW_BITS = 31;

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

  /**
   * One item at a time over the places where it comes up, on all cores: 8 bytes a row, and 13 an
   * item and core.
   */
  @Override
  public Followers fit(InteractionLog log) {
    Steps steps = Steps.of(log, parameters.pause().toSeconds());
    NeighborLists lists = new NeighborLists(log.items());
    int chunks = (log.items() + CHUNK - 1) / CHUNK;
    int workers = Math.max(1, Math.min(chunks, Runtime.getRuntime().availableProcessors()));
    IntStream.range(0, workers)
        .parallel()
        .forEach(
            worker -> {
              Scores following = new Scores(log.items());
              for (int chunk = worker; chunk < chunks; chunk += workers) {
                int end = Math.min(log.items(), (chunk + 1) * CHUNK);
                for (int item = chunk * CHUNK; item < end; item++) {
                  lists.put(item, best(item, steps, following));
                }
              }
            });
    return new Followers(parameters.halfLife(), lists.neighborhood());
  }

  private TopK best(int item, Steps steps, Scores following) {
    double total = parameters.shrinkage();
    for (int place = steps.placesFrom[item]; place < steps.placesFrom[item + 1]; place++) {
      int at = steps.places[place];
      for (int d = 1; d <= parameters.reach() && steps.goesOn(at + d); d++) {
        int next = steps.item(at + d);
        if (next != item) {
          following.add(next, 1.0 / d);
          total += 1.0 / d;
        }
      }
    }
    TopK best = new TopK(parameters.neighbours());
    for (int i = 0; i < following.size(); i++) {
      int next = following.item(i);
      best.offer(next, following.value(next) / total);
    }
    following.clear();
    return best;
  }

  /**
   * All rows, one user after the other, each in the order of time, those of one second in the order
   * of the log.
   *
   * @param items the lowest bit tells whether the row begins a session, the others the item
   * @param placesFrom where the places of an item begin
   */
  private record Steps(int[] items, int[] placesFrom, int[] places) {
    static Steps of(InteractionLog log, long pause) {
      int[] items = new int[log.rows()];
      int[] from = new int[log.items() + 1];
      int at = 0;
      for (int user = 0; user < log.users(); user++) {
        long before = Long.MIN_VALUE / 2;
        for (int row : byTime(log, user)) {
          int begins = log.second(row) - before > pause ? 1 : 0;
          before = log.second(row);
          items[at++] = log.item(row) << 1 | begins;
          from[log.item(row) + 1]++;
        }
      }
      for (int item = 0; item < log.items(); item++) {
        from[item + 1] += from[item];
      }
      int[] next = from.clone();
      int[] places = new int[items.length];
      for (int step = 0; step < items.length; step++) {
        places[next[items[step] >> 1]++] = step;
      }
      return new Steps(items, from, places);
    }

    int item(int step) {
      return items[step] >> 1;
    }

    /** Whether the step is in the session of the one before it. */
    boolean goesOn(int step) {
      return step < items.length && (items[step] & 1) == 0;
    }
  }

  /** The rows of a user in the order of time, those of one second in the order of the log. */
  private static int[] byTime(InteractionLog log, int user) {
    int n = log.end(user) - log.start(user);
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) {
      keys[i] = (log.second(log.start(user) + i) << ROW_BITS) | i;
    }
    Arrays.sort(keys);
    int[] rows = new int[n];
    for (int i = 0; i < n; i++) {
      rows[i] = log.start(user) + (int) (keys[i] & ((1L << ROW_BITS) - 1));
    }
    return rows;
  }
}
