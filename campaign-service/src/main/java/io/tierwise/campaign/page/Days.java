package io.tierwise.campaign.page;

import io.tierwise.charts.Colours;
import io.tierwise.charts.Scale;
import io.tierwise.charts.Svg;
import io.tierwise.charts.Svg.Anchor;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Revenue of days as columns and spend as a line with dots. */
record Days(String id, String title, String description, List<Day> days) {
  private static final int MARKS = 5;
  private static final double FONT = 12;
  private static final double HEIGHT = 240;
  private static final double TOP = 26;
  private static final double BOTTOM = HEIGHT - 26;
  private static final double LEFT = 70;
  private static final double RIGHT = Page.WIDTH - 10;

  /** Amounts in units of currency, not below zero. */
  record Day(LocalDate date, double revenue, double spend) {}

  String draw() {
    Svg picture = new Svg(id, Page.WIDTH, HEIGHT, title, description);
    LocalDate first = days.getFirst().date;
    long span = ChronoUnit.DAYS.between(first, days.getLast().date) + 1;
    double most = days.stream().mapToDouble(d -> Math.max(d.revenue, d.spend)).max().orElse(0);
    Scale y = Scale.fromZero(0, most, MARKS, BOTTOM, TOP);
    for (double mark : y.marks()) {
      picture.line(LEFT, y.at(mark), RIGHT, y.at(mark), Colours.GRID, 1);
      picture.text(LEFT - 6, y.at(mark) + 4, Words.number(mark), Anchor.END, FONT, Colours.QUIET);
    }
    double slot = (RIGHT - LEFT) / span;
    double[] line = new double[days.size() * 2];
    for (int i = 0; i < days.size(); i++) {
      Day day = days.get(i);
      double x = LEFT + ChronoUnit.DAYS.between(first, day.date) * slot;
      double width = Math.max(1, slot * 0.7);
      picture.rect(x, y.at(day.revenue), width, BOTTOM - y.at(day.revenue), Colours.series(0));
      line[2 * i] = x + width / 2;
      line[2 * i + 1] = y.at(day.spend);
    }
    picture.polyline(line, Colours.series(1), false);
    for (int i = 0; i < line.length && days.size() <= 60; i += 2) {
      picture.dot(line[i], line[i + 1], 3, Colours.series(1));
    }
    picture.text(LEFT, HEIGHT - 8, first.toString(), Anchor.START, FONT, Colours.QUIET);
    if (span > 1) {
      picture.text(
          RIGHT, HEIGHT - 8, days.getLast().date.toString(), Anchor.END, FONT, Colours.QUIET);
    }
    picture.rect(LEFT, 5, 12, 12, Colours.series(0));
    picture.text(LEFT + 17, 15, "columns: revenue", Anchor.START, FONT, Colours.INK);
    picture.line(LEFT + 150, 11, LEFT + 170, 11, Colours.series(1), 2);
    picture.dot(LEFT + 160, 11, 3, Colours.series(1));
    picture.text(LEFT + 175, 15, "line: spend", Anchor.START, FONT, Colours.INK);
    return picture.markup();
  }
}
