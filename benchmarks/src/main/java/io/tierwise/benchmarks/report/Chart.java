package io.tierwise.benchmarks.report;

import java.util.List;

/**
 * Lines over one axis; the vertical one begins at 0, so that heights compare.
 *
 * @param x what the horizontal axis shows
 * @param logarithmic whether it shows powers of ten at equal distances; else it begins at 0
 * @param lines at least one, each with at least one point
 */
public record Chart(String title, String x, boolean logarithmic, List<Line> lines) {
  public Chart {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.stream().anyMatch(line -> line.points().isEmpty())) {
      throw new IllegalArgumentException("nothing to draw in " + title);
    }
    for (Line line : lines) {
      for (Point point : line.points()) {
        if (point.y < 0 || point.x < 0 || (logarithmic && point.x == 0)) {
          throw new IllegalArgumentException("%s cannot show %s".formatted(title, point));
        }
      }
    }
  }

  /** Points in the order in which to connect them. */
  public record Line(String name, List<Point> points) {
    public Line {
      points = List.copyOf(points);
    }
  }

  /** A measurement; both numbers are finite. */
  public record Point(double x, double y) {
    public Point {
      if (!Double.isFinite(x) || !Double.isFinite(y)) {
        throw new IllegalArgumentException("no point: %s, %s".formatted(x, y));
      }
    }
  }

  double largestX() {
    return lines.stream().flatMap(l -> l.points.stream()).mapToDouble(Point::x).max().orElseThrow();
  }

  double smallestX() {
    return lines.stream().flatMap(l -> l.points.stream()).mapToDouble(Point::x).min().orElseThrow();
  }

  double largestY() {
    return lines.stream().flatMap(l -> l.points.stream()).mapToDouble(Point::y).max().orElseThrow();
  }
}
