package io.tierwise.campaign.page;

import io.tierwise.charts.Markup;
import io.tierwise.charts.StyleSheet;
import java.util.List;
import java.util.Map;

/** Sections under a title: no script, and nothing from outside. */
final class Page {
  private static final StyleSheet STYLE = StyleSheet.of(Page.class, "/money-report.css");

  /** Allows the style sheet of the page and nothing else. */
  static final String CONTENT_POLICY = STYLE.contentPolicy();

  /** Of its pictures, in pixels. */
  static final double WIDTH = 640;

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
    Markup page = Markup.page(title, STYLE);
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

  private Page() {}
}
