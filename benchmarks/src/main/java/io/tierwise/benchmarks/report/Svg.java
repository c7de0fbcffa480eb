package io.tierwise.benchmarks.report;

import io.tierwise.benchmarks.report.Chart.Line;
import io.tierwise.benchmarks.report.Chart.Point;
import java.util.List;
import java.util.Locale;

/**
 * Charts side by side, two in a row, as one SVG of text and lines on white: it needs no fonts of
 * the machine that draws it, and reads in a dark viewer too.
 */
public final class Svg {
  /** Apart for colour-blind eyes too (Okabe and Ito, Color Universal Design, 2008). */
  private static final List<String> COLORS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7");

  private static final int COLUMNS = 2;
  private static final int WIDTH = 460;
  private static final int HEIGHT = 300;
  private static final int LEFT = 62;
  private static final int RIGHT = WIDTH - 24;
  private static final int TOP = 62;
  private static final int BOTTOM = HEIGHT - 52;
  private static final int HEADING = 40;

  private final StringBuilder out = new StringBuilder();

  public static String of(String title, List<Chart> charts) {
    Svg svg = new Svg();
    int rows = Math.ceilDiv(charts.size(), COLUMNS);
    int width = COLUMNS * WIDTH;
    int height = HEADING + rows * HEIGHT;
    svg.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\""
            + " viewBox=\"0 0 %1$d %2$d\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\">",
        width, height);
    svg.add("<title>%s</title>", escaped(title));
    svg.add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", width, height);
    svg.text(width / 2.0, 27, "middle\" font-size=\"15", title);
    for (int i = 0; i < charts.size(); i++) {
      svg.add(
          "<g transform=\"translate(%d %d)\">",
          i % COLUMNS * WIDTH, HEADING + i / COLUMNS * HEIGHT);
      svg.draw(charts.get(i));
      svg.add("</g>");
    }
    svg.add("</svg>");
    return svg.out.toString();
  }

  private Svg() {}

  private void draw(Chart chart) {
    Scale x =
        chart.logarithmic()
            ? Scale.logarithmic(chart.smallestX(), chart.largestX())
            : Scale.linear(chart.largestX());
    Scale y = Scale.linear(chart.largestY());
    text(LEFT, 18, "start\" font-weight=\"bold", chart.title());
    text((LEFT + RIGHT) / 2.0, BOTTOM + 40, "middle", chart.x());
    for (double tick : y.ticks()) {
      double height = height(y, tick);
      rule(LEFT, height, RIGHT, height, "#ddd");
      text(LEFT - 8, height + 4, "end", Scale.text(tick));
    }
    for (double tick : x.ticks()) {
      double place = place(x, tick);
      rule(place, BOTTOM, place, BOTTOM + 5, "#222");
      text(place, BOTTOM + 20, "middle", Scale.text(tick));
    }
    rule(LEFT, BOTTOM, RIGHT, BOTTOM, "#222");
    int legend = LEFT;
    for (int i = 0; i < chart.lines().size(); i++) {
      Line line = chart.lines().get(i);
      String color = COLORS.get(i % COLORS.size());
      draw(line, x, y, color);
      add("<circle cx=\"%d\" cy=\"38\" r=\"4\" fill=\"%s\"/>", legend + 4, color);
      text(legend + 13, 42, "start", line.name());
      legend += 34 + 7 * line.name().length();
    }
  }

  private void draw(Line line, Scale x, Scale y, String color) {
    StringBuilder corners = new StringBuilder();
    for (Point point : line.points()) {
      corners.append(format("%.1f,%.1f ", place(x, point.x()), height(y, point.y())));
    }
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        corners.toString().strip(), color);
    for (Point point : line.points()) {
      add(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>",
          place(x, point.x()), height(y, point.y()), color);
    }
  }

  private static double place(Scale x, double value) {
    return LEFT + x.share(value) * (RIGHT - LEFT);
  }

  private static double height(Scale y, double value) {
    return BOTTOM - y.share(value) * (BOTTOM - TOP);
  }

  private void rule(double x1, double y1, double x2, double y2, String color) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
        x1, y1, x2, y2, color);
  }

  private void text(double x, double y, String anchor, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void add(String line, Object... values) {
    out.append(format(line, values)).append('\n');
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
