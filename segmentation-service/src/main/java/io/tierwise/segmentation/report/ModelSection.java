package io.tierwise.segmentation.report;

import io.tierwise.charts.LineChart;
import io.tierwise.charts.LineChart.Line;
import io.tierwise.charts.LineChart.Point;
import io.tierwise.charts.Scale;
import io.tierwise.charts.Svg;
import io.tierwise.segmentation.propensity.ModelResult;
import io.tierwise.segmentation.propensity.PredictionQuality;
import io.tierwise.segmentation.propensity.PredictionQuality.Decile;
import io.tierwise.segmentation.propensity.PredictionQuality.Interval;
import io.tierwise.segmentation.propensity.RegisteredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How good a live model of churn or purchase turned out to be, on days after those it learnt. */
final class ModelSection {
  private static final List<Point> DIAGONAL = List.of(new Point(0, 0), new Point(1, 1));

  static Section of(RegisteredModel model, ModelResult result) {
    String target = model.parameters().target().key();
    PredictionQuality quality = result.quality();
    String text =
        String.format(
            Locale.ROOT,
            "Version %d, %s with %s calibration, foretells who %s within %d days. On %s customers"
                + " as of %s, later than what it learnt: AUC %s, average precision %s, Brier score"
                + " %s, calibration error %s.",
            model.version(),
            result.learner(),
            result.calibration(),
            model.parameters().target().meaning(),
            model.parameters().horizonDays(),
            Numbers.count(quality.customers()),
            result.evaluationCut(),
            interval(quality.auc()),
            interval(quality.prAuc()),
            interval(quality.brier()),
            interval(quality.calibrationError()));
    return new Section(
        "model-" + target,
        "Prediction of " + target,
        text,
        List.of(calibration(target, quality), roc(target, quality)),
        new Section.Table(
            "Tenths of the customers, the likeliest first",
            1,
            List.of("Tenth", "Customers", "Foretold", "Came true", "Lift"),
            rows(quality.deciles())));
  }

  private static Svg calibration(String target, PredictionQuality quality) {
    List<Point> points =
        quality.deciles().reversed().stream()
            .map(d -> new Point(d.meanProbability(), d.share()))
            .toList();
    return chart(
        "calibration-" + target,
        "Calibration: what was foretold and what came true",
        "Tenths of the customers by foretold probability. On the dashed line as many do it as were"
            + " foretold.",
        "foretold probability",
        new Line("came true", points, false, true),
        new Line("as foretold", DIAGONAL, true, false));
  }

  /** Through the tenths: between them the curve is a little above. */
  private static Svg roc(String target, PredictionQuality quality) {
    double ones = 0;
    double zeros = 0;
    for (Decile decile : quality.deciles()) {
      ones += decile.share() * decile.customers();
      zeros += (1 - decile.share()) * decile.customers();
    }
    List<Point> points = new ArrayList<>();
    points.add(new Point(0, 0));
    double found = 0;
    double wrong = 0;
    for (Decile decile : quality.deciles()) {
      found += decile.share() * decile.customers();
      wrong += (1 - decile.share()) * decile.customers();
      points.add(
          new Point(
              Math.min(1, wrong / Math.max(1, zeros)), Math.min(1, found / Math.max(1, ones))));
    }
    return chart(
        "roc-" + target,
        "ROC curve at the tenths",
        String.format(
            Locale.ROOT,
            "Share of those who did it that is found, by share of the others taken for them. The"
                + " area below the whole curve is %.3f; on the dashed line it would be 0.5.",
            quality.auc().value()),
        "share of the others",
        new Line("found", points, false, true),
        new Line("by chance", DIAGONAL, true, false));
  }

  private static Svg chart(
      String id, String title, String description, String xTitle, Line line, Line diagonal) {
    return new LineChart(
            id,
            title,
            description,
            xTitle,
            "",
            0.2,
            Scale::text,
            List.of(line, diagonal),
            List.of(),
            null,
            true)
        .draw();
  }

  private static List<List<String>> rows(List<Decile> deciles) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < deciles.size(); i++) {
      Decile decile = deciles.get(i);
      rows.add(
          List.of(
              String.valueOf(i + 1),
              Numbers.count(decile.customers()),
              Numbers.percent(decile.meanProbability()),
              Numbers.percent(decile.share()),
              interval(decile.lift())));
    }
    return rows;
  }

  private static String interval(Interval interval) {
    return Double.isNaN(interval.low())
        ? String.format(Locale.ROOT, "%.3f", interval.value())
        : String.format(
            Locale.ROOT, "%.3f (%.3f-%.3f)", interval.value(), interval.low(), interval.high());
  }

  private ModelSection() {}
}
