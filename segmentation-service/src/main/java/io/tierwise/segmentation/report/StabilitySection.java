package io.tierwise.segmentation.report;

import io.tierwise.charts.BarChart;
import io.tierwise.charts.Svg;
import io.tierwise.segmentation.clustering.Stability;
import io.tierwise.segmentation.run.RunResult;
import io.tierwise.segmentation.run.RunResult.Drift;
import java.util.List;
import java.util.Locale;

/** Whether the tiers would come out again, and whether the customers are still the same. */
final class StabilitySection {
  private static final String HEADING = "Stability and drift";

  static Section of(RunResult result) {
    Stability stability = result.stability();
    String text =
        stability == null
            ? "No other draw of customers could be fitted, so that stability is not known."
            : String.format(
                Locale.ROOT,
                "Fits of %d other draws of the customers agree with this run by an adjusted Rand"
                    + " index of %.2f on average and %.2f at the least; 1 is the same tiers, 0 what"
                    + " chance would give.",
                stability.replicates(),
                stability.mean(),
                stability.lowest());
    List<Drift> drift = result.drift();
    if (drift.isEmpty()) {
      return new Section(
          "stability",
          HEADING,
          text + " There was no published run to measure drift against.",
          List.of(),
          null);
    }
    String drifted =
        " Drift is the population stability index against the published run: below "
            + Drift.LITTLE
            + " a feature is stable, from "
            + Drift.MUCH
            + " on it has shifted.";
    Svg picture =
        new BarChart(
                "drift",
                "Population stability index by feature",
                drifted.strip(),
                List.of("index"),
                drift.stream()
                    .map(
                        d ->
                            new BarChart.Row(
                                d.feature().key(),
                                List.of(d.index()),
                                List.of(Numbers.plain(d.index()) + " " + d.verdict())))
                    .toList(),
                List.of(
                    new BarChart.Limit(Drift.LITTLE, "shifting"),
                    new BarChart.Limit(Drift.MUCH, "shifted")))
            .draw();
    return new Section("stability", HEADING, text + drifted, List.of(picture), null);
  }

  private StabilitySection() {}
}
