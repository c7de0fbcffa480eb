package io.tierwise.campaign.page;

import io.tierwise.charts.Colours;
import io.tierwise.charts.Svg;
import io.tierwise.charts.Svg.Anchor;
import java.util.List;

/** Lying bars from zero, each with its value in words. */
record Bars(String id, String title, String description, List<Row> rows) {
  private static final double BAR = 16;
  private static final double GAP = 12;
  private static final double FONT = 12;
  private static final int LONGEST_NAME = 26;

  /**
   * @param values one bar each, from above
   */
  record Row(String name, List<Value> values) {}

  /**
   * @param size not below zero
   */
  record Value(double size, String label) {}

  String draw() {
    double left = 12 + rows.stream().mapToDouble(r -> Svg.widthOf(name(r), FONT)).max().orElse(0);
    double label =
        rows.stream()
            .flatMap(r -> r.values.stream())
            .mapToDouble(v -> Svg.widthOf(v.label, FONT))
            .max()
            .orElse(0);
    double most =
        rows.stream().flatMap(r -> r.values.stream()).mapToDouble(Value::size).max().orElse(0);
    double room = Math.max(60, Page.WIDTH - left - label - 12);
    double height = rows.stream().mapToDouble(r -> r.values.size() * BAR + GAP).sum() + 4;
    Svg picture = new Svg(id, Page.WIDTH, height, title, description);
    double y = 4;
    for (Row row : rows) {
      double middle = y + row.values.size() * BAR / 2 + 3;
      picture.text(left - 8, middle, name(row), Anchor.END, FONT, Colours.INK);
      for (int i = 0; i < row.values.size(); i++) {
        Value value = row.values.get(i);
        double width = most > 0 ? Math.max(0, value.size) / most * room : 0;
        picture.rect(left, y, width, BAR - 3, Colours.series(i));
        picture.text(left + width + 6, y + BAR - 5, value.label, Anchor.START, FONT, Colours.INK);
        y += BAR;
      }
      y += GAP;
    }
    picture.line(left, 0, left, height - GAP + 4, Colours.QUIET, 1);
    return picture.markup();
  }

  private static String name(Row row) {
    return Words.shortened(row.name, LONGEST_NAME);
  }
}
