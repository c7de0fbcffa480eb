package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.segmentation.customer.Customer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

/** The page of a run, against the run as the interface answers it. */
class ReportIT extends RunningService {
  private static final List<Customer> SHOP = Shop.returning(600, 4);

  @Test
  void report_showsTheNumbersOfTheRun() throws Exception {
    know(SHOP);
    String before = publishedRun("{\"k\":5,\"note\":\"before\"}");
    List<Customer> later = new ArrayList<>(SHOP);
    IntStream.range(0, 60)
        .forEach(i -> later.set(i, buys(SHOP.get(i), Shop.NOW.plus(Duration.ofDays(9)), "400")));
    send(later.subList(0, 60));
    assertThat(finished(post("/v1/clv-fits", "{}").header("Location")).get("state").asString())
        .isEqualTo("LIVE");
    JsonNode run =
        finishedRun(
            "{\"features\":[\"recencyDays\",\"frequency\",\"monetary\",\"tenureDays\"],"
                + "\"note\":\"<script>alert('&')</script>\"}");
    String id = run.get("id").asString();

    Answer answer = get("/v1/runs/" + id + "/report");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none';");
    String page = answer.response().body();
    keep("run-report.html", page);
    assertThat(page)
        .contains("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;")
        .doesNotContain("<script", "<img", "<link", "url(", "href=\"http", "style=\"");
    assertThat(get("/v1/segmentation-runs/" + id + "/report").response().body()).isEqualTo(page);

    String first = get("/v1/runs/" + before + "/report").response().body();
    keep("run-report-first.html", first);
    assertThat(first).contains("no other was tried", "Platinum", "get their first tier");

    Document document = parsed(page);
    checkPictures(document);
    JsonNode result = run.get("result");
    for (JsonNode tier : result.get("tiers")) {
      assertThat(row(document, "tiers", tier.get("name").asString()))
          .startsWith(grouped(tier.get("customers").asLong()))
          .element(1)
          .isEqualTo(percent(tier.get("customerShare").asDouble()));
    }
    assertThat(sumOfColumn(document, "rfm", 2)).isEqualTo(result.get("customers").asLong());
    JsonNode migration = run.get("assessment").get("migration");
    assertThat(sumOfColumn(document, "migration", 2)).isEqualTo(migration.get("moved").asLong());
    assertThat(rows(document, "choice")).hasSize(result.get("candidates").size());
    assertThat(document.getElementById("values")).isNotNull();
  }

  @Test
  void runWithoutResult_hasNoReport() {
    Answer unknown = get("/v1/runs/00000000-0000-0000-0000-000000000000/report");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.header("Content-Type")).isEqualTo("application/problem+json");

    JsonNode failed = finishedRun("{\"k\":4}");
    Answer none = get("/v1/runs/" + failed.get("id").asString() + "/report");
    assertThat(none.status()).isEqualTo(409);
    assertThat(none.body().get("detail").asString()).contains("failed");
  }

  /** For those who want to look at it. */
  private static void keep(String name, String page) throws IOException {
    Files.writeString(Path.of("target", name), page);
  }

  private static Document parsed(String page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))));
    for (String name : List.of("section", "title", "desc")) {
      elements(document.getDocumentElement(), name).stream()
          .filter(element -> element.hasAttribute("id"))
          .forEach(element -> element.setIdAttribute("id", true));
    }
    return document;
  }

  /** Each can be heard, and keeps everything inside its frame. */
  private static void checkPictures(Document document) {
    List<Element> pictures = elements(document.getDocumentElement(), "svg");
    assertThat(pictures).hasSizeGreaterThanOrEqualTo(8);
    for (Element picture : pictures) {
      for (String id : picture.getAttribute("aria-labelledby").split(" ")) {
        assertThat(document.getElementById(id).getTextContent()).isNotBlank();
      }
      double width = Double.parseDouble(picture.getAttribute("width"));
      double height = Double.parseDouble(picture.getAttribute("height"));
      for (Element text : elements(picture, "text")) {
        double wide =
            text.getTextContent().length()
                * (text.hasAttribute("font-weight") ? 0.67 : 0.58)
                * Double.parseDouble(text.getAttribute("font-size"));
        double x = Double.parseDouble(text.getAttribute("x"));
        double left =
            switch (text.getAttribute("text-anchor")) {
              case "start" -> x;
              case "middle" -> x - wide / 2;
              default -> x - wide;
            };
        String where = picture.getAttribute("aria-labelledby") + ": " + text.getTextContent();
        assertThat(left).as(where).isGreaterThanOrEqualTo(-1);
        assertThat(left + wide).as(where).isLessThanOrEqualTo(width + 1);
        assertThat(Double.parseDouble(text.getAttribute("y"))).as(where).isBetween(8.0, height);
      }
    }
  }

  private static List<Element> elements(Element root, String name) {
    NodeList found = root.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static List<List<String>> rows(Document document, String section) {
    Element body = elements(document.getElementById(section), "tbody").getFirst();
    return elements(body, "tr").stream()
        .map(
            row ->
                IntStream.range(0, row.getChildNodes().getLength())
                    .mapToObj(i -> row.getChildNodes().item(i).getTextContent())
                    .toList())
        .toList();
  }

  /** The cells after the name. */
  private static List<String> row(Document document, String section, String name) {
    return rows(document, section).stream()
        .filter(row -> row.getFirst().equals(name))
        .map(row -> row.subList(1, row.size()))
        .findFirst()
        .orElseThrow();
  }

  private static long sumOfColumn(Document document, String section, int column) {
    return rows(document, section).stream()
        .mapToLong(row -> Long.parseLong(row.get(column).replace(",", "")))
        .sum();
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
