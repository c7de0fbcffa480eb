package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import java.util.List;
import java.util.Locale;

/**
 * Tiers by thresholds of one feature. Equal values always get the same tier.
 *
 * @param thresholds the least good value of each tier but the last, best tier first
 * @param lowIsGood whether small values are the good ones
 */
public record QuantileModel(FeatureScaler scaler, List<Double> thresholds, boolean lowIsGood)
    implements GroupModel {
  public QuantileModel {
    thresholds = List.copyOf(thresholds);
    if (scaler.scales().size() != 1) {
      throw new IllegalArgumentException("one feature, not " + scaler.scales().size());
    }
  }

  @Override
  public int k() {
    return thresholds.size() + 1;
  }

  @Override
  public List<TieringFeature> features() {
    return scaler.features();
  }

  @Override
  public int group(double[] row) {
    int group = 0;
    while (group < thresholds.size() && !reaches(row[0], thresholds.get(group))) {
      group++;
    }
    return group;
  }

  private boolean reaches(double value, double threshold) {
    return lowIsGood ? value <= threshold : value >= threshold;
  }

  @Override
  public double[] z(double[] row) {
    return scaler.z(row);
  }

  @Override
  public String reason(double[] row, List<String> names) {
    int group = group(row);
    String than = lowIsGood ? "at most" : "at least";
    String rule =
        group < thresholds.size()
            ? String.format(Locale.ROOT, "takes %s %.2f", than, thresholds.get(group))
            : String.format(
                Locale.ROOT,
                "is for those who do not reach %s %.2f",
                than,
                thresholds.get(group - 1));
    return String.format(
        Locale.ROOT,
        "%s is %.2f; %s %s.",
        capital(features().getFirst().meaning()),
        row[0],
        names.get(group),
        rule);
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
