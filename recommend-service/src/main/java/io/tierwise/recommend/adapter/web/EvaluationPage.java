package io.tierwise.recommend.adapter.web;

import io.tierwise.charts.Colours;
import io.tierwise.charts.Markup;
import io.tierwise.charts.Scale;
import io.tierwise.charts.Svg;
import io.tierwise.charts.Svg.Anchor;
import io.tierwise.recommend.evaluation.EvaluationReport;
import io.tierwise.recommend.evaluation.EvaluationReport.ModelReport;
import io.tierwise.recommend.evaluation.Interval;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A report as a page that needs nothing else: tables, and bars with their intervals. */
final class EvaluationPage {
  private static final double WIDTH = 720;
  private static final double NAMES = 130;
  private static final double BARS = 390;
  private static final double BAR = 22;
  private static final double FONT = 13;

  /** Dark enough on paper, and light enough for an interval in ink. */
  private static final String BARS_COLOUR = Colours.ramp(0.5);

  private final EvaluationReport report;
  private final StringBuilder page = new StringBuilder();
  private int pictures;

  private EvaluationPage(EvaluationReport report) {
    this.report = report;
  }

  static String of(EvaluationReport report) {
    return new EvaluationPage(report).write();
  }

  private String write() {
    page.append(
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Evaluation</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"><style>
        body{font:15px system-ui,sans-serif;margin:2rem auto;padding:0 1rem;max-width:60rem;color:#222}
        svg{max-width:100%;height:auto}.wide{overflow-x:auto}
        table{border-collapse:collapse}td,th{padding:.3rem .8rem;text-align:right}
        td:first-child,th:first-child{text-align:left}tr:nth-child(even){background:#f4f4f4}
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
      bars(metric, model -> interval(model, metric));
    }
    line("<h2>All figures</h2><div class=\"wide\"><table><tr><th>metric</th>%s</tr>", heads());
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
    line("</table></div>");
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
          "<h3>%s%s: %,d users</h3>",
          prefix, Markup.escaped(groups.get(i).name()), groups.get(i).users());
      if (groups.get(i).users() > 0) {
        bars(
            title + ", " + groups.get(i).name(),
            model -> groupsOf.apply(model).get(group).ndcgAt10());
      }
    }
  }

  private static Interval interval(ModelReport model, String metric) {
    Interval interval = model.metrics().get(metric);
    return interval == null ? new Interval(0, 0, 0) : interval;
  }

  private void bars(String title, Function<ModelReport, Interval> figure) {
    double most = report.models().stream().map(figure).mapToDouble(Interval::high).max().orElse(0);
    Scale x = Scale.exactly(0, Math.max(most, 1e-9), 1, NAMES, NAMES + BARS);
    Svg svg =
        new Svg(
            "picture-" + pictures++,
            WIDTH,
            report.models().size() * (BAR + 8),
            title,
            "A bar for each model, with the interval of its mean as a line");
    double y = 0;
    for (ModelReport model : report.models()) {
      Interval interval = figure.apply(model);
      double middle = y + BAR / 2;
      double end = x.at(interval.high());
      svg.text(0, middle + 5, model.algorithm(), Anchor.START, FONT, Colours.INK);
      svg.rect(NAMES, y, x.at(interval.value()) - NAMES, BAR, BARS_COLOUR);
      svg.line(x.at(interval.low()), middle, end, middle, Colours.INK, 2);
      svg.text(end + 8, middle + 5, cell(interval), Anchor.START, FONT, Colours.INK);
      y += BAR + 8;
    }
    page.append(svg.markup()).append('\n');
  }

  private String heads() {
    StringBuilder heads = new StringBuilder();
    for (ModelReport model : report.models()) {
      heads
          .append("<th title=\"")
          .append(Markup.escaped(model.recipe()))
          .append("\">")
          .append(Markup.escaped(model.algorithm()))
          .append("</th>");
    }
    return heads.toString();
  }

  private void row(String name, Function<ModelReport, String> figure) {
    page.append("<tr><td>").append(Markup.escaped(name)).append("</td>");
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

  private void line(String format, Object... values) {
    page.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
