package io.tierwise.segmentation.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One picture as SVG with a title and a description for those who hear it. Text stays text. It has
 * no style sheet of its own, so that a strict content policy can stand.
 */
public final class Svg {
  /** Where a text stands in relation to its point. */
  enum Anchor {
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

  private final StringBuilder out = new StringBuilder();
  private final String title;

  /**
   * @param id unique in the page
   */
  Svg(String id, double width, double height, String title, String description) {
    this.title = title;
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ")
        .append(number(width))
        .append(' ')
        .append(number(height))
        .append("\" width=\"")
        .append(number(width))
        .append("\" height=\"")
        .append(number(height))
        .append("\" aria-labelledby=\"")
        .append(id + "-title " + id + "-desc")
        .append("\" font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif\">");
    element("title", id + "-title", title);
    element("desc", id + "-desc", description);
  }

  private void element(String name, String id, String text) {
    out.append('<').append(name).append(" id=\"").append(id).append("\">");
    out.append(Xml.escaped(text)).append("</").append(name).append(">\n");
  }

  /** Pixels that a text takes, roughly. */
  static double widthOf(String text, double size) {
    return text.codePointCount(0, text.length()) * size * LETTER;
  }

  static double widthOfBold(String text, double size) {
    return text.codePointCount(0, text.length()) * size * BOLD_LETTER;
  }

  Svg rect(double x, double y, double width, double height, String fill) {
    return shape("rect")
        .at("x", x)
        .at("y", y)
        .at("width", Math.max(0, width))
        .at("height", Math.max(0, height))
        .is("fill", fill)
        .end();
  }

  Svg line(double x1, double y1, double x2, double y2, String stroke, double width) {
    return shape("line")
        .at("x1", x1)
        .at("y1", y1)
        .at("x2", x2)
        .at("y2", y2)
        .is("stroke", stroke)
        .at("stroke-width", width)
        .end();
  }

  Svg dashes(double x1, double y1, double x2, double y2, String stroke) {
    return shape("line")
        .at("x1", x1)
        .at("y1", y1)
        .at("x2", x2)
        .at("y2", y2)
        .is("stroke", stroke)
        .is("stroke-dasharray", "4 3")
        .end();
  }

  Svg dot(double x, double y, double radius, String fill) {
    return shape("circle").at("cx", x).at("cy", y).at("r", radius).is("fill", fill).end();
  }

  /**
   * @param points x and y in turn
   */
  Svg polyline(double[] points, String stroke, boolean dashed) {
    shape("polyline").is("points", list(points)).is("fill", "none").is("stroke", stroke);
    at("stroke-width", 2).is("stroke-linejoin", "round");
    return dashed ? is("stroke-dasharray", "5 4").end() : end();
  }

  Svg polygon(double[] points, String fill, double opacity) {
    return shape("polygon")
        .is("points", list(points))
        .is("fill", fill)
        .at("fill-opacity", opacity)
        .end();
  }

  /** A band between two upright edges, as of a Sankey diagram. */
  Svg ribbon(double x1, double top1, double x2, double top2, double height, String fill) {
    double middle = (x1 + x2) / 2;
    String curve =
        "M%s %sC%s %s %s %s %s %sL%s %sC%s %s %s %s %s %sZ"
            .formatted(
                number(x1),
                number(top1),
                number(middle),
                number(top1),
                number(middle),
                number(top2),
                number(x2),
                number(top2),
                number(x2),
                number(top2 + height),
                number(middle),
                number(top2 + height),
                number(middle),
                number(top1 + height),
                number(x1),
                number(top1 + height));
    return shape("path").is("d", curve).is("fill", fill).at("fill-opacity", 0.45).end();
  }

  Svg text(double x, double y, String text, Anchor anchor, double size, String fill) {
    return text(x, y, text, anchor, size, fill, false);
  }

  Svg bold(double x, double y, String text, Anchor anchor, double size, String fill) {
    return text(x, y, text, anchor, size, fill, true);
  }

  private Svg text(
      double x, double y, String text, Anchor anchor, double size, String fill, boolean bold) {
    shape("text").at("x", x).at("y", y).at("font-size", size).is("fill", fill);
    is("text-anchor", anchor.key);
    if (bold) {
      is("font-weight", "600");
    }
    out.append('>').append(Xml.escaped(text)).append("</text>\n");
    return this;
  }

  private Svg shape(String name) {
    out.append('<').append(name);
    return this;
  }

  private Svg at(String name, double value) {
    return is(name, number(value));
  }

  private Svg is(String name, String value) {
    out.append(' ').append(name).append("=\"").append(Xml.escaped(value)).append('"');
    return this;
  }

  private Svg end() {
    out.append("/>\n");
    return this;
  }

  private static String list(double[] points) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < points.length; i++) {
      list.append(i == 0 ? "" : i % 2 == 0 ? " " : ",").append(number(points[i]));
    }
    return list.toString();
  }

  /** A tenth of a pixel is more than anybody sees. */
  private static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("nothing can be drawn at " + value);
    }
    return BigDecimal.valueOf(value)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  String title() {
    return title;
  }

  /** The whole element. */
  public String markup() {
    return out + "</svg>";
  }
}
