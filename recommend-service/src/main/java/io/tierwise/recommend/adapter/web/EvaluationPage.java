package io.tierwise.recommend.adapter.web;

import io.tierwise.recommend.evaluation.EvaluationReport;
import io.tierwise.recommend.evaluation.EvaluationReport.ModelReport;
import io.tierwise.recommend.evaluation.Interval;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A report as a page that needs nothing else: tables, and bars with their intervals. */
final class EvaluationPage {
  private static final int WIDTH = 420;
  private static final int BAR = 22;

  private final EvaluationReport report;
  private final StringBuilder page = new StringBuilder();

  private EvaluationPage(EvaluationReport report) {
    this.report = report;
  }

  static String of(EvaluationReport report) {
    return new EvaluationPage(report).write();
  }

  private String write() {
    page.append(
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Evaluation</title><style>
        body{font:15px system-ui,sans-serif;margin:2rem auto;max-width:60rem;color:#222}
        table{border-collapse:collapse}td,th{padding:.3rem .8rem;text-align:right}
        td:first-child,th:first-child{text-align:left}tr:nth-child(even){background:#f4f4f4}
        rect{fill:#4472a8}line{stroke:#222}text{font:13px system-ui,sans-serif}
        </style></head><body><h1>Models compared</h1>
        """);
    line(
        "<p>%,d users who bought %,d items after %s, ranked among all %,d items. Models were fitted"
            + " to what came before. %.0f %% of these purchases went to the tenth of the items that"
            + " most users had touched.</p>",
        report.users(),
        report.purchases(),
        report.split(),
        report.items(),
        100 * report.popularShare());
    for (String metric : List.of("ndcgAt10", "recallAt10", "hitRateAt10")) {
      line("<h2>%s</h2>", metric);
      bars(model -> interval(model, metric));
    }
    line("<h2>All figures</h2><table><tr><th>metric</th>%s</tr>", heads());
    report
        .models()
        .getFirst()
        .metrics()
        .keySet()
        .forEach(metric -> row(metric, model -> cell(interval(model, metric))));
    row("coverageAt10", model -> number(model.coverageAt10()));
    row("diversityAt10", model -> number(model.diversityAt10()));
    row("noveltyAt10", model -> number(model.noveltyAt10()));
    row("popularShareAt10", model -> number(model.popularShareAt10()));
    line("</table>");
    groups("ndcgAt10 by history", "users who had touched ", ModelReport::byHistory);
    groups("ndcgAt10 by tier", "", ModelReport::byTier);
    line("</body></html>");
    return page.toString();
  }

  private void groups(
      String title, String prefix, Function<ModelReport, List<EvaluationReport.Group>> groupsOf) {
    List<EvaluationReport.Group> groups = groupsOf.apply(report.models().getFirst());
    if (!groups.isEmpty()) {
      line("<h2>%s</h2>", title);
    }
    for (int i = 0; i < groups.size(); i++) {
      int group = i;
      line(
          "<h3>%s%s: %,d users</h3>", prefix, escaped(groups.get(i).name()), groups.get(i).users());
      if (groups.get(i).users() > 0) {
        bars(model -> groupsOf.apply(model).get(group).ndcgAt10());
      }
    }
  }

  private static Interval interval(ModelReport model, String metric) {
    Interval interval = model.metrics().get(metric);
    return interval == null ? new Interval(0, 0, 0) : interval;
  }

  private void bars(Function<ModelReport, Interval> figure) {
    double most = report.models().stream().map(figure).mapToDouble(Interval::high).max().orElse(0);
    double scale = WIDTH / Math.max(most, 1e-9);
    int height = report.models().size() * (BAR + 8);
    line("<svg width=\"720\" height=\"%d\" role=\"img\">", height);
    int y = 0;
    for (ModelReport model : report.models()) {
      Interval interval = figure.apply(model);
      int middle = y + BAR / 2;
      line("<text x=\"0\" y=\"%d\">%s</text>", middle + 5, escaped(model.algorithm()));
      line(
          "<rect x=\"130\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
          y, interval.value() * scale, BAR);
      line(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke-width=\"2\"/>",
          130 + interval.low() * scale, 130 + interval.high() * scale, middle, middle);
      line(
          "<text x=\"%.1f\" y=\"%d\">%s</text>",
          138 + interval.high() * scale, middle + 5, cell(interval));
      y += BAR + 8;
    }
    line("</svg>");
  }

  private String heads() {
    StringBuilder heads = new StringBuilder();
    for (ModelReport model : report.models()) {
      heads
          .append("<th title=\"")
          .append(escaped(model.recipe()))
          .append("\">")
          .append(escaped(model.algorithm()))
          .append("</th>");
    }
    return heads.toString();
  }

  private void row(String name, Function<ModelReport, String> figure) {
    page.append("<tr><td>").append(escaped(name)).append("</td>");
    for (ModelReport model : report.models()) {
      page.append("<td>").append(figure.apply(model)).append("</td>");
    }
    page.append("</tr>\n");
  }

  private static String cell(Interval interval) {
    return String.format(
        Locale.ROOT, "%.4f (%.4f to %.4f)", interval.value(), interval.low(), interval.high());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private void line(String format, Object... values) {
    page.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
