package io.tierwise.segmentation.propensity;

import io.tierwise.segmentation.run.UnitOfWork;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Makes a model the one that scores customers; those are scored soon after. */
public final class PromoteModel {
  private final PropensityModels models;
  private final UnitOfWork work;
  private final Runnable signal;
  private final Clock clock;

  /**
   * @param signal wakes who scores everybody
   */
  public PromoteModel(PropensityModels models, UnitOfWork work, Runnable signal, Clock clock) {
    this.models = models;
    this.work = work;
    this.signal = signal;
    this.clock = clock;
  }

  /** What became of it. */
  public sealed interface Outcome {
    record Promoted(RegisteredModel model) implements Outcome {}

    record Impossible(ModelState state) implements Outcome {}

    record Unknown() implements Outcome {}
  }

  public Outcome promote(UUID id) {
    Optional<RegisteredModel> found = models.find(id);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    RegisteredModel model = found.get();
    if (model.state() == ModelState.LIVE) {
      return new Outcome.Promoted(model);
    }
    boolean promoted =
        work.inTransaction(() -> models.promote(id, model.parameters().target(), clock.instant()));
    RegisteredModel now = models.find(id).orElseThrow();
    if (!promoted) {
      return new Outcome.Impossible(now.state());
    }
    signal.run();
    return new Outcome.Promoted(now);
  }
}
