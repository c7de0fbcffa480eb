package io.tierwise.charts;

import io.tierwise.charts.Svg.Anchor;
import java.util.List;

/**
 * Lying bars, one group a row, from zero.
 *
 * @param series names in the order of the values of a row
 * @param limits values to draw a line at
 */
public record BarChart(
    String id,
    String title,
    String description,
    List<String> series,
    List<Row> rows,
    List<Limit> limits) {
  private static final double WIDTH = 640;
  private static final double BAR = 17;
  private static final double GAP = 13;
  private static final double FONT = 12;
  private static final double LABEL = 150;

  /**
   * @param labels of the bars
   */
  public record Row(String name, List<Double> values, List<String> labels) {}

  public record Limit(double value, String name) {}

  public Svg draw() {
    double left =
        14 + rows.stream().mapToDouble(row -> Svg.widthOfBold(row.name(), FONT)).max().orElse(0);
    double group = series.size() * BAR + GAP;
    double top = series.size() > 1 || !limits.isEmpty() ? 30 : 8;
    double most = rows.stream().flatMap(r -> r.values().stream()).reduce(0.0, Math::max);
    most = Math.max(most, limits.stream().mapToDouble(Limit::value).max().orElse(0));
    Scale x = Scale.exactly(0, most > 0 ? most : 1, 1, left, WIDTH - LABEL);
    double bottom = top + rows.size() * group;
    Svg svg = new Svg(id, WIDTH, bottom + 4, title, description);
    if (series.size() > 1) {
      Legend.draw(svg, series, left, 14);
    }
    for (Limit limit : limits) {
      svg.dashes(x.at(limit.value()), top - 8, x.at(limit.value()), bottom, Colours.QUIET);
      svg.text(x.at(limit.value()), 14, limit.name(), Anchor.MIDDLE, 11, Colours.QUIET);
    }
    for (int i = 0; i < rows.size(); i++) {
      draw(svg, rows.get(i), x, top + i * group);
    }
    svg.line(left, top - 4, left, bottom - GAP + 4, Colours.QUIET, 1);
    return svg;
  }

  private void draw(Svg svg, Row row, Scale x, double y) {
    double left = x.at(0);
    svg.bold(left - 8, y + series.size() * BAR / 2 + 4, row.name(), Anchor.END, FONT, Colours.INK);
    for (int s = 0; s < series.size(); s++) {
      double end = x.at(Math.max(0, row.values().get(s)));
      svg.rect(left, y + s * BAR, end - left, BAR - 2, Colours.series(s));
      String label = row.labels().get(s);
      if (!limits.isEmpty()) {
        svg.rect(end + 3, y + s * BAR, Svg.widthOf(label, 11) + 6, BAR - 2, Colours.PAPER);
      }
      svg.text(end + 6, y + s * BAR + 12, label, Anchor.START, 11, Colours.INK);
    }
  }
}
