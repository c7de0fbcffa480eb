package io.tierwise.segmentation.report;

import io.tierwise.charts.Markup;
import io.tierwise.charts.StyleSheet;
import io.tierwise.charts.Svg;
import java.util.List;
import java.util.Map;

/** A page of sections that needs nothing but itself: no script, no picture or font from outside. */
public final class ReportPage {
  private static final StyleSheet STYLE = StyleSheet.of(ReportPage.class, "/report.css");

  /** Allows the style sheet of the page and nothing else. */
  public static final String CONTENT_POLICY = STYLE.contentPolicy();

  /**
   * @param facts shown below the title, name and value
   */
  static String of(String title, Map<String, String> facts, List<Section> sections) {
    Markup page = Markup.page(title, STYLE).open("header").element("h1", title).open("dl");
    facts.forEach(
        (name, value) -> page.open("div").element("dt", name).element("dd", value).close("div"));
    page.close("dl").open("nav", "aria-label", "Contents").open("ol");
    for (Section section : sections) {
      page.open("li").element("a", section.heading(), "href", "#" + section.id()).close("li");
    }
    page.close("ol").close("nav").close("header").open("main");
    sections.forEach(section -> append(page, section));
    return page.close("main").close("body").close("html").toString();
  }

  private static void append(Markup page, Section section) {
    page.open("section", "id", section.id());
    page.element("h2", section.heading()).element("p", section.text());
    for (Svg picture : section.pictures()) {
      page.open("figure").element("figcaption", picture.title());
      page.raw(picture.markup()).close("figure");
    }
    Section.Table table = section.table();
    if (table != null) {
      append(page, table);
    }
    page.close("section");
  }

  private static void append(Markup page, Section.Table table) {
    page.open("table").element("caption", table.caption()).open("thead").open("tr");
    for (int j = 0; j < table.columns().size(); j++) {
      String column = table.columns().get(j);
      if (j < table.names()) {
        page.element("th", column, "class", "name", "scope", "col");
      } else {
        page.element("th", column, "scope", "col");
      }
    }
    page.close("tr").close("thead").open("tbody");
    for (List<String> row : table.rows()) {
      page.open("tr").element("th", row.getFirst(), "class", "name", "scope", "row");
      for (int j = 1; j < row.size(); j++) {
        if (j < table.names()) {
          page.element("td", row.get(j), "class", "name");
        } else {
          page.element("td", row.get(j));
        }
      }
      page.close("tr");
    }
    page.close("tbody").close("table");
  }

  private ReportPage() {}
}
