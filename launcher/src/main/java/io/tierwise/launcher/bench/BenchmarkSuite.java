package io.tierwise.launcher.bench;

import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The benchmarks, found by {@link java.util.ServiceLoader}: their module and its peers are no part
 * of the launcher.
 */
public interface BenchmarkSuite {
  /** The names, in the order to list them, and what each measures. */
  Map<String, String> descriptions();

  /** Measures, prints a table and writes {@code target/bench/NAME.json}. */
  void run(String name, Wishes wishes, Installation installation, Terminal terminal)
      throws Exception;

  /**
   * How much to measure.
   *
   * @param quick fewer and shorter rounds: to try a benchmark, not to quote it
   * @param events of all measured rounds together, where the benchmark counts by events
   * @param users that they belong to
   * @param data folder of public data, where the benchmark needs some
   */
  record Wishes(boolean quick, int events, int users, @Nullable Path data) {
    public Wishes {
      if (events < 1_000 || events > 100_000_000) {
        throw new IllegalArgumentException("events must be between 1000 and 100000000: " + events);
      }
      if (users < 1 || users > 10_000_000) {
        throw new IllegalArgumentException("users must be between 1 and 10000000: " + users);
      }
    }
  }
}
