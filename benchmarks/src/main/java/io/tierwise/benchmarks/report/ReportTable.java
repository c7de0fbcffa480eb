package io.tierwise.benchmarks.report;

import io.tierwise.benchmarks.report.Target.Bound;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report for a person. */
public final class ReportTable {
  public static List<String> lines(BenchReport report) {
    List<String> lines = new ArrayList<>();
    Machine machine = report.machine();
    lines.add("");
    lines.add(
        line(
            "%s on %d cores of %s, Java %s",
            report.name(), machine.cores(), machine.processor(), machine.java()));
    lines.add("");
    lines.add(line("  %-36s %14s   %s", "figure", "median", "rounds from .. to"));
    for (Map.Entry<String, Double> figure : report.figures().entrySet()) {
      List<Double> rounds = report.rounds().getOrDefault(figure.getKey(), List.of());
      String spread =
          rounds.isEmpty()
              ? ""
              : number(Collections.min(rounds)) + " .. " + number(Collections.max(rounds));
      lines.add(
          line("  %-36s %14s   %s", figure.getKey(), number(figure.getValue()), spread)
              .stripTrailing());
    }
    lines.add("");
    report
        .ratios()
        .forEach((ratio, value) -> lines.add(line("  %-36s %14s", ratio, number(value))));
    lines.add("");
    for (Target target : report.targets()) {
      lines.add(
          line(
              "  %-36s %14s   %s %s: %s",
              target.name(),
              number(target.measured()),
              target.bound() == Bound.AT_LEAST ? "at least" : "at most",
              number(target.limit()),
              target.met() ? "met" : "not met"));
    }
    if (report.targets().isEmpty()) {
      lines.add("  no target");
    }
    lines.add("");
    return lines;
  }

  static String number(double value) {
    double size = Math.abs(value);
    return line(size >= 1_000 ? "%,.0f" : size >= 10 ? "%.1f" : "%.3f", value);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private ReportTable() {}
}
