package io.tierwise.segmentation.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A page of sections that needs nothing but itself: no script, no picture or font from outside. */
public final class ReportPage {
  private static final String STYLE = style();

  /** Allows the style sheet of the page and nothing else. */
  public static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'sha256-"
          + digest(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /**
   * @param facts shown below the title, name and value
   */
  static String of(String title, Map<String, String> facts, List<Section> sections) {
    StringBuilder page = new StringBuilder(64 * 1024);
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>\n")
        .append(
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>")
        .append(Xml.escaped(title))
        .append("</title>\n<style>")
        .append(STYLE)
        .append("</style></head>\n<body><header><h1>")
        .append(Xml.escaped(title))
        .append("</h1>\n<dl>");
    facts.forEach(
        (name, value) ->
            page.append("<div><dt>")
                .append(Xml.escaped(name))
                .append("</dt><dd>")
                .append(Xml.escaped(value))
                .append("</dd></div>"));
    page.append("</dl>\n<nav aria-label=\"Contents\"><ol>");
    for (Section section : sections) {
      page.append("<li><a href=\"#").append(section.id()).append("\">");
      page.append(Xml.escaped(section.heading())).append("</a></li>");
    }
    page.append("</ol></nav></header>\n<main>\n");
    sections.forEach(section -> append(page, section));
    return page.append("</main></body></html>\n").toString();
  }

  private static void append(StringBuilder page, Section section) {
    page.append("<section id=\"").append(section.id()).append("\"><h2>");
    page.append(Xml.escaped(section.heading())).append("</h2>\n<p>");
    page.append(Xml.escaped(section.text())).append("</p>\n");
    for (Svg picture : section.pictures()) {
      page.append("<figure><figcaption>").append(Xml.escaped(picture.title()));
      page.append("</figcaption>").append(picture.markup()).append("</figure>\n");
    }
    Section.Table table = section.table();
    if (table != null) {
      append(page, table);
    }
    page.append("</section>\n");
  }

  private static void append(StringBuilder page, Section.Table table) {
    page.append("<table><caption>").append(Xml.escaped(table.caption())).append("</caption>");
    page.append("<thead><tr>");
    for (int j = 0; j < table.columns().size(); j++) {
      page.append(j < table.names() ? "<th class=\"name\" scope=\"col\">" : "<th scope=\"col\">");
      page.append(Xml.escaped(table.columns().get(j))).append("</th>");
    }
    page.append("</tr></thead>\n<tbody>");
    for (List<String> row : table.rows()) {
      page.append("<tr><th class=\"name\" scope=\"row\">");
      page.append(Xml.escaped(row.getFirst())).append("</th>");
      for (int j = 1; j < row.size(); j++) {
        page.append(j < table.names() ? "<td class=\"name\">" : "<td>");
        page.append(Xml.escaped(row.get(j))).append("</td>");
      }
      page.append("</tr>\n");
    }
    page.append("</tbody></table>\n");
  }

  private static String style() {
    try (InputStream in = ReportPage.class.getResourceAsStream("/report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private ReportPage() {}
}
