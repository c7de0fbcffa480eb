package io.tierwise.segmentation.report;

import io.tierwise.charts.HeatMap;
import io.tierwise.charts.HeatMap.Cell;
import io.tierwise.charts.Svg;
import io.tierwise.segmentation.clustering.FeatureDistribution;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.run.RunResult;
import io.tierwise.segmentation.run.RunResult.TierSummary;
import java.util.List;

/** What a typical customer of each tier is like. */
final class CentroidSection {
  /**
   * @param used features in the order in which the run was asked for them
   */
  static Section of(RunResult result, List<TieringFeature> used) {
    List<String> features = used.stream().map(TieringFeature::key).toList();
    List<String> tiers = result.tiers().stream().map(TierSummary::name).toList();
    String text =
        "The centre of each tier in the units of the features; below it the mean of its customers,"
            + " which a few large ones pull up. The deeper the colour, the more customers of the"
            + " shop are below the centre.";
    List<List<Cell>> cells =
        result.tiers().stream()
            .map(tier -> features.stream().map(f -> cell(tier, f, result)).toList())
            .toList();
    Svg picture =
        new HeatMap("centroids", "Centres of the tiers", text, "Tier", "", tiers, features, cells)
            .draw();
    return new Section(
        "centroids",
        "Centres of the tiers",
        text,
        List.of(picture),
        new Section.Table(
            "Features",
            2,
            List.of("Feature", "Meaning"),
            features.stream().map(f -> List.of(f, meaning(f))).toList()));
  }

  private static Cell cell(TierSummary tier, String feature, RunResult result) {
    double centre = tier.centroid().getOrDefault(feature, 0.0);
    return new Cell(
        Numbers.plain(centre),
        "mean " + Numbers.plain(tier.means().getOrDefault(feature, centre)),
        result.distributions().stream()
            .filter(d -> d.feature().key().equals(feature))
            .mapToDouble(d -> shareBelow(d, centre))
            .findFirst()
            .orElse(0.3));
  }

  private static double shareBelow(FeatureDistribution distribution, double value) {
    double share = 0;
    for (int bin = 0; bin < distribution.edges().size(); bin++) {
      if (distribution.edges().get(bin) < value) {
        share += distribution.shares().get(bin);
      }
    }
    return share;
  }

  private static String meaning(String feature) {
    return TieringFeature.ofKey(feature).map(TieringFeature::meaning).orElse("");
  }

  private CentroidSection() {}
}
