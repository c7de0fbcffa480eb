package io.tierwise.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The results of repeated rounds. One bad round moves a mean but not a median. */
public final class Runs {
  private final List<Double> values = new ArrayList<>();

  public static Runs of(double... values) {
    Runs runs = new Runs();
    for (double value : values) {
      runs.add(value);
    }
    return runs;
  }

  public void add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a round gave " + value);
    }
    values.add(value);
  }

  public List<Double> values() {
    return List.copyOf(values);
  }

  /**
   * @throws IllegalStateException if nothing was measured
   */
  public double median() {
    if (values.isEmpty()) {
      throw new IllegalStateException("no rounds");
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Round by round: what both met in the same minute drops out. */
  public Runs dividedBy(Runs peer) {
    if (values.size() != peer.values.size()) {
      throw new IllegalArgumentException(
          "%d rounds beside %d".formatted(values.size(), peer.values.size()));
    }
    Runs ratios = new Runs();
    IntStream.range(0, values.size())
        .forEach(round -> ratios.add(values.get(round) / peer.values.get(round)));
    return ratios;
  }
}
