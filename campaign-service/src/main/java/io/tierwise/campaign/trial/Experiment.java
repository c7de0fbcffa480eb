package io.tierwise.campaign.trial;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as it stands.
 *
 * @param shares of the variants for units that come now
 * @param stopReason null unless stopped
 * @param winner variant that was decided for; null if none was
 */
public record Experiment(
    String id,
    ExperimentDesign design,
    State state,
    List<Double> shares,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant stoppedAt,
    @Nullable String stopReason,
    @Nullable String winner) {
  public enum State {
    DRAFT,
    RUNNING,
    STOPPED
  }

  public double[] currentShares() {
    return shares.stream().mapToDouble(Double::doubleValue).toArray();
  }

  public ExperimentDesign.Variant variant(String name) {
    return design.variants().stream()
        .filter(variant -> variant.name().equals(name))
        .findFirst()
        .orElse(design.variants().getFirst());
  }
}
