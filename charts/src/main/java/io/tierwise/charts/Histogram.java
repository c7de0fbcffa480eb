package io.tierwise.charts;

import io.tierwise.charts.Svg.Anchor;
import java.util.List;

/**
 * How many there are of which size.
 *
 * @param bins ascending and of equal width; the last also holds all that is above it
 */
public record Histogram(
    String id, String title, String description, String xTitle, String yTitle, List<Bin> bins) {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 240;
  private static final double LEFT = 58;
  private static final double TOP = 24;
  private static final double BOTTOM = HEIGHT - 42;

  public record Bin(double from, double to, long count) {}

  public Svg draw() {
    long most = bins.stream().mapToLong(Bin::count).max().orElse(1);
    Scale y = Scale.over(0, Math.max(1, most), 4, BOTTOM, TOP);
    double end = bins.getLast().to();
    Scale round = Scale.over(0, end, 6, LEFT, WIDTH - 16);
    Scale x = Scale.exactly(bins.getFirst().from(), end, round.step(), LEFT, WIDTH - 16);
    Svg svg = new Svg(id, WIDTH, HEIGHT, title, description);
    svg.text(0, 12, yTitle, Anchor.START, 11, Colours.QUIET);
    for (double mark : y.marks()) {
      svg.line(LEFT, y.at(mark), WIDTH - 16, y.at(mark), Colours.GRID, 1);
      svg.text(LEFT - 6, y.at(mark) + 4, Scale.text(mark), Anchor.END, 11, Colours.QUIET);
    }
    for (Bin bin : bins) {
      double left = x.at(bin.from()) + 0.5;
      svg.rect(
          left,
          y.at(bin.count()),
          x.at(bin.to()) - left - 0.5,
          BOTTOM - y.at(bin.count()),
          Colours.series(0));
    }
    for (double mark : round.marks()) {
      if (mark >= x.low() && mark <= x.high()) {
        svg.text(x.at(mark), BOTTOM + 17, Scale.text(mark), Anchor.MIDDLE, 11, Colours.QUIET);
      }
    }
    svg.line(LEFT, BOTTOM, WIDTH - 16, BOTTOM, Colours.QUIET, 1);
    svg.text((LEFT + WIDTH) / 2, HEIGHT - 6, xTitle, Anchor.MIDDLE, 11, Colours.QUIET);
    return svg;
  }
}
