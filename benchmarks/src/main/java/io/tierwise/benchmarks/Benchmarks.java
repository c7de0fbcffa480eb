package io.tierwise.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks and prints each as a ratio to its peer, measured in the same run. */
public final class Benchmarks {
  public static void main(String[] args) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder().include(EventReadingBenchmark.class.getSimpleName()).build())
            .run();
    Map<String, Double> scores = new TreeMap<>();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      scores.put(
          name.substring(name.lastIndexOf('.') + 1),
          result.getPrimaryResult().getStatistics().getPercentile(50));
    }
    double peer = Objects.requireNonNull(scores.get("bareJacksonTree"), "the peer ran");
    System.out.printf(
        Locale.ROOT, "%n%-18s %12s %22s%n", "", "us an event", "ratio to bare Jackson");
    scores.forEach(
        (name, score) ->
            System.out.printf(Locale.ROOT, "%-18s %12.2f %22.2f%n", name, score, score / peer));
  }

  private Benchmarks() {}
}
