package io.tierwise.charts;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * One picture as SVG with a title and a description for those who hear it. Text stays text. It has
 * no style sheet of its own, so that a strict content policy can stand.
 */
public final class Svg {
  /** Where a text stands in relation to its point. */
  public enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    private final String key;

    Anchor(String key) {
      this.key = key;
    }
  }

  /** How wide a letter is on average, as a share of the font size; fonts differ a little. */
  private static final double LETTER = 0.58;

  private static final double BOLD_LETTER = 0.67;

  private final Markup out = new Markup();
  private final String title;
  private final double height;

  /**
   * @param id unique in the page
   */
  public Svg(String id, double width, double height, String title, String description) {
    this.title = title;
    this.height = height;
    out.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "role",
        "img",
        "viewBox",
        "0 0 " + Markup.pixels(width) + " " + Markup.pixels(height),
        "width",
        width,
        "height",
        height,
        "aria-labelledby",
        id + "-title " + id + "-desc",
        "font-family",
        "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif");
    out.element("title", title, "id", id + "-title");
    out.element("desc", description, "id", id + "-desc");
  }

  /** Pixels that a text takes, roughly. */
  public static double widthOf(String text, double size) {
    return text.codePointCount(0, text.length()) * size * LETTER;
  }

  public static double widthOfBold(String text, double size) {
    return text.codePointCount(0, text.length()) * size * BOLD_LETTER;
  }

  public Svg rect(double x, double y, double width, double height, String fill) {
    return shape(
        "rect",
        "x",
        x,
        "y",
        y,
        "width",
        Math.max(0, width),
        "height",
        Math.max(0, height),
        "fill",
        fill);
  }

  public Svg line(double x1, double y1, double x2, double y2, String stroke, double width) {
    return shape(
        "line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", stroke, "stroke-width", width);
  }

  public Svg dashes(double x1, double y1, double x2, double y2, String stroke) {
    return shape(
        "line",
        "x1",
        x1,
        "y1",
        y1,
        "x2",
        x2,
        "y2",
        y2,
        "stroke",
        stroke,
        "stroke-dasharray",
        "4 3");
  }

  public Svg dot(double x, double y, double radius, String fill) {
    return shape("circle", "cx", x, "cy", y, "r", radius, "fill", fill);
  }

  /**
   * @param points x and y in turn
   */
  public Svg polyline(double[] points, String stroke, boolean dashed) {
    Object[] attributes = {
      "points",
      list(points),
      "fill",
      "none",
      "stroke",
      stroke,
      "stroke-width",
      2.0,
      "stroke-linejoin",
      "round",
      "stroke-dasharray",
      "5 4"
    };
    return shape("polyline", dashed ? attributes : Arrays.copyOf(attributes, 10));
  }

  public Svg polygon(double[] points, String fill, double opacity) {
    return shape("polygon", "points", list(points), "fill", fill, "fill-opacity", opacity);
  }

  /** A band between two upright edges, as of a Sankey diagram. */
  public Svg ribbon(double x1, double top1, double x2, double top2, double height, String fill) {
    double middle = (x1 + x2) / 2;
    String curve =
        "M%s %sC%s %s %s %s %s %sL%s %sC%s %s %s %s %s %sZ"
            .formatted(
                DoubleStream.of(
                        x1,
                        top1,
                        middle,
                        top1,
                        middle,
                        top2,
                        x2,
                        top2,
                        x2,
                        top2 + height,
                        middle,
                        top2 + height,
                        middle,
                        top1 + height,
                        x1,
                        top1 + height)
                    .mapToObj(Markup::pixels)
                    .toArray());
    return shape("path", "d", curve, "fill", fill, "fill-opacity", 0.45);
  }

  public Svg text(double x, double y, String text, Anchor anchor, double size, String fill) {
    out.element(
        "text", text, "x", x, "y", y, "font-size", size, "fill", fill, "text-anchor", anchor.key);
    return this;
  }

  public Svg bold(double x, double y, String text, Anchor anchor, double size, String fill) {
    out.element(
        "text",
        text,
        "x",
        x,
        "y",
        y,
        "font-size",
        size,
        "fill",
        fill,
        "text-anchor",
        anchor.key,
        "font-weight",
        "600");
    return this;
  }

  /** Another picture, with its upper left corner here. */
  public Svg picture(double x, double y, Svg picture) {
    out.open("g", "transform", "translate(%s %s)".formatted(Markup.pixels(x), Markup.pixels(y)))
        .raw(picture.markup())
        .close("g");
    return this;
  }

  private Svg shape(String name, Object... attributes) {
    out.empty(name, attributes);
    return this;
  }

  private static String list(double[] points) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < points.length; i++) {
      list.append(i == 0 ? "" : i % 2 == 0 ? " " : ",").append(Markup.pixels(points[i]));
    }
    return list.toString();
  }

  public String title() {
    return title;
  }

  public double height() {
    return height;
  }

  /** The whole element. */
  public String markup() {
    return out + "</svg>";
  }
}
