package io.tierwise.campaign.page;

/**
 * A picture as SVG with a title and a description for those who hear it. Text stays text, and
 * everything that colours say is said by words or shapes too.
 */
final class Picture {
  static final double WIDTH = 640;
  static final String INK = "#1c2733";
  static final String QUIET = "#52606d";
  static final String GRID = "#d5dce3";

  /** After M. Okabe and K. Ito, Color Universal Design, 2008, darkened. */
  static final String FIRST = "#0b5394";

  static final String SECOND = "#b45309";

  private static final double LETTER = 0.6;
  private final Markup out = new Markup();

  /**
   * @param id unique in the page
   */
  Picture(String id, double height, String title, String description) {
    out.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "role",
        "img",
        "viewBox",
        "0 0 " + Markup.pixels(WIDTH) + " " + Markup.pixels(height),
        "aria-labelledby",
        id + "-title " + id + "-desc",
        "font-family",
        "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif");
    out.element("title", title, "id", id + "-title");
    out.element("desc", description, "id", id + "-desc");
  }

  /** Pixels that a text takes, generously. */
  static double widthOf(String text, double size) {
    return text.codePointCount(0, text.length()) * size * LETTER;
  }

  Picture rect(double x, double y, double width, double height, String fill) {
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

  Picture line(double x1, double y1, double x2, double y2, String stroke, double width) {
    return shape(
        "line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", stroke, "stroke-width", width);
  }

  Picture dashes(double x1, double y1, double x2, double y2) {
    return shape(
        "line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", INK, "stroke-dasharray", "4 3");
  }

  Picture dot(double x, double y, double radius, String fill) {
    return shape("circle", "cx", x, "cy", y, "r", radius, "fill", fill);
  }

  /**
   * @param points x and y in turn
   */
  Picture polyline(double[] points, String stroke) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < points.length; i++) {
      list.append(i == 0 ? "" : i % 2 == 0 ? " " : ",").append(Markup.pixels(points[i]));
    }
    return shape("polyline", "points", list, "fill", "none", "stroke", stroke, "stroke-width", 2.0);
  }

  private Picture shape(String name, Object... attributes) {
    out.open(name, attributes).close(name);
    return this;
  }

  /** Begins at x. */
  Picture text(double x, double y, String text, String fill) {
    return text(x, y, text, "start", fill);
  }

  /** Ends at x. */
  Picture textBefore(double x, double y, String text, String fill) {
    return text(x, y, text, "end", fill);
  }

  Picture textAround(double x, double y, String text, String fill) {
    return text(x, y, text, "middle", fill);
  }

  private Picture text(double x, double y, String text, String anchor, String fill) {
    out.element(
        "text", text, "x", x, "y", y, "font-size", 12.0, "text-anchor", anchor, "fill", fill);
    return this;
  }

  String markup() {
    return out + "</svg>";
  }
}
