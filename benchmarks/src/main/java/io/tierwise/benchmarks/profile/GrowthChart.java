package io.tierwise.benchmarks.profile;

import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.charts.Colours;
import io.tierwise.charts.LineChart;
import io.tierwise.charts.LineChart.Line;
import io.tierwise.charts.LineChart.Point;
import io.tierwise.charts.Scale;
import io.tierwise.charts.Svg;
import io.tierwise.charts.Svg.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** What an event costs, against what grows: one chart below the other, on white. */
final class GrowthChart {
  private static final List<String> BY_USERS = List.of("few", "some", "many");
  private static final List<String> BY_MONTHS = List.of("some", "someMonths");
  private static final String RATE = "eventsPerSecond";
  private static final String SERVICE = "serviceCpuMicrosPerEvent";
  private static final String POSTGRES = "postgresCpuMicrosPerEvent";
  private static final String MICROS = "CPU-microseconds an event";
  private static final double MARGIN = 16;
  private static final double WIDTH = 640 + 2 * MARGIN;
  private static final double HEADING = 34;

  private final BenchReport report;

  private GrowthChart(BenchReport report) {
    this.report = report;
  }

  static String of(BenchReport report) {
    GrowthChart chart = new GrowthChart(report);
    String title =
        String.format(
            Locale.ROOT,
            "profile-service: what an event costs, on %d cores",
            report.machine().cores());
    return below(title, List.of(chart.cost(), chart.rate(), chart.ledger(), chart.months()))
        .markup();
  }

  private static Svg below(String title, List<Svg> charts) {
    double height = HEADING + charts.stream().mapToDouble(c -> HEADING + c.height()).sum() + MARGIN;
    Svg all = new Svg("growth", WIDTH, height, title, "By users, events in the ledger and months");
    all.rect(0, 0, WIDTH, height, Colours.PAPER);
    all.bold(WIDTH / 2, 26, title, Anchor.MIDDLE, 15, Colours.INK);
    double y = HEADING;
    for (Svg chart : charts) {
      all.bold(MARGIN, y + 22, chart.title(), Anchor.START, 13, Colours.INK);
      all.picture(MARGIN, y + HEADING, chart);
      y += HEADING + chart.height();
    }
    return all;
  }

  private Svg cost() {
    return byUsers(
        "cost",
        MICROS + ", by users",
        List.of(
            line("profile-service", BY_USERS, "users", Math::log10, SERVICE),
            line("PostgreSQL", BY_USERS, "users", Math::log10, POSTGRES)));
  }

  private Svg rate() {
    Line rate = line("into ledger and profiles", BY_USERS, "users", Math::log10, RATE);
    return byUsers("rate", "Events a second, by users", List.of(rate));
  }

  /** Powers of ten at equal distances. */
  private static Svg byUsers(String id, String title, List<Line> lines) {
    return chart(id, title, "users", power -> Scale.text(Math.pow(10, power)), lines);
  }

  private Svg ledger() {
    List<Line> lines = BY_USERS.stream().map(this::byLedger).toList();
    String title = MICROS + " of service and PostgreSQL, by what the ledger holds";
    return chart("ledger", title, "events in the ledger", Scale::text, lines);
  }

  private Svg months() {
    return chart(
        "months",
        MICROS + ", by months that a poll is spread over",
        "months (partitions)",
        Scale::text,
        List.of(
            line("profile-service", BY_MONTHS, "months", m -> m, SERVICE),
            line("PostgreSQL", BY_MONTHS, "months", m -> m, POSTGRES)));
  }

  private static Svg chart(
      String id, String title, String x, DoubleFunction<String> marks, List<Line> lines) {
    String only = lines.getFirst().name();
    return new LineChart(
            id, title, "Lines by " + x, x, only, 1, marks, lines, List.of(), null, true)
        .draw();
  }

  private Line line(
      String name, List<String> scenarios, String x, DoubleUnaryOperator place, String y) {
    return solid(
        name,
        scenarios.stream()
            .map(s -> new Point(place.applyAsDouble(figure(s, x)), figure(s, y)))
            .toList());
  }

  private Line byLedger(String scenario) {
    List<Double> events = rounds(scenario, "ledgerEvents");
    List<Double> service = rounds(scenario, SERVICE);
    List<Double> postgres = rounds(scenario, POSTGRES);
    List<Point> points = new ArrayList<>();
    IntStream.range(0, events.size())
        .forEach(i -> points.add(new Point(events.get(i), service.get(i) + postgres.get(i))));
    return solid(String.format(Locale.ROOT, "%,.0f users", figure(scenario, "users")), points);
  }

  private static Line solid(String name, List<Point> points) {
    return new Line(name, points, false, true);
  }

  private double figure(String scenario, String figure) {
    return Objects.requireNonNull(report.figures().get(scenario + "." + figure), figure);
  }

  private List<Double> rounds(String scenario, String figure) {
    return Objects.requireNonNull(report.rounds().get(scenario + "." + figure), figure);
  }
}
