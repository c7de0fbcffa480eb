package io.tierwise.campaign.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Sections under a title: no script, and nothing from outside. */
final class Page {
  private static final String STYLE = style();

  /** Allows the style sheet of the page and nothing else. */
  static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'sha256-"
          + digest()
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /**
   * @param picture SVG; empty for none
   * @param rows whose first cell names them
   */
  record Section(
      String heading,
      List<String> sentences,
      String picture,
      String caption,
      List<String> columns,
      List<List<String>> rows) {}

  /**
   * @param facts below the title, name and value
   * @param figures the most important ones, name and value
   */
  static String of(
      String title,
      Map<String, String> facts,
      Map<String, String> figures,
      List<String> sentences,
      List<Section> sections) {
    Markup page = new Markup();
    page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    page.element("title", title).raw("<style>" + STYLE + "</style></head>\n<body>");
    page.open("header").element("h1", title);
    list(page, "facts", facts);
    page.close("header").open("main");
    list(page, "figures", figures);
    page.open("ul");
    sentences.forEach(sentence -> page.element("li", sentence));
    page.close("ul");
    sections.forEach(section -> append(page, section));
    return page.close("main").close("body").close("html").toString();
  }

  private static void list(Markup page, String kind, Map<String, String> entries) {
    page.open("dl", "class", kind);
    entries.forEach(
        (name, value) -> page.open("div").element("dt", name).element("dd", value).close("div"));
    page.close("dl");
  }

  private static void append(Markup page, Section section) {
    page.open("section").element("h2", section.heading);
    section.sentences.forEach(sentence -> page.element("p", sentence));
    if (!section.picture.isEmpty()) {
      page.open("figure").raw(section.picture).close("figure");
    }
    if (!section.rows.isEmpty()) {
      page.open("table").element("caption", section.caption).open("thead").open("tr");
      section.columns.forEach(column -> page.element("th", column, "scope", "col"));
      page.close("tr").close("thead").open("tbody");
      for (List<String> row : section.rows) {
        page.open("tr").element("th", row.getFirst(), "scope", "row");
        row.subList(1, row.size()).forEach(cell -> page.element("td", cell));
        page.close("tr");
      }
      page.close("tbody").close("table");
    }
    page.close("section");
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream("/money-report.css")) {
      if (in == null) {
        throw new IllegalStateException("money-report.css is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest() {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Page() {}
}
