package io.tierwise.segmentation.report;

import io.tierwise.charts.LineChart;
import io.tierwise.charts.LineChart.Line;
import io.tierwise.charts.LineChart.Marker;
import io.tierwise.charts.LineChart.Point;
import io.tierwise.charts.Svg;
import io.tierwise.segmentation.clustering.TieringFit.Candidate;
import io.tierwise.segmentation.run.RunResult;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Why there are as many tiers as there are. */
final class ChoiceSection {
  private static final String HEADING = "Number of tiers: silhouette and elbow";

  static Section of(RunResult result) {
    List<Candidate> tried = result.candidates();
    int k = result.tiers().size();
    String quality =
        String.format(
            Locale.ROOT,
            "The silhouette of the %d tiers is %.3f, their inertia %s.",
            k,
            result.silhouette(),
            Numbers.plain(result.inertia()));
    if (tried.size() < 2) {
      return new Section(
          "choice",
          HEADING,
          quality + " The number was given or follows from the engine; no other was tried.",
          List.of(),
          null);
    }
    Integer elbow = result.elbow();
    String text =
        quality
            + " A silhouette near 1 means tiers far apart, near 0 tiers that touch."
            + (elbow == null ? "" : " Inertia bends most at " + elbow + " tiers.");
    return new Section(
        "choice",
        HEADING,
        text,
        List.of(
            chart("silhouette", "Mean silhouette", tried, Candidate::silhouette, k, "chosen"),
            chart("elbow", "Inertia", tried, Candidate::inertia, elbow, "elbow")),
        new Section.Table(
            "Numbers of tiers that were tried",
            1,
            List.of("Tiers", "Silhouette", "Inertia"),
            tried.stream()
                .map(
                    c ->
                        List.of(
                            String.valueOf(c.k()),
                            Numbers.plain(c.silhouette()),
                            Numbers.plain(c.inertia())))
                .toList()));
  }

  private static Svg chart(
      String id,
      String name,
      List<Candidate> tried,
      ToDoubleFunction<Candidate> value,
      @Nullable Integer marked,
      String mark) {
    List<Point> points = tried.stream().map(c -> new Point(c.k(), value.applyAsDouble(c))).toList();
    return new LineChart(
            id,
            name + " by number of tiers",
            marked == null ? name : name + "; " + mark + " at " + marked,
            "number of tiers",
            name.toLowerCase(Locale.ROOT),
            1,
            x -> String.valueOf(Math.round(x)),
            List.of(new Line(name, points, false, true)),
            List.of(),
            marked == null ? null : new Marker(marked, mark + ": " + marked),
            true)
        .draw();
  }

  private ChoiceSection() {}
}
