package io.tierwise.segmentation.propensity;

import java.time.Clock;
import java.util.Optional;

/** Queues a model. */
public final class CreateModel {
  private final PropensityModels models;
  private final Runnable signal;
  private final int maxQueued;
  private final String codeVersion;
  private final Clock clock;

  /**
   * @param signal wakes the worker
   */
  public CreateModel(
      PropensityModels models, Runnable signal, int maxQueued, String codeVersion, Clock clock) {
    this.models = models;
    this.signal = signal;
    this.maxQueued = maxQueued;
    this.codeVersion = codeVersion;
    this.clock = clock;
  }

  /**
   * @return empty if too many wait already
   */
  public Optional<RegisteredModel> create(ModelParameters parameters, String createdBy) {
    Optional<RegisteredModel> created =
        models.create(parameters, codeVersion, createdBy, clock.instant(), maxQueued);
    created.ifPresent(model -> signal.run());
    return created;
  }

  public int maxQueued() {
    return maxQueued;
  }
}
