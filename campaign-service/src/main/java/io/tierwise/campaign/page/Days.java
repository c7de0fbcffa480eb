package io.tierwise.campaign.page;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Revenue of days as columns and spend as a line with dots. */
record Days(String id, String title, String description, List<Day> days) {
  private static final double HEIGHT = 240;
  private static final double TOP = 26;
  private static final double BOTTOM = HEIGHT - 26;
  private static final double LEFT = 70;
  private static final double RIGHT = Picture.WIDTH - 10;

  /** Amounts in units of currency, not below zero. */
  record Day(LocalDate date, double revenue, double spend) {}

  String draw() {
    Picture picture = new Picture(id, HEIGHT, title, description);
    LocalDate first = days.getFirst().date;
    long span = ChronoUnit.DAYS.between(first, days.getLast().date) + 1;
    double most = days.stream().mapToDouble(d -> Math.max(d.revenue, d.spend)).max().orElse(0);
    Scale y = Scale.holding(0, most, BOTTOM, TOP);
    for (double mark : y.marks()) {
      picture.line(LEFT, y.at(mark), RIGHT, y.at(mark), Picture.GRID, 1);
      picture.textBefore(LEFT - 6, y.at(mark) + 4, Words.number(mark), Picture.QUIET);
    }
    double slot = (RIGHT - LEFT) / span;
    double[] line = new double[days.size() * 2];
    for (int i = 0; i < days.size(); i++) {
      Day day = days.get(i);
      double x = LEFT + ChronoUnit.DAYS.between(first, day.date) * slot;
      double width = Math.max(1, slot * 0.7);
      picture.rect(x, y.at(day.revenue), width, BOTTOM - y.at(day.revenue), Picture.FIRST);
      line[2 * i] = x + width / 2;
      line[2 * i + 1] = y.at(day.spend);
    }
    picture.polyline(line, Picture.SECOND);
    for (int i = 0; i < line.length && days.size() <= 60; i += 2) {
      picture.dot(line[i], line[i + 1], 3, Picture.SECOND);
    }
    picture.text(LEFT, HEIGHT - 8, first.toString(), Picture.QUIET);
    if (span > 1) {
      picture.textBefore(RIGHT, HEIGHT - 8, days.getLast().date.toString(), Picture.QUIET);
    }
    picture.rect(LEFT, 5, 12, 12, Picture.FIRST);
    picture.text(LEFT + 17, 15, "columns: revenue", Picture.INK);
    picture.line(LEFT + 150, 11, LEFT + 170, 11, Picture.SECOND, 2);
    picture.dot(LEFT + 160, 11, 3, Picture.SECOND);
    picture.text(LEFT + 175, 15, "line: spend", Picture.INK);
    return picture.markup();
  }
}
