package io.tierwise.segmentation.run;

import io.tierwise.segmentation.clustering.Stability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The guard rails between which a run may publish itself.
 *
 * @param maxMovedShare of those who have a tier, 0..1
 * @param minStability mean adjusted Rand index of the bootstrap; null for any
 * @param maxDrift population stability index of any feature; null for any
 */
public record AutoPublish(
    double maxMovedShare, @Nullable Double minStability, @Nullable Double maxDrift) {
  public static final double USUAL_MOVED_SHARE = 0.15;

  public AutoPublish {
    if (!(maxMovedShare >= 0 && maxMovedShare <= 1)) {
      throw new IllegalArgumentException(
          "publish.maxMovedShare: " + maxMovedShare + " is not 0..1");
    }
    if (minStability != null && !(minStability >= -1 && minStability <= 1)) {
      throw new IllegalArgumentException("publish.minStability: " + minStability + " is not -1..1");
    }
    if (maxDrift != null && !(maxDrift >= 0)) {
      throw new IllegalArgumentException("publish.maxDrift: " + maxDrift + " is below 0");
    }
  }

  /**
   * @return why the run must not publish itself; empty if it may
   */
  List<String> objections(RunResult result, RunAssessment.Moves moves) {
    List<String> objections = new ArrayList<>();
    if (moves.movedShare() > maxMovedShare) {
      objections.add(
          text(
              "%.1f %% of those with a tier would move, at most %.1f %% may",
              100 * moves.movedShare(), 100 * maxMovedShare));
    }
    Stability stability = result.stability();
    if (minStability != null && (stability == null || stability.mean() < minStability)) {
      objections.add(
          stability == null
              ? "no bootstrap sample could be fitted, so that nothing is known of the stability"
              : text(
                  "the stability is %.2f, at least %.2f is needed",
                  stability.mean(), minStability));
    }
    for (RunResult.Drift drift : result.drift()) {
      if (maxDrift != null && drift.index() > maxDrift) {
        objections.add(
            text(
                "%s has drifted by %.3f, at most %.3f may be",
                drift.feature().key(), drift.index(), maxDrift));
      }
    }
    return objections;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
