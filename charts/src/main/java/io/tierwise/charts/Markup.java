package io.tierwise.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Elements and text of HTML and SVG, well-formed as XML. */
public final class Markup {
  private final StringBuilder out = new StringBuilder();

  /** Names come from shops: nothing in them is markup, and what XML cannot have is left out. */
  public static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
              }
            });
    return safe.toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  /** A tenth of a pixel is more than anybody sees. */
  static String pixels(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("nothing can be drawn at " + value);
    }
    return BigDecimal.valueOf(value)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** An HTML page up to the beginning of its body. */
  public static Markup page(String title, StyleSheet style) {
    return new Markup()
        .raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        .element("title", title)
        .raw("<style>" + style.text() + "</style></head>\n<body>");
  }

  /**
   * @param attributes names and values in turn; numbers are pixels
   */
  public Markup open(String name, Object... attributes) {
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      String text = value instanceof Double d ? pixels(d) : value.toString();
      out.append(' ').append(attributes[i]).append("=\"").append(escaped(text)).append('"');
    }
    out.append('>');
    return this;
  }

  /** An element that holds nothing. */
  Markup empty(String name, Object... attributes) {
    open(name, attributes);
    out.insert(out.length() - 1, '/').append('\n');
    return this;
  }

  public Markup close(String name) {
    end(name).out.append('\n');
    return this;
  }

  private Markup end(String name) {
    out.append("</").append(name).append('>');
    return this;
  }

  public Markup text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** An element that holds nothing but text. */
  public Markup element(String name, String text, Object... attributes) {
    return open(name, attributes).text(text).end(name);
  }

  public Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
