package io.tierwise.charts;

import io.tierwise.charts.Svg.Anchor;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lines over a number, with an optional band around one of them.
 *
 * @param leastStep of the marks of x, 1 where x counts something
 * @param marker x at which something is to be noted; null for nothing
 */
public record LineChart(
    String id,
    String title,
    String description,
    String xTitle,
    String yTitle,
    double leastStep,
    DoubleFunction<String> xMarks,
    List<Line> lines,
    List<Span> band,
    @Nullable Marker marker,
    boolean fromZero) {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 250;
  private static final double LEFT = 58;
  private static final double TOP = 44;
  private static final double BOTTOM = HEIGHT - 42;

  public record Point(double x, double y) {}

  public record Line(String name, List<Point> points, boolean dashed, boolean dots) {}

  public record Span(double x, double low, double high) {}

  public record Marker(double x, String name) {}

  public Svg draw() {
    List<Point> all =
        Stream.concat(
                lines.stream().flatMap(line -> line.points().stream()),
                band.stream()
                    .flatMap(s -> Stream.of(new Point(s.x(), s.low()), new Point(s.x(), s.high()))))
            .toList();
    double least = all.stream().mapToDouble(Point::y).min().orElse(0);
    double most = all.stream().mapToDouble(Point::y).max().orElse(1);
    Scale y = Scale.over(fromZero ? Math.min(0, least) : least, most, 4, BOTTOM, TOP);
    double first = all.stream().mapToDouble(Point::x).min().orElse(0);
    double last = all.stream().mapToDouble(Point::x).max().orElse(1);
    Scale round = Scale.over(first, last, 7, LEFT, WIDTH - 16);
    if (round.step() < leastStep) {
      round = Scale.exactly(Math.floor(first), last, leastStep, LEFT, WIDTH - 16);
    }
    Scale x = Scale.exactly(first, Math.max(last, first + 1e-9), round.step(), LEFT, WIDTH - 16);
    Svg svg = new Svg(id, WIDTH, HEIGHT, title, description);
    axes(svg, x, y, round);
    band(svg, x, y);
    for (int i = 0; i < lines.size(); i++) {
      draw(svg, lines.get(i), x, y, Colours.series(i));
    }
    if (marker != null) {
      double at = x.at(marker.x());
      Anchor anchor = at > WIDTH - 120 ? Anchor.END : at < LEFT + 70 ? Anchor.START : Anchor.MIDDLE;
      svg.dashes(at, TOP - 4, at, BOTTOM, Colours.INK);
      svg.text(at, TOP - 10, marker.name(), anchor, 11, Colours.INK);
    }
    return svg;
  }

  private void axes(Svg svg, Scale x, Scale y, Scale round) {
    for (double mark : y.marks()) {
      svg.line(LEFT, y.at(mark), WIDTH - 16, y.at(mark), Colours.GRID, 1);
      svg.text(LEFT - 6, y.at(mark) + 4, Scale.text(mark), Anchor.END, 11, Colours.QUIET);
    }
    for (double mark : round.marks()) {
      if (mark >= x.low() - 1e-9 && mark <= x.high() + 1e-9) {
        svg.line(x.at(mark), BOTTOM, x.at(mark), BOTTOM + 4, Colours.QUIET, 1);
        svg.text(x.at(mark), BOTTOM + 17, xMarks.apply(mark), Anchor.MIDDLE, 11, Colours.QUIET);
      }
    }
    svg.text((LEFT + WIDTH) / 2, HEIGHT - 6, xTitle, Anchor.MIDDLE, 11, Colours.QUIET);
    if (lines.size() > 1) {
      Legend.draw(svg, lines.stream().map(Line::name).toList(), LEFT, 12);
    } else {
      svg.text(0, 12, yTitle, Anchor.START, 11, Colours.QUIET);
    }
  }

  private void band(Svg svg, Scale x, Scale y) {
    if (band.isEmpty()) {
      return;
    }
    double[] points = new double[4 * band.size()];
    for (int i = 0; i < band.size(); i++) {
      int back = points.length - 2 * i;
      points[2 * i] = x.at(band.get(i).x());
      points[2 * i + 1] = y.at(band.get(i).high());
      points[back - 2] = x.at(band.get(i).x());
      points[back - 1] = y.at(band.get(i).low());
    }
    svg.polygon(points, Colours.series(1), 0.18);
  }

  private static void draw(Svg svg, Line line, Scale x, Scale y, String colour) {
    double[] points = new double[2 * line.points().size()];
    for (int i = 0; i < line.points().size(); i++) {
      points[2 * i] = x.at(line.points().get(i).x());
      points[2 * i + 1] = y.at(line.points().get(i).y());
      if (line.dots()) {
        svg.dot(points[2 * i], points[2 * i + 1], 3.5, colour);
      }
    }
    svg.polyline(points, colour, line.dashed());
  }
}
