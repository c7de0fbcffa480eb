package io.tierwise.launcher.demo;

import io.tierwise.launcher.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Runs the stages one after the other, says so, and remembers how long each took. */
final class Stages {
  private final Terminal terminal;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final long begin = System.nanoTime();

  Stages(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What a stage found, and the words that tell it. */
  record Done<T>(T value, String text) {}

  <T> T run(String key, String title, Callable<Done<T>> stage) throws Exception {
    terminal.status("  " + title + " ...");
    long start = System.nanoTime();
    Done<T> done = stage.call();
    double took = (System.nanoTime() - start) / 1e9;
    seconds.merge(key, took, Double::sum);
    terminal.line("  %5.1f s  %-22s %s", took, title, done.text());
    return done.value();
  }

  /** Each stage, and {@code total} since the first. */
  Map<String, Double> seconds() {
    Map<String, Double> all = new LinkedHashMap<>(seconds);
    all.put(DemoReport.TOTAL, (System.nanoTime() - begin) / 1e9);
    return all;
  }
}
