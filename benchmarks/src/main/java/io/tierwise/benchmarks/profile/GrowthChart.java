package io.tierwise.benchmarks.profile;

import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Chart;
import io.tierwise.benchmarks.report.Chart.Line;
import io.tierwise.benchmarks.report.Chart.Point;
import io.tierwise.benchmarks.report.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** What an event costs, against what grows. */
final class GrowthChart {
  private static final List<String> BY_USERS = List.of("few", "some", "many");
  private static final List<String> BY_MONTHS = List.of("some", "someMonths");
  private static final String RATE = "eventsPerSecond";
  private static final String SERVICE = "serviceCpuMicrosPerEvent";
  private static final String POSTGRES = "postgresCpuMicrosPerEvent";

  private final BenchReport report;

  private GrowthChart(BenchReport report) {
    this.report = report;
  }

  static String of(BenchReport report) {
    GrowthChart chart = new GrowthChart(report);
    return Svg.of(
        String.format(
            Locale.ROOT,
            "profile-service: what an event costs, on %d cores",
            report.machine().cores()),
        List.of(
            new Chart(
                "CPU-microseconds an event",
                "users",
                true,
                List.of(
                    chart.line("profile-service", BY_USERS, "users", SERVICE),
                    chart.line("PostgreSQL", BY_USERS, "users", POSTGRES))),
            new Chart(
                "Events a second",
                "users",
                true,
                List.of(chart.line("into ledger and profiles", BY_USERS, "users", RATE))),
            new Chart(
                "CPU-microseconds an event, both together",
                "events in the ledger",
                false,
                BY_USERS.stream().map(chart::byLedger).toList()),
            new Chart(
                "CPU-microseconds an event",
                "months (partitions) that a poll is spread over",
                false,
                List.of(
                    chart.line("profile-service", BY_MONTHS, "months", SERVICE),
                    chart.line("PostgreSQL", BY_MONTHS, "months", POSTGRES)))));
  }

  private Line line(String name, List<String> scenarios, String x, String y) {
    return new Line(
        name, scenarios.stream().map(s -> new Point(figure(s, x), figure(s, y))).toList());
  }

  private Line byLedger(String scenario) {
    List<Double> events = rounds(scenario, "ledgerEvents");
    List<Double> service = rounds(scenario, SERVICE);
    List<Double> postgres = rounds(scenario, POSTGRES);
    List<Point> points = new ArrayList<>();
    IntStream.range(0, events.size())
        .forEach(i -> points.add(new Point(events.get(i), service.get(i) + postgres.get(i))));
    return new Line(String.format(Locale.ROOT, "%,.0f users", figure(scenario, "users")), points);
  }

  private double figure(String scenario, String figure) {
    return Objects.requireNonNull(report.figures().get(scenario + "." + figure), figure);
  }

  private List<Double> rounds(String scenario, String figure) {
    return Objects.requireNonNull(report.rounds().get(scenario + "." + figure), figure);
  }
}
