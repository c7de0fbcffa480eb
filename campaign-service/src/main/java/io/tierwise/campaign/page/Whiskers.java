package io.tierwise.campaign.page;

import io.tierwise.charts.Colours;
import io.tierwise.charts.Scale;
import io.tierwise.charts.Svg;
import io.tierwise.charts.Svg.Anchor;
import io.tierwise.statistics.Interval;
import java.util.List;

/** Estimates as dots with their intervals, beside the line at which a campaign pays for itself. */
record Whiskers(String id, String title, String description, List<Row> rows) {
  private static final int MARKS = 5;
  private static final double ROW = 30;
  private static final double FONT = 12;
  private static final int LONGEST_NAME = 26;

  record Row(String name, double estimate, Interval interval) {}

  String draw() {
    double left =
        12
            + rows.stream()
                .mapToDouble(r -> Svg.widthOf(Words.shortened(r.name, LONGEST_NAME), FONT))
                .max()
                .orElse(0);
    double low = rows.stream().mapToDouble(r -> r.interval.low()).min().orElse(0);
    double high = rows.stream().mapToDouble(r -> r.interval.high()).max().orElse(0);
    double bottom = 22 + rows.size() * ROW;
    Svg picture = new Svg(id, Page.WIDTH, bottom + 22, title, description);
    Scale x = Scale.fromZero(low, high, MARKS, left + 8, Page.WIDTH - 30);
    for (double mark : x.marks()) {
      picture.line(x.at(mark), 20, x.at(mark), bottom, Colours.GRID, 1);
      picture.text(
          x.at(mark), bottom + 16, Words.percent(mark), Anchor.MIDDLE, FONT, Colours.QUIET);
    }
    picture.dashes(x.at(0), 18, x.at(0), bottom, Colours.INK);
    picture.text(
        Math.clamp(x.at(0), 60, Page.WIDTH - 60),
        12,
        "pays for itself",
        Anchor.MIDDLE,
        FONT,
        Colours.INK);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      double y = 22 + (i + 0.5) * ROW;
      picture.text(
          left - 2, y + 4, Words.shortened(row.name, LONGEST_NAME), Anchor.END, FONT, Colours.INK);
      double from = x.at(row.interval.low());
      double to = x.at(row.interval.high());
      picture.line(from, y, to, y, Colours.series(0), 2);
      picture.line(from, y - 6, from, y + 6, Colours.series(0), 2);
      picture.line(to, y - 6, to, y + 6, Colours.series(0), 2);
      picture.dot(x.at(row.estimate), y, 5, Colours.series(0));
    }
    return picture.markup();
  }
}
