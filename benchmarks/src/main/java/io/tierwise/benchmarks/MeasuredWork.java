package io.tierwise.benchmarks;

import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** One benchmark. */
public interface MeasuredWork {
  String name();

  /** What it measures, beside what. */
  String description();

  BenchReport measure(Wishes wishes, Installation installation, Terminal terminal) throws Exception;

  /** The report drawn as SVG, or null where a table says it all. */
  default @Nullable String chart(BenchReport report) {
    return null;
  }
}
