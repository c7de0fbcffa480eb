package io.tierwise.segmentation.propensity;

import io.tierwise.segmentation.run.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Carries out queued models, one at a time. A model goes live only when somebody promotes it. */
public final class TrainModel {
  private final PropensityModels models;
  private final CustomerActivity activity;
  private final BuildModel builder;
  private final String owner;
  private final Duration lease;
  private final Clock clock;

  public TrainModel(
      PropensityModels models,
      CustomerActivity activity,
      BuildModel builder,
      String owner,
      Duration lease,
      Clock clock) {
    this.models = models;
    this.activity = activity;
    this.builder = builder;
    this.owner = owner;
    this.lease = lease;
    this.clock = clock;
  }

  /** The model was cancelled, or somebody else carries it on. */
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Interrupted() {
      super("the model is no longer ours", null, false, false);
    }
  }

  /**
   * @return whether there was a model to make
   */
  public boolean trainNext() {
    Optional<RegisteredModel> claimed = models.claim(owner, clock.instant(), lease);
    claimed.ifPresent(this::carryOut);
    return claimed.isPresent();
  }

  private void carryOut(RegisteredModel asked) {
    try (Lease held = models.hold(asked.id(), owner, lease, clock)) {
      train(asked);
    } catch (Interrupted e) {
      // Nothing of it is kept.
    } catch (IllegalArgumentException refused) {
      models.fail(asked.id(), owner, String.valueOf(refused.getMessage()), clock.instant());
    } catch (RuntimeException fault) {
      models.fail(asked.id(), owner, "Unexpected: " + fault, clock.instant());
      throw fault;
    }
  }

  private void train(RegisteredModel asked) {
    Instant from = clock.instant();
    Instant latest =
        activity
            .latest(from)
            .orElseThrow(() -> new IllegalArgumentException("Nothing is known of any customer"));
    BuildModel.Built built =
        builder.build(
            activity, asked.parameters(), latest, (stage, done) -> reached(asked, stage, done));
    PredictionQuality.Interval auc = built.result().quality().auc();
    boolean better = auc.low() > 0.5;
    String reason =
        better
            ? null
            : String.format(
                Locale.ROOT,
                "At the evaluation cut it is not surely better than chance: the area under the"
                    + " curve is between %.3f and %.3f",
                auc.low(),
                auc.high());
    models.timing(asked.id(), "train", Duration.between(from, clock.instant()));
    models.complete(
        asked.id(),
        owner,
        better ? ModelState.READY : ModelState.REFUSED,
        built.result(),
        built.model(),
        reason,
        clock.instant());
  }

  private void reached(RegisteredModel asked, String stage, double done) {
    if (!models.progress(asked.id(), owner, stage, done, clock.instant().plus(lease))) {
      throw new Interrupted();
    }
  }
}
